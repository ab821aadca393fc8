"""A card for each finding that moved: what it said and what it says, word by word, and what made it so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from evidence.brief.changed import naming
from evidence.brief.changed.comparison import VERDICT, Comparison, Moved, group_of
from evidence.brief.changed.told import WENT
from evidence.brief.changed.words import words
from evidence.brief.macros import macros, parts
from evidence.brief.markup import anchor, join
from evidence.brief.tables import Tables
from evidence.brief.verdicts import VERDICT_WORDS
from evidence.brief.words import number, plural
from evidence.compare.rows import Cause, Change, Kind, Way

FINDINGS = "findings"
own = macros("changes")
_NAMED = 8
"""Causes that are named in a sentence; the table beneath has all of them."""
_SHOWN = 60
_DID = {
    Kind.WORK_IN: "{} came in",
    Kind.WORK_OUT: "{} went out",
    Kind.ENTRY_IN: "the entry {} came in",
    Kind.ENTRY_OUT: "the entry {} went out",
    Kind.REKEYED: "the entry {} has another name",
    Kind.WORKS_JOINED: "{} was joined with another work",
    Kind.WORK_PARTED: "{} was parted from another work",
    Kind.FATE: "people decided otherwise on {}",
    Kind.CODE: "{} is coded otherwise",
    Kind.ITEM: "what is taken from {} changed",
    Kind.APPRAISAL: "{} is appraised otherwise",
    Kind.SIDE: "people read {} otherwise",
    Kind.SETTING: "the setting {} changed",
    Kind.PROGRAM: "the program changed: {}",
}


def cards(tables: Tables, c: Comparison, moved: Sequence[Moved], prefix: str = "") -> Markup:
    """The findings that moved; `prefix` tells the places of one comparison on a page from those of another."""
    return own.moved([_card(tables, c, one, prefix) for one in moved]) if moved else Markup()


def place(one: Moved, prefix: str = "") -> str:
    """Where the change of a finding stands on its page: on a card, or among those whose numbers alone moved."""
    return f"{prefix}{FINDINGS}" if one.way == Way.MOVED else anchor(f"{prefix}changed-{one.claim}")


def then_and_now(c: Comparison) -> tuple[str, str]:
    """What the two versions are called beside what they say."""
    return f"In release {c.before.name}", "Now" if c.after is None else f"In release {c.after.name}"


def _card(tables: Tables, c: Comparison, one: Moved, prefix: str) -> dict[str, Any]:
    main = next((s for s in one.sentences if s.subject == f"{one.claim}-{VERDICT}"), None)
    rest = [own.said(then_and_now(c), _marked(s)) for s in one.sentences if s is not main]
    tables_of = [
        _numbers(one, c, prefix),
        _sides(tables, one, c, prefix),
        _one_by_one(tables, one, prefix),
    ]
    return {
        "ident": place(one, prefix),
        "name": naming.linked(tables, one.changes[0]),
        "way": own.way(one.way, WENT[one.way][0].removeprefix("has ").removeprefix("is ")),
        "versions": _versions(c, one, main),
        "because": because(tables, one),
        "sentences": rest,
        "tables": [table for table in tables_of if table],
    }


def _versions(c: Comparison, one: Moved, main: Change | None) -> list[tuple[str, object, object, str]]:
    """(what it is called, its verdict, its sentence, what follows from it) of the version before and of the later one."""
    marked = _marked(main) if main else ("", "")
    verdicts = (one.verdict.before, one.verdict.after) if one.verdict else ("", "")
    found = []
    for called, verdict, said in zip(then_and_now(c), verdicts, marked, strict=True):
        badge = parts.badge("verdict", verdict, *VERDICT_WORDS[verdict]) if verdict in VERDICT_WORDS else ""
        found.append((called, badge, said, group_of(verdict).meaning if one.advises_otherwise else ""))
    if one.way == Way.NEW:
        found[0] = (found[0][0], "", "There was no such finding.", "")
    if one.way == Way.GONE:
        found[1] = (found[1][0], "", "There is no such finding.", "")
    return found


def _marked(change: Change) -> tuple[Markup, Markup]:
    """A sentence before, with what went marked, and as it is, with what came marked."""
    pieces = words(change.before, change.after)
    return tuple(own.words([p for p in pieces if p[0] != other]) for other in ("in", "out"))  # type: ignore[return-value]


def because(tables: Tables, one: Moved, up: str = "") -> Markup:
    """What made a finding move: the smallest set of what changed, and what the finding would be without it."""
    needed = one.needed
    if not needed:
        return Markup(own.untraced() if one.causes else "")
    named = [_did(tables, cause, up) for cause in needed[:_NAMED]]
    if left := len(needed) - len(named):
        named.append(Markup(f"{number(left)} further {plural(left, 'change', 'changes')} (listed below)"))
    without = "Without it" if len(needed) == 1 else f"Without these {number(len(needed))}"
    before = naming.value(Kind.FINDING, needed[0].field, needed[0].before)
    still = (
        f"the finding would still be “{before.lower()}”"
        if before != naming.NOTHING
        else "there would be no such finding"
    )
    tried = "" if all(cause.exact for cause in needed) else " Not every smaller set was tried."
    return own.because(_listed(named), f"{without}, {still}.{tried}")


def _did(tables: Tables, cause: Cause, up: str) -> Markup:
    before, _, after = _DID.get(cause.kind, "{} changed").partition("{}")
    return join([before, naming.linked(tables, cause, up), after])


def _listed(named: list[Markup]) -> Markup:
    return join([join(named[:-1], ", "), named[-1]], " and ") if len(named) > 1 else named[0]


def _numbers(one: Moved, c: Comparison, prefix: str) -> Markup | None:
    rows = [
        (naming.column(x.kind, x.field), *(naming.value(x.kind, x.field, v) for v in (x.before, x.after)))
        for x in one.changes
        if x.field and x.field != VERDICT
    ]
    head = ("What of it", *then_and_now(c))
    return parts.table(f"{prefix}numbers-{anchor(one.claim)}", "Its numbers", head, rows) if rows else None


def _sides(tables: Tables, one: Moved, c: Comparison, prefix: str) -> Markup | None:
    rows = [
        (
            naming.linked(tables, x),
            naming.column(x.kind, x.field),
            *(naming.value(x.kind, x.field, v) for v in (x.before, x.after)),
            x.why or naming.NOTHING,
        )
        for x in one.sides[:_SHOWN]
    ]
    head = ("Study", "What of it", *then_and_now(c), "Why")
    return (
        parts.table(
            f"{prefix}sides-{anchor(one.claim)}",
            _capped("Studies that bear on it otherwise", len(one.sides)),
            head,
            rows,
        )
        if rows
        else None
    )


def _one_by_one(tables: Tables, one: Moved, prefix: str) -> Markup | None:
    """Each cause tried alone."""
    rows = [
        (
            _did(tables, cause, ""),
            naming.value(Kind.FINDING, cause.field, cause.alone),
            "yes" if cause.needed else "no",
        )
        for cause in sorted(one.causes, key=lambda cause: (not cause.needed, cause.alone == cause.after))[
            :_SHOWN
        ]
    ]
    head = ("What changed", "Without it alone the finding would be", "In the smallest set")
    caption = _capped("Each cause, tried by computing the finding without it", len(one.causes))
    return parts.table(f"{prefix}causes-{anchor(one.claim)}", caption, head, rows) if rows else None


def _capped(caption: str, n: int) -> str:
    return caption if n <= _SHOWN else f"{caption}; the first {_SHOWN} of {n:,}, all of them are in the data"
