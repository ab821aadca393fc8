"""What readers call what changed: its name with the way to where it stands, its columns and their values in words."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from markupsafe import Markup, escape

from evidence.brief import components as part
from evidence.brief.components import study_page
from evidence.brief.macros import macros, parts
from evidence.brief.made_once import once
from evidence.brief.markup import anchor
from evidence.brief.tables import Tables
from evidence.brief.verdicts import DIRECTNESS_WORDS, VERDICT_WORDS
from evidence.catalogue import words
from evidence.citation import short_cite
from evidence.compare.cells import subject
from evidence.compare.rows import Cause, Change, Kind
from evidence.deduplicate.rows import Work
from evidence.extract.rows import EvidenceItem
from evidence.lookup import Lookup
from evidence.measures import is_ratio
from evidence.side_words import Side
from evidence.stored import one_column
from evidence.synthesise.claim_rows import Finding, Lean, SideOfStudy
from evidence.synthesise.pool_rows import Pool
from evidence.synthesise.rows import MapCell
from evidence.synthesise.theme_rows import Theme

own = macros("changes")
NOTHING = "–"
_ESTIMATES = ("estimate", "ci_low", "ci_high")
_IDENT = re.compile(r"\w+")
_LONG = 400
_ROWS = {
    Kind.FINDING: Finding, Kind.SIDE: SideOfStudy, Kind.POOL: Pool, Kind.ITEM: EvidenceItem,
    Kind.CELL: MapCell, Kind.THEME: Theme,
}  # fmt: skip
_VERDICTS = {str(verdict): word for verdict, (_, word) in VERDICT_WORDS.items()}
_LEANS: dict[str, str] = {
    Lean.FOR: "for",
    Lean.BETWEEN: "neither way",
    Lean.AGAINST: "against",
    Lean.NONE: "not tested",
}
_SIDES = {str(side): side.replace("_", " ") for side in Side} | {
    word: said for word, said in DIRECTNESS_WORDS.items() if word
}
_CODE = re.compile(r"([\w-]+)(?= \()")  # a code, before who gave it


def column(tables: Tables, row: Change) -> str | Markup:
    """What of it changed, by the words that its table has for the column."""
    if row.kind == Kind.CODE and (facet := tables.codebook.find(row.field)):
        return facet.label
    kind = _ROWS.get(row.kind)
    if row.kind == Kind.SETTING:
        return parts.code(".".join(filter(None, (row.subject, row.field))))
    said = words(kind).get(row.field) if kind else None
    return said.label if said else row.field.replace("_", " ") or str(row.kind)


def value(tables: Tables, row: Change, text: str) -> str | Markup:
    """A value in words; a dash where there is none."""
    if not text:
        return NOTHING
    if row.kind == Kind.FINDING:
        return of_finding(row.field, text)
    if row.kind == Kind.POOL and row.field in _ESTIMATES:
        return _estimate(row, text)
    if row.kind == Kind.SIDE:
        return _SIDES.get(text, text)
    if row.kind == Kind.CODE and (facet := tables.codebook.find(row.field)):
        labels = {code.id: code.label for code in facet.codes}
        return _CODE.sub(lambda match: labels.get(match[1], match[1]), text)
    return in_words(tables, text)


def of_finding(field: str, text: str) -> str:
    """A value of a finding; a dash where there was none."""
    words = {"verdict": _VERDICTS, "lean": _LEANS}.get(field, {})
    return words.get(text, text) or NOTHING


def in_words(tables: Tables, text: str) -> Markup:
    """A text of ours in which works stand by their ids, with each by its name; one that is very long is cut."""
    cut = (
        text
        if len(text) <= _LONG
        else f"{text[: text.rindex(' ', 0, _LONG) if ' ' in text[:_LONG] else _LONG]} …"
    )
    return part.naming_works(tables, cut)


def linked(tables: Tables, row: Change | Cause, up: str = "") -> Markup:
    """The name of what changed, or of what made it change, with the way to where it stands; the name alone where it is gone."""
    unit = row.unit if isinstance(row, Cause) else row.subject
    name = row.name or unit
    if row.kind == Kind.FINDING and unit in tables.proposition:
        p = tables.proposition[unit]
        return parts.link(f"{up}findings/{p.slug}.html", f"{p.id}: {p.heading}")
    if row.kind == Kind.POOL and unit in _pools(tables):
        return parts.link(f"{up}pools.html#{anchor(f'pool-{unit}')}", _pool(tables, name))
    if row.kind == Kind.POOL:
        name = _pool(tables, name)
    if row.kind == Kind.CELL and unit in _cells(tables):
        return parts.link(f"{up}map.html#{anchor('cell-' + unit.replace('|', '-'))}", name)
    work = _work(tables, row, unit)
    return parts.link(up + study_page(work.work_id), parts.named(name)) if work else escape(name)


def _estimate(row: Change, text: str) -> str:
    """A pooled estimate as pages print it: ratios are pooled as logarithms and read as ratios."""
    number = float(text)
    ratio = any(is_ratio(one) for one in row.name.split(", ") if _IDENT.fullmatch(one))
    return f"{math.exp(number) if ratio else number:.2f}"


def _pool(tables: Tables, name: str) -> str:
    """A pool by the labels of its outcome and of its kind of estimate."""
    outcomes = tables.codebook.outcome_codes()
    said = [
        outcomes[one].label if one in outcomes else part.kind_of_estimate(tables, one) if "_" in one else one
        for one in name.split(", ")
    ]
    return ", ".join(said)


def _work(tables: Tables, row: Change | Cause, unit: str) -> Work | None:
    """The work that a row is of, where it is in the review still."""
    ids = [unit, *unit.split()] + ([] if isinstance(row, Cause) else [row.study_id])
    for name in filter(None, ids):
        if work := tables.work.get(name) or tables.work.get(_of_study(tables)(name)):
            return work
    item = tables.item.get(unit)
    return tables.work.get(item.work_id) if item else None


def cited(tables: Tables, row: Change) -> Markup:
    """A work by its short citation as a link, its title after it; by what it was called where it is gone."""
    work = tables.work.get(row.subject)
    if work is None:
        return escape(row.name)
    return own.work(parts.link(study_page(work.work_id), parts.named(short_cite(work))), work.title)


@once
def _of_study(tables: Tables) -> Callable[[str], str]:
    """The id of a work of a study: the first of them; blank where there is no such study."""
    works, studies = one_column(tables[Work], "work_id"), Lookup(one_column(tables[Work], "study_id"))
    return lambda study: min((works[place].as_py() for place in studies.at(study)), default="")


@once
def _cells(tables: Tables) -> frozenset[str]:
    """The cells of the map that have an entry beneath it."""
    return frozenset(subject(cell.form, cell.field) for cell in tables[MapCell] if cell.works or cell.items)


@once
def _pools(tables: Tables) -> frozenset[str]:
    return frozenset(pool.pool_id for pool in tables[Pool] if pool.pooled)
