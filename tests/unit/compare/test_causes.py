"""The causes of what changed, against what the stages make of the files with every set of edits in place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from evidence.compare.by_field import said
from evidence.compare.causes import causes
from evidence.compare.differences import differences
from evidence.compare.findings import cells_of
from evidence.compare.measured import is_traced
from evidence.compare.rows import Change, Kind
from evidence.deduplicate.rows import Work
from evidence.review import InMemory
from evidence.synthesise.claim_rows import Finding
from evidence.synthesise.pool_rows import Pool
from evidence.synthesise.rows import MapCell
from evidence.synthesise.theme_rows import Theme

from .put_back import Edit, Edited, expected, key, replaced, units, without_record

SCREENING, EFFECTS = "literature/decisions/screening.csv", "literature/effects/effects.csv"
EXTRACTS, SIDES = "literature/case_studies/extracts.csv", "literature/decisions/sides.csv"
CLAIMS, CODING = "config/propositions.yaml", "literature/decisions/coding.csv"

EDITS: dict[str, tuple[Edit, tuple[Kind, str]]] = {
    "a record came": (without_record("oak2003"), (Kind.WORK_IN, "oak2003")),
    "another came": (without_record("bay2006"), (Kind.WORK_IN, "bay2006")),
    "a decision": (replaced(SCREENING, "fir2004,include", "fir2004,exclude"), (Kind.FATE, "fir2004")),
    "another decision": (replaced(SCREENING, "bay2006,include", "bay2006,exclude"), (Kind.FATE, "bay2006")),
    "an estimate": (
        replaced(EFFECTS, "smd,0.4,0.1,,,,100,,1,,positive", "smd,-0.4,0.1,,,,100,,1,,negative"),
        (Kind.ITEM, "E02"),
    ),
    "a passage": (replaced(EXTRACTS, "slugs,negative,,Slugs came.", "fence,negative,,Slugs came."), (Kind.ITEM, "X06")),
    "a side": (replaced(SIDES, "bay2006,G3,for", "bay2006,G3,against"), (Kind.SIDE, "G3 bay2006")),
    "another side": (
        replaced(SIDES, "yew2005,G3,against,It lasted by duty,ann,2024-01-04,direct,duty with choice,the article,\n", ""),
        (Kind.SIDE, "G3 yew2005"),
    ),
    "a rule": (replaced(CLAIMS, "below: 0.9, minimum: 2", "below: 0.1, minimum: 4"), (Kind.SETTING, "propositions.G5.rule")),
    "a clause": (
        replaced(CLAIMS, "{when: {direction: negative}, side: against", "{when: {direction: none}, side: against"),
        (Kind.SETTING, "propositions.G1.sides"),
    ),
    "a weak source": (
        replaced("config/config.yaml", "source_types: {leaflet:", "source_types: {peer_reviewed: it is printed, leaflet:"),
        (Kind.SETTING, "extract.source_types.peer_reviewed"),
    ),
    "a code": (replaced(CODING, "ivy2007,design,portrait,,ann,2024-01-02\n", ""), (Kind.CODE, "ivy2007")),
    "codes of a map": (replaced(CODING, "yew2005,crop,herbs", "yew2005,crop,beans"), (Kind.CODE, "yew2005")),
    "a theme": (
        replaced("literature/decisions/themes.csv", "reasons=shed:positive", "reasons=shed"),
        (Kind.THEME, "sheds"),
    ),
    "a pool": (replaced("config/config.yaml", "method: REML", "method: DL"), (Kind.SETTING, "synthesise.pooling.method")),
    "nothing of weight": (without_record("nobody"), (Kind.WORK_IN, "nobody")),
}  # fmt: skip
"""By name: how something stood before, and the unit by which it is to be named."""
EDITS.pop("nothing of weight")


def _cell(review: InMemory, change: Change) -> str:
    """What a state has where a change is, as changes have it."""
    if change.kind == Kind.FINDING:
        row = next((row for row in review[Finding] if row.proposition == change.subject), None)
        return cells_of(row, {}, False).get(change.field, "")
    named: dict[Kind, tuple[type, Any]] = {
        Kind.POOL: (Pool, lambda row: row.pool_id),
        Kind.THEME: (Theme, lambda row: row.theme),
        Kind.CELL: (MapCell, lambda row: f"{row.form}|{row.field}"),
    }
    table, name = named[change.kind]
    row = next((row for row in review[table] if name(row) == change.subject), None)
    value = getattr(row, change.field or "statement", None)
    return " ".join(sorted(value)) if change.kind == Kind.CELL and isinstance(value, tuple) else said(value)


def _named(edited: Edited) -> dict[str, tuple[Kind, str]]:
    """The unit of each edit, with works by the names that they have."""
    works: dict[str, str] = {}
    for review in (edited.before, edited.after):
        works |= {work.key: work.work_id for work in review[Work]}
    found = {}
    for name in edited.edits:
        kind, unit = EDITS[name][1]
        if kind == Kind.WORK_IN and edited.turned:
            kind = Kind.WORK_OUT
        *claim, last = unit.split(" ")
        found[name] = kind, " ".join([*claim, works.get(last, last)])
    return found


def _hold(names: Iterable[str], turned: bool) -> list[Change]:
    """Every change of the edits has the causes that trying every set gives; returns the changes."""
    edited = Edited({name: EDITS[name][0] for name in names}, turned)
    changes = differences(edited.before, edited.after)
    found, unit = causes(edited.before, edited.after, changes), _named(edited)
    traced = [change for change in changes if is_traced(change.kind, change.field)]
    for change in traced:
        own = {key(cause): cause for cause in units(found, change)}
        alone, needed, size = expected(edited, change, _cell)
        what = f"{change.kind} {change.subject} {change.field}: {change.before!r} became {change.after!r}"
        assert own.keys() == {unit[name] for name in alone.keys() | needed}, what
        assert {cause for cause, row in own.items() if row.needed} == {unit[name] for name in needed}, what
        assert {row.in_set for row in own.values()} == {size}, what
        assert all(row.exact for row in own.values()), what
        if change.kind != Kind.CELL:
            told = {unit[name]: there for name, there in alone.items()}
            assert {cause: row.alone for cause, row in own.items() if row.alone != change.after} == told, what
    return traced


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    "names",
    [
        ("a record came", "a decision", "an estimate", "a theme"),
        ("another decision", "a weak source", "a side", "another side"),
        ("a rule", "a clause", "a code", "codes of a map"),
    ],
)
def test_every_change_has_the_causes_that_trying_every_set_of_edits_gives(
    names: tuple[str, ...], turned: bool
):
    assert _hold(names, turned)
