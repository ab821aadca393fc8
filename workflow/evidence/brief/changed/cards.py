"""A card for each finding that moved: what it said and what it says, word by word, and what made it so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from evidence.brief.changed import naming
from evidence.brief.changed.because import because
from evidence.brief.changed.comparison import Comparison, Moved, group_of
from evidence.brief.changed.told import WENT
from evidence.brief.macros import macros, parts
from evidence.brief.markup import anchor
from evidence.brief.tables import Tables
from evidence.brief.verdicts import VERDICT_WORDS
from evidence.compare.rows import Change, Way
from evidence.compare.sentences import Fate, words
from evidence.compare.told import VERDICT

own = macros("changes")
FINDINGS = "changes-findings"
NUMBERS = (
    *("amount", "tested", "direct_for", "direct_against", "direct_qualifies"),
    *("related", "one_arm", "proxy", "n_for", "n_against", "n_qualifies", "n_silent", "n_not_read"),
)
"""What of a finding the page counts before and now; the data have every number of it."""
_SHOWN = 60


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
        "way": own.way(one.way, WENT[one.way].badge),
        "versions": _versions(tables, c, one, main),
        "because": because(tables, one),
        "sentences": [own.said(then_and_now(c), pieces(s)) for s in one.sentences if s is not main],
        "tables": [table for table in behind if table],
    }


def _versions(
    tables: Tables, c: Comparison, one: Moved, main: Change | None
) -> list[tuple[str, object, object, str]]:
    """(what it is called, its verdict, its sentence, what follows from it) of the version before and of the later one."""
    marked = pieces(main) if main else ("", "")
    verdicts = (one.verdict.before, one.verdict.after) if one.verdict else _same(tables, c, one)
    found: list[tuple[str, object, object, str]] = []
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


def _same(tables: Tables, c: Comparison, one: Moved) -> tuple[str, str]:
    """The verdict of both versions, where it is no other; known of the evidence as it is now alone."""
    found = tables.finding.get(one.claim)
    verdict = str(found.verdict) if found and c.after is None else ""
    return verdict, verdict


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
    ordered = sorted(one.traced, key=lambda cause: (not cause.needed, cause.alone == cause.after))
    rows = [
        (
            naming.linked(tables, cause),
            str(cause.kind),
            naming.of_finding(cause.field, cause.alone),
            "yes" if cause.needed else "no",
        )
        for cause in ordered[:_SHOWN]
    ]
    head = ("What changed", "Kind", "Without it alone the finding would be", "In a smallest set")
    caption = _capped("Each cause, tried by computing the finding without it", len(one.traced))
    return parts.table(f"{prefix}causes-{anchor(one.claim)}", caption, head, rows) if rows else None


def _capped(caption: str, n: int) -> str:
    return caption if n <= _SHOWN else f"{caption}; the first {_SHOWN} of {n:,}, all of them are in the data"
