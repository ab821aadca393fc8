"""evidence check on a broken export: what is wrong is said once, the whole list on demand, exit codes as ever."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evidence.main import app

BCG = Path(__file__).resolve().parents[1] / "topics" / "bcg"


def check(*words: str):
    return CliRunner().invoke(app, ["check", *words])


@pytest.fixture(scope="module")
def review(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("check") / "bcg"
    shutil.copytree(BCG, folder)
    records = folder / "literature/records"
    rows = "".join(f'Trial {n} of care,"Ash, Bo",2001,J Homes,one cell more\n' for n in range(500))
    whole = "".join(f'Housing trial {n} in town {n},"Elm, Cy",,J Homes\n' for n in range(8))
    (records / "broken.csv").write_text(f"title,authors,Wann,journal\n{rows}{whole}")
    (records / "one.bib").write_text(
        "@article{key1, title={A paper on keys}, author={Smith, Ann}, year=2010}"
    )
    (records / "two.bib").write_text(
        "@article{key1, title={Of locks and doors}, author={Smith, Zed}, year=2011}"
    )
    return folder


@pytest.fixture(autouse=True)
def _inside(review, monkeypatch) -> None:
    monkeypatch.chdir(review)


def test_five_hundred_rows_with_one_problem_are_three_lines_and_a_count() -> None:
    said = check()
    lines = [line for line in said.stdout.splitlines() if "broken.csv" in line and "badly read" not in line]
    assert [f"broken.csv:{n}:" in line for n, line in zip((2, 3, 4), lines, strict=False)] == [True] * 3
    assert "497 more in literature/records/broken.csv" in lines[3]
    *_, where, more, last = said.stdout.splitlines()
    assert "500 set aside in literature/records/broken.csv" in where and "line 2" in where
    assert "497 rows are not shown" in more and "500 entries or rows set aside" in last
    assert said.exit_code == 3


def test_every_row_on_demand_and_as_a_table(tmp_path) -> None:
    assert check("--all").stdout.count("set aside  literature/records/broken.csv:") == 500
    out = tmp_path / "list.csv"
    assert f"The whole list is in {out}" in check("--csv", str(out)).stdout
    rows = list(csv.DictReader(out.open(encoding="utf-8")))
    assert sum(row["what"] == "set aside" for row in rows) == 500
    assert {row["file"] for row in rows if row["what"] == "set aside"} == {"literature/records/broken.csv"}
    assert check("--csv", str(out)).exit_code != 0


def test_a_key_of_two_files_and_a_badly_read_file_are_remarks() -> None:
    remarks = [line for line in check().stdout.splitlines() if line.startswith("remark")]
    assert any("key1" in line and "two.bib:1" in line for line in remarks)
    assert any("broken.csv" in line and "year" in line and "looks badly read" in line for line in remarks)


def test_an_own_tool_that_is_not_as_declared_is_a_mistake_before_anything_is_appraised(review) -> None:
    folder = review / "config/appraisal"
    folder.mkdir()
    (folder / "own.yaml").write_text("id: own\nname: Own\n")
    try:
        said = check()
    finally:
        shutil.rmtree(folder)
    assert said.exit_code == 1 and "config/appraisal/own.yaml" in said.stdout + said.stderr


@pytest.mark.parametrize(
    ("file", "old", "new", "says", "code"),
    [
        ("config", "folds: 3", "folds: 3, semantic: true", "meaning is read unless", 0),
        ("config", "brief:", "qca: {vary: {frequency: [0]}}\nbrief:", "out of bounds", 1),
        ("config", "brief:", "qca: {vary: {consistency: [0.8, -1]}}\nbrief:", "out of bounds", 1),
        ("propositions", "id: B1", "id: B1\n    not_from: [never.csv]", "no record comes from an export", 0),
    ],
)
def test_what_a_stage_would_refuse_or_remark_is_told_before(
    tmp_path, monkeypatch, file, old, new, says, code
) -> None:
    shutil.copytree(BCG, tmp_path / "bcg")
    path = tmp_path / "bcg/config" / f"{file}.yaml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))
    monkeypatch.chdir(tmp_path / "bcg")
    said = check()
    assert says in " ".join(said.stdout.split()) and said.exit_code == code, said.stdout


def test_what_is_not_used_is_not_called_a_remark(tmp_path, monkeypatch) -> None:
    """The last line counts it among what is set aside, and its own line says so."""
    shutil.copytree(BCG, tmp_path / "bcg")
    monkeypatch.chdir(tmp_path / "bcg")
    before = check().stdout.count("remark  ")
    row = "record,proposition,side,reason,reviewer,date\nnobody1900,B1,for,as told,ann,2026-01-01\n"
    (tmp_path / "bcg/literature/decisions/sides-ann.csv").write_text(row)
    said = check()
    assert said.exit_code == 3 and said.stdout.count("remark  ") == before
    assert "not used   literature/decisions/sides-ann.csv:2" in said.stdout
    assert "1 entry or row set aside" in said.stdout.splitlines()[-1]


@pytest.mark.parametrize(
    "row", ["nobody1900,B1,for,as told,ann,2026-01-01", "nobody1900,B1,perhaps,as told,ann,2026-01-01"]
)
def test_a_row_of_a_person_that_is_not_applied_fails_the_test_of_a_review(tmp_path, monkeypatch, row) -> None:
    """The one names no record, the other an unknown side. Without it the same review passes; the build is not what is tested."""
    shutil.copytree(BCG, tmp_path / "bcg")
    monkeypatch.chdir(tmp_path / "bcg")
    monkeypatch.setattr("evidence.cli.build.build", lambda **_: None)
    monkeypatch.setattr("evidence.verify.read_published", lambda _: None)
    monkeypatch.setattr("evidence.verify.whole", lambda *_: [])
    before = CliRunner().invoke(app, ["test"])
    assert before.exit_code == 0, before.stdout
    sides = tmp_path / "bcg/literature/decisions/sides-ann.csv"
    sides.write_text(f"record,proposition,side,reason,reviewer,date\n{row}\n")
    said = CliRunner().invoke(app, ["test"])
    *_, which, last = said.stdout.splitlines()
    assert (
        said.exit_code == 3
        and "sides-ann.csv:2" in which
        and last.startswith("1 row of people's not applied")
    )


def test_a_row_of_estimates_that_is_not_used_is_counted_apart(tmp_path, monkeypatch) -> None:
    """One row is given a record that nobody knows: it is no evidence, and was not set aside."""
    shutil.copytree(BCG, tmp_path / "bcg")
    monkeypatch.chdir(tmp_path / "bcg")
    [path] = (tmp_path / "bcg/literature/effects").glob("*.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0]["record"] = "nobody1900"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    n = len(rows)
    assert f"{n} rows of estimates = {n - 1} evidence + 1 not used + 0 set aside" in check("--ledger").stdout
