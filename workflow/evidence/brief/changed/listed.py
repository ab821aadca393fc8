"""All that changed, kind by kind, as tables under headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from evidence.brief.changed import naming
from evidence.brief.changed.cards import FINDINGS, cards, then_and_now
from evidence.brief.changed.comparison import Comparison, is_of
from evidence.brief.macros import parts
from evidence.brief.markup import anchor
from evidence.brief.tables import Tables
from evidence.compare.rows import Change, Kind, Way

_SHOWN = 200
"""Rows of one table on the page; the data have all."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A table of changes: its heading, what it holds, the kinds of its rows, the head of its first column."""

    heading: str
    caption: str
    kinds: tuple[Kind, ...]
    first: str


LISTS = (
    Listed(
        "Works that came in and went out",
        "Works that came in and went out",
        (Kind.WORK_IN, Kind.WORK_OUT),
        "Work",
    ),
    Listed("Included or left out otherwise", "Works on which people decided otherwise", (Kind.FATE,), "Work"),
    Listed(
        "Coded otherwise",
        "What is coded, taken or appraised otherwise, with the decision or the phrase behind it",
        (Kind.CODE, Kind.ITEM, Kind.APPRAISAL),
        "Work",
    ),
    Listed("Studies that changed sides", "Sides that are not as they were", (Kind.SIDE,), "Study"),
    Listed("Numbers", "Pools and themes that are not as they were", (Kind.POOL, Kind.THEME), "What"),
    Listed("Cells of the map", "Cells of the map that hold other works", (Kind.CELL,), "Cell"),
    Listed(
        "What people judged",
        "Certainty and implications that are not as they were",
        (Kind.CERTAINTY, Kind.IMPLICATION),
        "What",
    ),
    Listed(
        "Settings",
        "Settings, phrases of the codebook and claims that are not as they were",
        (Kind.SETTING,),
        "Setting",
    ),
    Listed("The program", "Stages and libraries that are not as they were", (Kind.PROGRAM,), "What"),
    Listed(
        "Entries of the export files",
        "Entries that came in, went out or have another name, and works that were joined or parted",
        (Kind.ENTRY_IN, Kind.ENTRY_OUT, Kind.REKEYED, Kind.WORKS_JOINED, Kind.WORK_PARTED),
        "Entry",
    ),
)


def sections(tables: Tables, c: Comparison, prefix: str = "") -> list[tuple[str, str, Markup]]:
    """(place, heading, content) of each part of a comparison that has something to show, the findings first."""
    found = [(FINDINGS, "Finding by finding", _findings(tables, c, prefix))]
    found += [(anchor(one.heading.lower()), one.heading, _table(tables, c, one, prefix)) for one in LISTS]
    found.append(("sentences", "Other sentences", _sentences(tables, c, prefix)))
    return [(f"{prefix}{ident}", heading, content) for ident, heading, content in found if content]


def _findings(tables: Tables, c: Comparison, prefix: str) -> Markup:
    told = [one for one in c.moved if one.way != Way.MOVED]
    moved = [row for one in c.going(Way.MOVED) for row in one.changes if row.field]
    more = _rows(
        tables, c, moved, f"{prefix}moved", "Findings that say what they said, on other numbers", "Claim"
    )
    return cards(tables, c, told, prefix) + more


def _table(tables: Tables, c: Comparison, one: Listed, prefix: str) -> Markup:
    return _rows(
        tables, c, c.of(*one.kinds), f"{prefix}list-{anchor(one.heading.lower())}", one.caption, one.first
    )


def _sentences(tables: Tables, c: Comparison, prefix: str) -> Markup:
    """Those that are of no claim."""
    claims = [one.claim for one in c.moved]
    left = [s for s in c.of(Kind.SENTENCE) if not any(is_of(claim, s.subject) for claim in claims)]
    return _rows(tables, c, left, f"{prefix}list-sentences", "Sentences on no finding that moved", "Sentence")


def _rows(
    tables: Tables, c: Comparison, rows: Sequence[Change], ident: str, caption: str, first: str
) -> Markup:
    if not rows:
        return Markup()
    shown = [
        (
            naming.linked(tables, row),
            naming.what(row),
            *(naming.value(row.kind, row.field, text) for text in (row.before, row.after)),
            row.why or naming.NOTHING,
        )
        for row in rows[:_SHOWN]
    ]
    if len(rows) > _SHOWN:
        caption += f"; the first {_SHOWN} of {len(rows):,}, all of them are in the data"
    head = (first, "What of it", *then_and_now(c), "Why")
    return parts.table(ident, caption, head, shown, tall=len(shown) > 15)
