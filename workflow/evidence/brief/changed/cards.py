"""A card for each finding that moved: what it said and what it says, word by word, and what made it so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from evidence.brief.changed import naming
from evidence.brief.changed.comparison import Comparison, Moved, group_of
from evidence.brief.changed.told import WENT
from evidence.brief.macros import macros, parts
from evidence.brief.markup import anchor, join
from evidence.brief.tables import Tables
from evidence.brief.verdicts import VERDICT_WORDS
from evidence.brief.words import number, plural
from evidence.compare.rows import Cause, Change, Kind, Way
from evidence.compare.sentences import Fate, words
from evidence.compare.told import VERDICT

own = macros("changes")
FINDINGS = "changes-findings"
NUMBERS = (
    *("amount", "tested", "direct_for", "direct_against", "direct_qualifies"),
    *("related", "one_arm", "proxy", "n_for", "n_against", "n_qualifies", "n_silent", "n_not_read"),
)
"""What of a finding the page counts before and now; the data have every number of it."""
_NAMED = 8
"""Causes that are named in a sentence; the table beneath has all of them."""
_SHOWN = 60
_DID = {
    Kind.WORK_IN: "{} came in",
    Kind.WORK_OUT: "{} went out",
    Kind.ENTRY_IN: "{} came in",
    Kind.ENTRY_OUT: "{} went out",
    Kind.WORKS_JOINED: "{} was joined to another work",
    Kind.WORK_PARTED: "{} was parted from another work",
    Kind.FATE: "people decided anew on {}",
    Kind.CODE: "codes changed: {}",
    Kind.ITEM: "what is taken from a source changed: {}",
    Kind.APPRAISAL: "{} was appraised anew",
    Kind.SIDE: "a person read it anew: {}",
    Kind.THEME: "the theme {} was drawn anew",
    Kind.SETTING: "a setting changed: {}",
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


def pieces(change: Change) -> tuple[Markup, Markup]:
    """A sentence before, with what went marked, and as it is, with what came marked."""
    found = words(change.before, change.after)
    return own.words([p for p in found if p.fate != Fate.IN]), own.words(
        [p for p in found if p.fate != Fate.OUT]
    )


def _card(tables: Tables, c: Comparison, one: Moved, prefix: str) -> dict[str, Any]:
    main = next((s for s in one.sentences if s.subject == f"{one.claim}-{VERDICT}"), None)
    behind = (
        _numbers(tables, one, c, prefix),
        _sides(tables, one, c, prefix),
        _one_by_one(tables, one, prefix),
    )
    return {
        "ident": place(one, prefix),
        "name": naming.linked(tables, one.changes[0]),
        "way": own.way(one.way, WENT[one.way][0]),
        "versions": _versions(c, one, main),
        "because": because(tables, one),
        "sentences": [own.said(then_and_now(c), pieces(s)) for s in one.sentences if s is not main],
        "tables": [table for table in behind if table],
    }


def _versions(c: Comparison, one: Moved, main: Change | None) -> list[tuple[str, object, object, str]]:
    """(what it is called, its verdict, its sentence, what follows from it) of the version before and of the later one."""
    marked = pieces(main) if main else ("", "")
    verdicts = (one.verdict.before, one.verdict.after) if one.verdict else ("", "")
    found = []
    for called, verdict, said in zip(then_and_now(c), verdicts, marked, strict=True):
        badge = parts.badge("verdict", verdict, *VERDICT_WORDS[verdict]) if verdict in VERDICT_WORDS else ""
        found.append((called, badge, said, group_of(verdict).meaning if one.advises_otherwise else ""))
    for at, way, told in (
        (0, Way.NEW, "This was not among the claims."),
        (1, Way.GONE, "This is no longer among the claims."),
    ):
        if one.way == way and not any(found[at][1:]):
            found[at] = (found[at][0], "", told, "")
    return found


def because(tables: Tables, one: Moved, up: str = "") -> Markup:
    """What made a finding move: the smallest set of what changed, and what the finding would be without it."""
    needed = one.needed
    if not needed:
        return Markup(own.untraced() if one.causes else "")
    named = [_did(tables, cause, up) for cause in needed[:_NAMED]]
    if left := len(needed) - len(named):
        named.append(
            Markup(
                f"{number(left)} further {plural(left, 'change', 'changes')} that {plural(left, 'is', 'are')} listed below"
            )
        )
    without = "Without it" if len(needed) == 1 else f"Without these {number(len(needed))}"
    tried = "" if all(cause.exact for cause in needed) else " Not every smaller set was tried."
    return own.because(_listed(named), f"{without}, {_would_be(needed[0])}.{tried}")


def _would_be(cause: Cause) -> str:
    """What the finding would be without the smallest set: what it was."""
    if not cause.before:
        return "there would be no such finding"
    return f"the finding would still be “{naming.verdict(cause.before).lower()}”"


def _did(tables: Tables, cause: Cause, up: str = "") -> Markup:
    before, _, after = _DID.get(cause.kind, "{} changed").partition("{}")
    return join([before, naming.linked(tables, cause, up), after])


def _listed(named: list[Markup]) -> Markup:
    return join([join(named[:-1], ", "), named[-1]], " and ") if len(named) > 1 else named[0]


def _numbers(tables: Tables, one: Moved, c: Comparison, prefix: str) -> Markup | None:
    rows = [
        (naming.column(tables, row), *(naming.value(tables, row, text) for text in (row.before, row.after)))
        for row in one.changes
        if row.field in NUMBERS
    ]
    head = ("What of it", *then_and_now(c))
    return (
        parts.table(f"{prefix}numbers-{anchor(one.claim)}", "Its numbers", head, rows, numeric=(1, 2))
        if rows
        else None
    )


def _sides(tables: Tables, one: Moved, c: Comparison, prefix: str) -> Markup | None:
    rows = [
        (
            naming.linked(tables, row),
            naming.column(tables, row),
            *(naming.value(tables, row, text) for text in (row.before, row.after)),
            row.why or naming.NOTHING,
        )
        for row in one.sides[:_SHOWN]
    ]
    caption = _capped("Studies that bear on it otherwise than before", len(one.sides))
    head = ("Study", "What of it", *then_and_now(c), "Why")
    return parts.table(f"{prefix}sides-{anchor(one.claim)}", caption, head, rows) if rows else None


def _one_by_one(tables: Tables, one: Moved, prefix: str) -> Markup | None:
    """Each cause tried alone, those first that are needed or do something alone."""
    ordered = sorted(one.causes, key=lambda cause: (not cause.needed, cause.alone == cause.after))
    rows = [
        (_did(tables, cause), naming.verdict(cause.alone), "yes" if cause.needed else "no")
        for cause in ordered[:_SHOWN]
    ]
    head = ("What changed", "Without it alone the finding would be", "In the smallest set")
    caption = _capped("Each cause, tried by computing the finding without it", len(one.causes))
    return parts.table(f"{prefix}causes-{anchor(one.claim)}", caption, head, rows) if rows else None


def _capped(caption: str, n: int) -> str:
    return caption if n <= _SHOWN else f"{caption}; the first {_SHOWN} of {n:,}, all of them are in the data"
