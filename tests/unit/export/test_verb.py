"""evidence export on a small review: what it writes, what it refuses, and what it says is missing."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evidence.errors import UserError
from evidence.ingest.stage import Source, ingest
from evidence.main import app

TESTS = Path(__file__).resolve().parents[2]
ONE = "@article{colditz, title={A first paper about keys}, author={Smith, Ann}, year=2010, journal={J Keys}}"
BODY = "@techreport{m1, title={Rough sleeping snapshot}, author={{Ministry of Housing, Communities and Local Government}}, year=2019}"
OFFICE = "TY  - RPRT\nID  - colditz\nTI  - Value for money of trackers\nAU  - National Audit Office,\nPY  - 2015\nER  - \n"
MORE = """effect_id,record,study_label,comparison,outcome,outcome_measure,effect_type,estimate,direction,evidence_role,poolable,source,events_1,n_1,events_2,n_2,n,higher_is,licence
Z99,m1,Aronson again,vaccinated vs not,tuberculosis,cases,log_risk_ratio,,positive,trial,yes,Colditz,4,123,11,139,262,worse,fact
"""
WORKS, INCLUDED = 8, 5


def evidence(*words: str):
    return CliRunner().invoke(app, list(words))


@pytest.fixture(scope="module")
def review(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("review") / "bcg"
    shutil.copytree(TESTS / "topics" / "bcg", folder)
    for name, text in (("one.bib", ONE), ("body.bib", BODY), ("office.ris", OFFICE)):
        (folder / "literature/records" / name).write_text(text)
    header, row = csv.reader(io.StringIO(MORE))
    _append(folder / "literature/effects/effects.csv", dict(zip(header, row, strict=True)))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for stage in ("ingest", "deduplicate", "screen", "extract"):
            assert evidence(stage).exit_code == 0
    return folder


def _append(path: Path, row: dict[str, str]) -> None:
    """The row with the columns that it brings, among the rows of a table."""
    rows = [*csv.DictReader(io.StringIO(path.read_text())), row]
    with path.open("w", newline="") as handle:
        writer = csv.DictWriter(handle, list({name: None for line in rows for name in line}), restval="")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(autouse=True)
def _inside(review, monkeypatch) -> None:
    monkeypatch.chdir(review)


def test_every_format_by_the_ending_of_its_file_and_the_same_on_the_screen(tmp_path) -> None:
    for ending in ("ris", "bib", "json", "xml", "csv", "xlsx"):
        out = tmp_path / f"works.{ending}"
        assert evidence("export", "--out", str(out)).exit_code == 0
        assert len(ingest([Source(out.name, out.read_bytes())]).records) == WORKS
    said = evidence("export", "--format", "ris")
    assert (tmp_path / "works.ris").read_text() in said.stdout


def test_a_list_of_references_has_a_style_and_nothing_else_has_one() -> None:
    said = evidence("export", "--format", "reference-list", "--style", "alpha", "--works", "included").stdout
    assert said.count("\n") == INCLUDED and "[Aro48] Joseph D. Aronson. " in said
    with pytest.raises(UserError, match="not installed"):
        raise evidence("export", "--format", "reference-list", "--style", "apa").exception
    with pytest.raises(UserError, match="only a list of references has a style"):
        raise evidence("export", "--format", "ris", "--style", "alpha").exception


def test_works_are_chosen_by_their_screening(tmp_path) -> None:
    titles = {}
    for which in ("all", "included", "undecided", "excluded"):
        rows = csv.DictReader(io.StringIO(evidence("export", "--format", "csv", "--works", which).stdout))
        titles[which] = {row["title"] for row in rows}
    assert titles["all"] == titles["included"] | titles["undecided"] | titles["excluded"]
    assert "Rough sleeping snapshot" in titles["undecided"]
    assert len(titles["included"]) == INCLUDED


def test_a_key_of_two_files_and_bodies_of_both_shapes() -> None:
    """The cases X01, X02 and X03 of the issue."""
    from pybtex.database import parse_string

    text = evidence("export", "--format", "bibtex").stdout
    entries = parse_string(text, "bibtex").entries
    assert len(entries) == WORKS and sum(key.startswith("colditz-") for key in entries) == 2
    assert "{Ministry of Housing, Communities and Local Government}" in text
    items = json.loads(evidence("export", "--format", "csl-json").stdout)
    literal = {name["literal"] for item in items for name in item.get("author", []) if "literal" in name}
    assert {"Ministry of Housing, Communities and Local Government", "National Audit Office"} <= literal
    read = ingest([Source("x.ris", evidence("export", "--format", "ris").stdout.encode())]).records
    assert {r.authors for r in read} >= {(name,) for name in literal}


def test_effects_give_metafors_numbers_again() -> None:
    """The 13 trials of BCG vaccine: log risk ratios and variances as `escalc` of metafor gives them."""
    known = json.loads((TESTS / "validation/metafor/bcg.json").read_text())["data"]
    expected = {round(y, 4): v for y, v in zip(known["yi"], known["vi"], strict=True)}
    said = evidence("export", "--format", "metafor")
    rows = list(csv.DictReader(io.StringIO(said.stdout)))
    assert len(rows) == INCLUDED and "5 of 6 outcome rows" in said.stderr
    for row in rows:
        assert float(row["vi"]) == pytest.approx(expected[round(float(row["yi"]), 4)], abs=1e-4)
    every = evidence("export", "--format", "metafor", "--works", "all").stdout
    (more,) = (row for row in csv.DictReader(io.StringIO(every)) if row["effect_id"] == "Z99")
    assert [more[name] for name in ("ai", "n1i", "ci", "n2i", "counted")] == [
        "4.0",
        "123.0",
        "11.0",
        "139.0",
        "FALSE",
    ]
    assert round(float(more["yi"]), 4) in expected


def test_the_flow_adds_up_to_the_entries() -> None:
    said = evidence("export", "--format", "prisma")
    n = {row["data"]: row["n"] for row in csv.DictReader(io.StringIO(said.stdout)) if row["data"] != "NA"}
    undecided = 3
    assert int(n["database_results"]) == int(n["duplicates"]) + int(n["records_screened"]) + undecided
    assert n["new_reports"] == str(INCLUDED) and "3 works are not yet decided" in said.stderr


def test_a_file_that_is_there_stays_and_half_a_file_is_never_left(tmp_path) -> None:
    out = tmp_path / "works.ris"
    out.write_text("mine")
    with pytest.raises(UserError, match="there is a file already"):
        raise evidence("export", "--out", str(out)).exception
    assert out.read_text() == "mine"
    assert evidence("export", "--out", str(out), "--force").exit_code == 0
    assert out.read_text().startswith("TY  - ") and [p.name for p in tmp_path.iterdir()] == ["works.ris"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--format", "docx"), "the format is not known"),
        ((), "no format is given"),
        (("--out", "works.docx"), "the format is not known"),
        (("--format", "ris", "--works", "some"), "the choice is not known"),
        (("--format", "prisma", "--works", "included"), "the flow is of all works"),
        (("--out", "literature/records/works.ris"), "among the inputs of the review"),
    ],
)
def test_what_cannot_be_done_is_said_with_a_remedy(words, expected) -> None:
    error = evidence("export", *words).exception
    assert isinstance(error, UserError) and expected in error.text() and "to fix:" in error.text()


def test_what_has_not_been_run_is_named_in_order(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    error = evidence("export", "--format", "ris").exception
    assert "run `evidence ingest`, `evidence deduplicate`, `evidence screen` in this order" in error.text()
