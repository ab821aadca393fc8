"""The shipped review without three of its real records, and with them: what they caused, worked out by hand.

On P16 (whether the sector of a provider matters) five bodies of evidence that speak directly are against it and four for it, which is divided. Three of
these four are taken away: then five of six are against, which leans. Two of the three are enough for that (five of seven are two thirds
or more), one is not (five of eight).
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from evidence.classify.rows import Label
from evidence.compare.causes import causes
from evidence.compare.differences import differences
from evidence.compare.measured import is_traced
from evidence.compare.rows import Cause, Change, Kind
from evidence.deduplicate.rows import Work
from evidence.ingest.rows import Record
from evidence.layout import Layout
from evidence.rows import table_of
from evidence.stage import Bench
from evidence.stages.appraise import APPRAISE
from evidence.stages.deduplicate import DEDUPLICATE
from evidence.stages.extract import EXTRACT
from evidence.stages.ingest import INGEST
from evidence.stages.screen import SCREEN
from evidence.stages.synthesise import SYNTHESISE
from evidence.synthesise.claim_rows import Finding
from tests.unit.compare.altered import Partial

from .by_hand import ROOT, SCREENED, table

THREE = {"bachmortensen2022", "comondore2009", "kimsullivan2023"}
_REFERENCES = ("record", "record_a", "record_b", "study")


def _version(folder: Path, without: set[str] = frozenset()) -> Partial:  # type: ignore[assignment]
    """What the stages make of a folder without some records; nobody but people codes."""
    review = Partial(Layout(folder), (Label, []))
    for stage in (INGEST, DEDUPLICATE, SCREEN, EXTRACT, APPRAISE, SYNTHESISE):
        stage.run(Bench(stage, review))
        if stage is INGEST and without:
            review.put(table_of(Record), [row for row in review[Record] if row.source_key not in without])
    return review


def _copy(folder: Path, edit: Callable[[Path, list[str], list[list[str]]], list[list[str]]]) -> Path:
    """The review in another folder, its tables of people's edited: (file, header, rows) → rows."""
    for part in ("config", "literature"):
        shutil.copytree(ROOT / part, folder / part)
    for path in (folder / "literature").rglob("*.csv"):
        if path.parent.name not in ("records", "literature"):
            with path.open(encoding="utf-8-sig", newline="") as handle:
                header, *rows = csv.reader(handle)
            with path.open("w", encoding="utf-8", newline="") as handle:
                csv.writer(handle).writerows([header, *edit(path, header, rows)])
    return folder


def _without(names: set[str]) -> Callable[[Path, list[str], list[list[str]]], list[list[str]]]:
    def edit(path: Path, header: list[str], rows: list[list[str]]) -> list[list[str]]:
        at = [n for n, name in enumerate(header) if name in _REFERENCES]
        return [row for row in rows if not {row[n] for n in at} & names]

    return edit


@pytest.fixture(scope="module")
def whole() -> Partial:
    return _version(ROOT)


def _traced(before: Partial, after: Partial) -> tuple[list[Change], list[Cause]]:
    changes = differences(before, after)
    return [c for c in changes if is_traced(c.kind, c.field)], causes(before, after, changes)


def _of(rows: list[Cause], field: str, subject: str = "P16") -> list[Cause]:
    return [row for row in rows if (row.target, row.subject, row.field) == (Kind.FINDING, subject, field)]


@pytest.mark.parametrize("listed_already", [False, True], ids=["with their rows", "whose rows were there"])
def test_three_records_that_bear_on_a_claim_are_the_causes(whole, tmp_path, listed_already) -> None:
    """Whether what was coded of them came with them, or was there before and of no record that anybody knew."""
    folder = ROOT if listed_already else _copy(tmp_path / "review", _without(THREE))
    changes, found = _traced(_version(folder, THREE), whole)
    named = {work.work_id: work.key for work in whole[Work]}
    assert {(row.kind, named[row.unit]) for row in found if row.target == Kind.FINDING} == {
        (Kind.WORK_IN, name) for name in THREE
    }
    moved = {change.field: (change.before, change.after) for change in changes if change.subject == "P16"}
    assert moved["verdict"] == ("leans_against", "divided") and moved["direct_for"] == ("1", "4")
    verdict, counts = _of(found, "verdict"), _of(found, "direct_for")
    assert {named[row.unit] for row in verdict} == {named[row.unit] for row in counts} == THREE
    assert {(row.alone, row.needed, row.in_set, row.exact) for row in verdict} == {("divided", True, 2, True)}
    assert {(row.alone, row.needed, row.in_set, row.exact) for row in counts} == {("3", True, 3, True)}


def test_records_of_which_nothing_was_coded_cause_nothing(whole, tmp_path) -> None:
    coded = {
        name for part in ("case_studies/extracts.csv", "effects/effects.csv") for name in table(part).record
    }
    read = {*table("decisions/sides.csv").record}
    idle = sorted(key for key, word in SCREENED.items() if word == "exclude" and key not in coded | read)[:3]
    changes, found = _traced(_version(_copy(tmp_path / "review", _without({*idle})), {*idle}), whole)
    assert len(idle) == 3
    assert not [change for change in changes if change.kind == Kind.FINDING]
    assert not [row for row in found if row.target == Kind.FINDING]


def test_a_decision_that_was_reversed_is_the_cause_and_names_who_decided(whole, tmp_path) -> None:
    def edit(path: Path, header: list[str], rows: list[list[str]]) -> list[list[str]]:
        if path.name != "screening.csv":
            return rows
        at = header.index("decision")
        return [
            [*row[:at], "exclude", *row[at + 1 :]] if row[0] == "kimsullivan2023" else row for row in rows
        ]

    changes, found = _traced(_version(_copy(tmp_path / "review", edit)), whole)
    (row,) = _of(found, "direct_for")
    decided = table("decisions/screening.csv").set_index("record").loc["kimsullivan2023"]
    assert (row.kind, row.before, row.after, row.alone, row.in_set) == (Kind.FATE, "3", "4", "3", 1)
    assert decided.reviewer in row.name and decided.date in row.name and "exclude became include" in row.name
    assert {change.subject for change in changes if change.kind == Kind.FINDING} == {
        row.subject for row in found if row.target == Kind.FINDING
    }


def test_what_everything_that_came_since_a_year_caused_gives_together_what_was_before(whole) -> None:
    """Hundreds of works at once: every change has causes, and without all of them each finding is as it was before."""
    later = {row.source_key for row in whole[Record] if not row.year or row.year >= 2015}
    before = _version(ROOT, later)
    changes, found = _traced(before, whole)
    findings = [change for change in changes if change.kind == Kind.FINDING]
    told = {(row.subject, row.field) for row in found if row.target == Kind.FINDING and row.needed}
    assert {(change.subject, change.field) for change in findings} == told and len(findings) > 100
    assert not [row for row in found if row.kind == Kind.PROGRAM]
    assert {row.proposition for row in before[Finding]} == {row.proposition for row in whole[Finding]}
