"""What readers call what changed: its name with a link to where it stands in the book, its columns and their values in words."""

from __future__ import annotations

from markupsafe import Markup, escape

from evidence.brief.components import study_page
from evidence.brief.macros import parts
from evidence.brief.markup import anchor
from evidence.brief.tables import Tables, once
from evidence.brief.verdicts import DIRECTNESS_WORDS, VERDICT_WORDS
from evidence.catalogue import words
from evidence.compare.rows import Cause, Change, Kind
from evidence.deduplicate.rows import Work
from evidence.side_words import Side
from evidence.synthesise.claim_rows import Finding, SideOfStudy
from evidence.synthesise.pool_rows import Pool

_ROWS = {Kind.FINDING: Finding, Kind.SIDE: SideOfStudy, Kind.POOL: Pool}
_VERDICTS = {str(verdict): word for verdict, (_, word) in VERDICT_WORDS.items()}
_VALUES = {str(side): side.replace("_", " ") for side in Side} | {
    k: v for k, v in DIRECTNESS_WORDS.items() if k
}
NOTHING = "–"


def column(kind: Kind, field: str) -> str:
    """A column by the words that its table has for it."""
    row = _ROWS.get(kind)
    said = words(row).get(field) if row else None
    return said.label if said else field.replace("_", " ")


def what(row: Change) -> str:
    """What of it changed: the kind where it came or went as a whole, else its column."""
    return column(row.kind, row.field) if row.field else str(row.kind)


def value(kind: Kind, field: str, text: str) -> str:
    """A value in words; a dash where there is none."""
    if field == "verdict":
        return _VERDICTS.get(text, text) or NOTHING
    return _VALUES.get(text, text) if kind == Kind.SIDE else text or NOTHING


def linked(tables: Tables, row: Change | Cause, up: str = "") -> Markup:
    """The name of what changed, or of what made it change, with the way to where it stands; the name alone where it is gone."""
    unit, kind = (row.unit, row.kind) if isinstance(row, Cause) else (row.subject, row.kind)
    name = row.name or unit
    work = tables.work.get(unit) or _of_study(tables).get(unit)
    if work is None and isinstance(row, Change) and row.study_id and kind not in (Kind.FINDING, Kind.SIDE):
        work = _of_study(tables).get(row.study_id)
    if kind == Kind.FINDING and unit in tables.proposition:
        p = tables.proposition[unit]
        return parts.link(f"{up}findings/{p.slug}.html", f"{p.id}: {p.heading}")
    if kind == Kind.POOL and any(pool.pool_id == unit for pool in tables[Pool]):
        return parts.link(f"{up}pools.html#{anchor(f'pool-{unit}')}", name)
    return parts.link(up + study_page(work.work_id), parts.named(name)) if work else escape(name)


@once
def _of_study(tables: Tables) -> dict[str, Work]:
    """A work of each study: the first by its id."""
    return {work.study_id: work for work in sorted(tables[Work], key=lambda w: w.work_id, reverse=True)}
