"""What made a finding move, in a sentence: the smallest set of what changed, and what the finding would be without it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from evidence.brief.changed import naming
from evidence.brief.changed.comparison import Moved
from evidence.brief.macros import macros
from evidence.brief.markup import join
from evidence.brief.tables import Tables
from evidence.brief.words import number, plural
from evidence.compare.rows import Cause, Kind

own = macros("changes")
_NAMED = 8
"""Causes that are named in a sentence; a table has all of them."""
_DID = {
    Kind.WORK_IN: "{} came in",
    Kind.WORK_OUT: "{} went out",
    Kind.ENTRY_IN: "{} came in",
    Kind.ENTRY_OUT: "{} went out",
    Kind.WORKS_JOINED: "works were joined: {}",
    Kind.WORK_PARTED: "works were parted: {}",
    Kind.FATE: "people decided anew: {}",
    Kind.CODE: "codes changed: {}",
    Kind.ITEM: "what is taken from sources changed: {}",
    Kind.APPRAISAL: "people appraised anew: {}",
    Kind.SIDE: "people read anew: {}",
    Kind.THEME: "themes were drawn anew: {}",
    Kind.SETTING: "settings changed: {}",
    Kind.PROGRAM: "the program changed: {}",
}


def because(tables: Tables, one: Moved) -> Markup:
    """The sentences on the causes of a finding; that none was found, where something was tried and none was."""
    needed = one.needed
    if not needed:
        return Markup(own.untraced() if one.causes else "")
    tried = (
        ""
        if all(cause.exact for cause in needed)
        else " Not every smaller set was tried, and another may do as well."
    )
    return own.because(
        named(tables, needed),
        f"Without {_which(len(needed), needed[0].in_set)} {_would_be(needed[0])}.{tried}",
    )


def _which(n: int, size: int) -> str:
    """Of all units that stand in some smallest set, so many as one such set has.

    >>> _which(1, 1), _which(3, 3), _which(3, 1), _which(7, 2)
    ('it', 'these three', 'any one of these three', 'some two of these seven')
    """
    if n == size:
        return "it" if n == 1 else f"these {number(n)}"
    return f"{'any' if size == 1 else 'some'} {number(size)} of these {number(n)}"


def named(tables: Tables, causes: Sequence[Cause], most: int = _NAMED) -> Markup:
    """What changed, kind by kind, each with the way to where it stands."""
    told = []
    for kind, group in groupby(
        sorted(causes, key=lambda cause: list(Kind).index(cause.kind)), key=lambda cause: cause.kind
    ):
        every = list(group)
        names = [naming.linked(tables, cause) for cause in every[:most]]
        if left := len(every) - len(names):
            names.append(Markup(f"{number(left)} {plural(left, 'other', 'others')}"))
        before, _, after = _DID.get(kind, "{} changed").partition("{}")
        told.append(join([before, listed(names), after]))
    return listed(told)


def listed(names: Sequence[Markup]) -> Markup:
    """Names in a row, with an "and" before the last."""
    return join([join(names[:-1], ", "), names[-1]], " and ") if len(names) > 1 else names[0]


def _would_be(cause: Cause) -> str:
    """What the finding would be without the smallest set: what it was."""
    before = naming.of_finding(cause.field, cause.before)
    if not cause.before:
        return "there would be no such finding"
    if cause.field == "amount":
        return f"the finding would still rest on {before} bodies of evidence"
    if cause.field in ("verdict", "lean"):
        return f"the finding would still be “{before.lower()}”"
    return f"its numbers would be what they were ({before})"
