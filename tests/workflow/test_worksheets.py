"""A worksheet that is filled in and appended, as docs/how-to.md says, is a judgement."""

from __future__ import annotations

import csv
import io

import pytest

from evidence.appraise.rows import StudyAppraisal
from evidence.assess.rows import Certainty, PoolCertainty
from evidence.io import read_table
from evidence.layout import Layout

from .conftest import Project

WHO = {"reviewer": "ann", "date": "2026-11-24"}


@pytest.fixture(scope="module")
def trials(repository, tiny, tmp_path_factory) -> Project:
    """The tiny topic, because it has a pool; its decisions begin with no table of judgements."""
    project = tiny.copy(tmp_path_factory.mktemp("worksheets") / "x")
    shipped = repository / "literature" / "decisions"
    for name in ("appraisal", "certainty", "grade"):
        (project.folder / "literature" / "decisions" / f"{name}.csv").write_bytes(
            (shipped / f"{name}.csv").read_bytes()
        )
    return project


def _fill(project: Project, kind: str, **cells: str) -> list[str]:
    """Append the worksheet to the table of its kind, row by row and column by column as it was printed."""
    sheet = list(csv.DictReader(io.StringIO(project.evidence("worksheet", kind).stdout)))
    path = project.folder / "literature" / "decisions" / f"{kind}.csv"
    assert path.read_text(encoding="utf-8").strip().split(",") == list(sheet[0])
    with path.open("a", encoding="utf-8", newline="") as handle:
        csv.DictWriter(handle, list(sheet[0]), lineterminator="\n").writerows(
            {**row, **WHO, **cells} for row in sheet
        )
    return [next(iter(row.values())) for row in sheet]


def test_what_a_worksheet_prints_can_be_appended_as_it_is(trials) -> None:
    at = Layout(trials.folder)
    _fill(trials, "appraisal", answer="yes")
    parts = dict.fromkeys(("methodological_limitations", "coherence", "adequacy", "relevance"), "minor")
    claims = _fill(trials, "certainty", level="low", reason="few trials", **parts)
    domains = dict.fromkeys(("risk_of_bias", "inconsistency", "indirectness", "imprecision"), "serious")
    pools = _fill(
        trials, "grade", level="low", reason="they disagree", publication_bias="undetected", **domains
    )
    trials.stages("brief", "pdf", "publish")
    studies = read_table(at.table("appraise", "studies"), StudyAppraisal)
    assert studies and all("S1" in study.yes for study in studies)
    judged = {row.proposition: row for row in read_table(at.table("assess", "certainty"), Certainty)}
    assert sorted(judged) == sorted(claims) and {row.state for row in judged.values()} == {"judged"}
    pooled = {row.pool_id: row for row in read_table(at.table("assess", "pool_certainty"), PoolCertainty)}
    assert sorted(pooled) == sorted(pools) and {row.state for row in pooled.values()} == {"judged"}
    assert "every input is fine" in trials.evidence("check").stdout


def test_a_row_of_another_width_is_named_with_both_numbers(trials) -> None:
    path = trials.folder / "literature" / "decisions" / "grade.csv"
    with path.open("a", encoding="utf-8") as handle:
        handle.write("one,two,three\n")
    said = trials.evidence("check").stdout
    assert "the row has 3 cells, and the header 16 columns" in said
