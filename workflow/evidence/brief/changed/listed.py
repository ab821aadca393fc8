"""All that changed, kind by kind, as tables under headings. What a work brought with it or took along is told where the work is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from evidence.appraise.rows import NOT_APPRAISED
from evidence.brief.changed import naming
from evidence.brief.changed.because import named
from evidence.brief.changed.cards import FINDINGS, NUMBERS, cards, pieces, then_and_now
from evidence.brief.changed.comparison import Comparison
from evidence.brief.macros import macros, parts
from evidence.brief.markup import anchor, join
from evidence.brief.tables import Tables
from evidence.brief.words import plural
from evidence.compare.rows import Change, Kind, Way
from evidence.compare.told import is_of
from evidence.screen.rows import Fate
from evidence.side_words import TAKEN

_PLACE = "changes"
_FEW = 3
"""Causes that are named in a cell."""
own = macros("changes")
_SHOWN = 200
"""Rows of one table on the page; the data have all."""
_TRAVELLED = (Kind.WORK_IN, Kind.WORK_OUT)


@dataclass(frozen=True, slots=True)
class Listed:
    """A table of changes: its heading, what it holds, the kinds of its rows, the head of its first column, and the fields that the
    page tells of, where it does not tell of all. `own`: whether rows of works that came or went are left out; `why`: whether to say what is behind each."""

    heading: str
    caption: str
    kinds: tuple[Kind, ...]
    first: str
    fields: tuple[str, ...] = ()
    own: bool = False
    why: bool = True


LISTS = (
    Listed("Studies that changed sides", "Sides of studies that were in both versions", (Kind.SIDE,), "Study", own=True),
    Listed(
        "Decided, coded or taken otherwise",
        "Works that were in both versions: what people decided on them, their codes, passages, estimates and appraisals",
        (Kind.FATE, Kind.CODE, Kind.ITEM, Kind.APPRAISAL), "Work", own=True,
    ),
    Listed("Pooled effects", "Pools, by estimate and number of studies", (Kind.POOL,), "Pool", ("pooled", "estimate", "ci_low", "ci_high", "n_studies"), why=False),
    Listed("Themes", "Themes, by how much they rest on", (Kind.THEME,), "Theme", ("", "statement", "studies", "level"), why=False),
    Listed("Cells of the map", "Cells of the map, by how many works each holds", (Kind.CELL,), "Cell", ("works",)),
    Listed("What people judged", "Certainty and implications that are not as they were", (Kind.CERTAINTY, Kind.IMPLICATION), "What"),
    Listed("Settings", "Settings, phrases of the codebook and claims that are not as they were", (Kind.SETTING,), "Setting"),
    Listed("The program", "Stages and libraries that are not as they were", (Kind.PROGRAM,), "What"),
    Listed(
        "Entries and what they were joined to", "Entries that went out or have another name, and works that were joined or parted",
        (Kind.ENTRY_OUT, Kind.REKEYED, Kind.WORKS_JOINED, Kind.WORK_PARTED), "Entry or work", own=True,
    ),
)  # fmt: skip


def sections(tables: Tables, c: Comparison, prefix: str = "") -> list[tuple[str, str, Markup]]:
    """(place, heading, content) of each part of a comparison that has something to show, the findings first."""
    found = [
        (FINDINGS, "Finding by finding", _findings(tables, c, prefix)),
        (f"{_PLACE}-works", "Works that came in and went out", _works(tables, c, prefix)),
        *(
            (f"{_PLACE}-{anchor(one.heading.lower())}", one.heading, _list(tables, c, one, prefix))
            for one in LISTS
        ),
        (f"{_PLACE}-sentences", "Sentences of the book", _sentences(c)),
    ]
    return [(f"{prefix}{ident}", heading, content) for ident, heading, content in found if content]


def _findings(tables: Tables, c: Comparison, prefix: str) -> Markup:
    told = [one for one in c.moved if one.way != Way.MOVED]
    rows = [row for one in c.going(Way.MOVED) for row in one.changes if row.field in NUMBERS]
    caption = "Findings that say what they said on other numbers"
    return cards(tables, c, told, prefix) + _table(tables, c, rows, f"{prefix}moved", caption, "Finding")


def _works(tables: Tables, c: Comparison, prefix: str) -> Markup:
    """Included works with the claims that they bear on; then the others, folded."""
    rows = sorted(c.of(*_TRAVELLED), key=lambda row: (list(Kind).index(row.kind), row.name.casefold()))
    kept = [row for row in rows if Fate.INCLUDED in (row.before, row.after)]
    others = [row for row in rows if Fate.INCLUDED not in (row.before, row.after)]
    found, head = Markup(), ("Work", "Came or went", "Decided")
    if kept:
        bears = _bears_on(tables, c)
        cells = [(*_arrival(tables, row), bears.get(row.study_id, naming.NOTHING)) for row in kept[:_SHOWN]]
        caption = _capped("Included works", len(kept))
        found += parts.table(
            f"{prefix}works-in", caption, (*head, "Bears on"), cells, tall=True, sortable=True
        )
    if others:
        cells = [(*_arrival(tables, row), row.after or row.before) for row in others[:_SHOWN]]
        caption = _capped("Works that are not included", len(others))
        table = parts.table(f"{prefix}works-other", caption, (*head, "What became of it"), cells, tall=True)
        n = len(others)
        found += parts.details(f"{n:,} {plural(n, 'work that is', 'works that are')} not included", table)
    return found


def _arrival(tables: Tables, row: Change) -> tuple[object, ...]:
    way = "came in" if row.kind == Kind.WORK_IN else "went out"
    return naming.cited(tables, row), way, _bare(row.why) or naming.NOTHING


def _bare(why: str) -> str:
    """
    >>> _bare("(ann, 2026-11-23)"), _bare("a report (ann)")
    ('ann, 2026-11-23', 'a report (ann)')
    """
    return why.removeprefix("(").removesuffix(")") if why.startswith("(") else why


def _bears_on(tables: Tables, c: Comparison) -> dict[str, Markup]:
    """The claims that each study that came or went takes a side on, with the side."""
    found: dict[str, list[Markup]] = defaultdict(list)
    for row in c.of(Kind.SIDE):
        side = row.after or row.before
        if row.field == "side" and not (row.before and row.after) and side in TAKEN:
            p = tables.proposition.get(row.subject)
            claim = parts.link(f"findings/{p.slug}.html", p.id) if p else row.subject
            found[row.study_id].append(join([claim, f" {side}"]))
    return {study: join(rows, ", ") for study, rows in found.items()}


def _list(tables: Tables, c: Comparison, one: Listed, prefix: str) -> Markup:
    travelled = {row.study_id for row in c.of(*_TRAVELLED)} if one.own else set()
    rows = [
        row
        for row in c.of(*one.kinds)
        if (not one.fields or row.field in one.fields)
        and row.study_id not in travelled
        and not (row.kind == Kind.APPRAISAL and {row.before, row.after} <= {"", NOT_APPRAISED})
    ]
    if Kind.POOL in one.kinds:
        told = {row.subject for row in rows if row.field in ("pooled", "estimate")}
        rows = [row for row in rows if row.subject in told]
    return _table(
        tables, c, rows, f"{prefix}list-{anchor(one.heading.lower())}", one.caption, one.first, one.why
    )


def _sentences(c: Comparison) -> Markup:
    """Those that are of no finding that moved, folded, with what went and what came."""
    claims = [one.claim for one in c.moved]
    left = [s for s in c.of(Kind.SENTENCE) if not any(is_of(claim, s.subject) for claim in claims)]
    if not left:
        return Markup()
    told = join(own.said(then_and_now(c), pieces(s)) for s in left[:_SHOWN])
    return parts.details(
        f"{len(left):,} {plural(len(left), 'sentence that is', 'sentences that are')} of no finding above",
        told,
    )


def _table(
    tables: Tables,
    c: Comparison,
    rows: Sequence[Change],
    ident: str,
    caption: str,
    first: str,
    why: bool = True,
) -> Markup:
    if not rows:
        return Markup()
    reasons = [_why(tables, c, row, why) for row in rows[:_SHOWN]]
    why = any(reasons)
    shown = [
        (*_cells(tables, row), *([reason or naming.NOTHING] if why else []))
        for row, reason in zip(rows, reasons, strict=False)
    ]
    head = (first, "What of it", *then_and_now(c), *(["Why"] if why else []))
    return parts.table(ident, _capped(caption, len(rows)), head, shown, tall=len(shown) > 15)


def _why(tables: Tables, c: Comparison, row: Change, said: bool) -> Markup:
    """What caused it, where that was traced; else the decision, phrase or rule behind it."""
    if causes := c.because(row):
        return named(tables, causes, _FEW)
    return naming.in_words(tables, row.why) if said and row.why else Markup()


def _cells(tables: Tables, row: Change) -> tuple[object, ...]:
    return (
        naming.linked(tables, row),
        naming.column(tables, row),
        *(naming.value(tables, row, text) for text in (row.before, row.after)),
    )


def _capped(caption: str, n: int) -> str:
    return caption if n <= _SHOWN else f"{caption}; the first {_SHOWN} of {n:,}, all of them are in the data"
