"""What newcomers wrote, whole reviews: each was lost, crashed or counted wrongly once. One test a case."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evidence.errors import UserError
from evidence.main import app
from evidence.pipeline import STAGES as PIPELINE

HERE = Path(__file__).parent
NAMES = [stage.name for stage in PIPELINE]
STAGES = NAMES[: NAMES.index("brief")]


@pytest.fixture
def at(tmp_path, monkeypatch, request):
    """A copy of the case that the test is named for."""
    name = request.node.name.removeprefix("test_").split("__")[0]
    folder = shutil.copytree(HERE / name, tmp_path / name)
    monkeypatch.chdir(folder)
    return folder


def run(*words: str):
    done = CliRunner().invoke(app, list(words))
    assert done.exception is None or isinstance(done.exception, SystemExit), (words, done.exception)
    return done.exit_code, done.stdout


def check():
    return run("check", "--ledger")


def build():
    for stage in STAGES:
        code, said = run(stage)
        assert code == 0, (stage, said)


def test_anon_first(at):
    code, said = check()
    assert code == 0 and "11 records read = 11 works + 0 duplicates" in said


def test_appraisal_dead_end(at):
    build()
    sheet = list(csv.DictReader(run("worksheet", "appraisal")[1].splitlines()))
    assert {row["item"] for row in sheet} == {"category"} and len(sheet) == 5
    assert "Randomised controlled trial" in sheet[0]["question"]
    assert "5 appraisals to finish" in run("status")[1]
    with (at / "literature/decisions/appraisal.csv").open("a") as table:
        table.write("aronson1948,MMAT 2018,category,2,,coder-1,1994-03-03\n")
        table.write("comstock1974,MMAT 2018,category,yes,,coder-1,1994-03-03\n")
    assert "12 appraisal decisions = 11 applied + 0 superseded + 1 set aside" in check()[1]
    run("appraise")
    sheet = csv.DictReader(run("worksheet", "appraisal", "aronson1948")[1].splitlines())
    assert [row["item"] for row in sheet] == ["2.1", "2.2", "2.3", "2.4", "2.5"]


def test_appraisal_dead_end__by_rob_2(at):
    """The codebook says that trials are appraised by RoB 2: one is half judged, is asked for the rest, and judged to the end."""
    codebook = at / "config/codebook.yaml"
    used = "appraisal_tools:\n  - {id: rob, label: RoB2, designs: [trial_design]}\n  - {id: mmat, label: MMAT 2018}\n"
    codebook.write_text(codebook.read_text() + used)
    table = at / "literature/decisions/appraisal.csv"
    table.write_text("record,tool,item,answer,note,reviewer,date,result\n")
    build()
    sheet = list(csv.DictReader(run("worksheet", "appraisal", "hart1977")[1].splitlines()))
    assert {row["tool"] for row in sheet} == {"RoB 2"} and sheet[0]["allowed"].startswith("yes; probably yes")
    assert [row["item"] for row in sheet if row["item"].startswith("D")] == ["D1", "D2", "D3", "D4", "D5"]
    assert "5 counted studies to appraise" in run("status")[1]
    with table.open("a") as rows:
        for item, answer in (
            ("1.1", "PY"),
            ("1.2", "Yes"),
            ("1.3", "N"),
            ("d2", "Low"),
            ("D3", "lowish"),
            ("D9", "low"),
        ):
            rows.write(f"hart1977,rob2,{item},{answer},,coder-1,1994-03-03,Tuberculosis\n")
        rows.write("hart1977,RoB 3,D1,low,,coder-1,1994-03-03,\n")
    code, said = check()
    assert "7 appraisal decisions = 4 applied + 0 superseded + 3 set aside" in said
    words = " ".join(said.split())
    assert "RoB 2 has no such item" in words and "the item D3 of RoB 2 cannot have this answer" in words
    assert "allowed: low, " in words
    assert "did you mean RoB 2?" in words.split("no such appraisal tool is known (found: RoB 3)")[1][:40]
    run("appraise")
    assert "1 appraisals to finish" in run("status")[1] or "1 appraisal to finish" in run("status")[1]
    sheet = list(csv.DictReader(run("worksheet", "appraisal", "hart1977")[1].splitlines()))
    first = sheet[0]
    assert (first["item"], first["proposed"], first["result"], first["answer"]) == (
        "D1",
        "low",
        "tuberculosis",
        "",
    )
    with table.open("a") as rows:
        for item in ("D1", "D3", "D4", "D5", "overall"):
            rows.write(f"hart1977,RoB 2,{item},low,,coder-1,1994-03-04,tuberculosis\n")
    run("appraise")
    with pytest.raises(UserError, match="no counted study with open questions"):
        app(["worksheet", "appraisal", "hart1977"], standalone_mode=False)


def test_asreview_project(at):
    table = at / "literature/decisions/screening-ella.csv"
    code, said = check()  # as an earlier version took it: titles in the place of references
    assert code == 0 and "12 screening decisions = 12 applied + 0 superseded + 0 set aside" in said
    table.unlink()
    assert (
        "12 rows in = 12 written"
        in run("import", "screening", "project.asreview", "--reviewer", "ella", "--write")[1]
    )
    code, said = check()
    assert code == 0 and "12 screening decisions = 12 applied + 0 superseded + 0 set aside" in said


def test_appraisal_dead_end__by_any_key_of_the_work(at):
    """The same entry came from two databases under two keys, with a DOI in one of them."""
    export = at / "literature/records/embase.ris"
    export.write_text(
        export.read_text().replace("ID  - hart1977ris", "ID  - hart1977ris\nDO  - 10.1136/bmj.2.6082.293")
    )
    build()
    sheet = run("worksheet", "appraisal", "hart1977")
    assert sheet[0] == 0 and len(sheet[1].splitlines()) == 2
    for key in ("hart1977ris", "10.1136/bmj.2.6082.293", "https://doi.org/10.1136/BMJ.2.6082.293"):
        assert run("worksheet", "appraisal", key) == sheet
    with pytest.raises(UserError, match="no counted study"):
        app(["worksheet", "appraisal", "hart1978"], standalone_mode=False)


def test_code_after_semicolon_space(at):
    code, said = check()
    assert code == 0 and "15 coding decisions = 15 applied + 0 superseded + 0 set aside" in said


def test_decisions_dropped_rc0(at):
    code, said = check()
    assert code == 3 and "5 screening decisions = 0 applied + 0 superseded + 5 set aside" in said
    (line,) = [line for line in said.splitlines() if line.startswith("5 not applied in")]
    assert "screening.csv: 1 reason: nothing says whether the day or the month comes first" in line
    table = at / "literature/decisions/screening.csv"
    table.write_text(table.read_text().replace("date", "date (day/month/year)", 1))
    code, said = check()
    assert code == 0 and "5 screening decisions = 5 applied + 0 superseded + 0 set aside" in said


def test_direction_role_typo(at):
    code, said = check()
    assert code == 1 and "trials" in said and "did you mean `trial`?" in said


def test_direction_role_typo__a_stage_alone(at):
    """What check refuses no stage takes: each says the same of the name, and says it as check does."""
    _, said = check()
    refused = said[: said.index("mistake")].rsplit("\n", 1)[0].strip()
    assert "config/config.yaml:" in refused and "trials" in refused
    right = (at / "config/config.yaml").read_text()
    (at / "config/config.yaml").write_text(right.replace("trials", "trial"))
    for stage in (*STAGES, "qca"):
        assert run(stage)[0] == 0
    (at / "config/config.yaml").write_text(right)
    for stage in ("classify", "extract", "synthesise", "qca", "brief"):
        with pytest.raises(UserError) as error:
            app([stage], standalone_mode=False)
        assert error.value.text() == refused


def test_files_ignored(at):
    code, said = check()
    assert code == 3
    assert "decisions/Screening.csv:1: this file is not read" in said and "rename it to screening.csv" in said
    assert "records/2023/medline.bib:1: this file is not read" in said
    assert "move it to literature/records/" in said


def test_pool_of_three(at):
    build()
    import pyarrow.parquet as pq

    (pool,) = [p for p in pq.read_table("results/synthesise/pools.parquet").to_pylist() if p["pooled"]]
    assert pool["n_studies"] == 3
    rows = pq.read_table("results/synthesise/pool_analyses.parquet").to_pylist()
    (filled,) = [row for row in rows if row["analysis"] == "trim and fill, L0"]
    assert filled["k"] == 5 and abs(filled["estimate"] + 0.40) < 1e-9  # two mirror each other round the third


def test_rekeyed_export(at):
    code, said = check()
    assert code == 3 and said.count("is aronson1948 now aronsonProtective1948") == 5
    assert "15 coding decisions = 12 applied + 0 superseded + 3 set aside" in said


def test_rekeyed_export__known_from_the_last_build(at):
    """Another key, author and spelling: the record of the last build tells which it was."""
    export = at / "literature/records/medline.bib"
    export.write_text(export.read_text().replace("aronsonProtective1948", "aronson1948"))
    assert run("ingest")[0] == 0
    text = export.read_text().replace("aronson1948", "x77").replace("Aronson, Joseph D.", "Aronson, J")
    export.write_text(text)
    code, said = check()
    assert code == 3 and "is aronson1948 now x77" in said and "the same title and year" in said
    assert "12 applied" in said  # proposed, never applied


def test_subtitle_of_place(at):
    code, said = check()
    assert code == 0 and "3 records read = 3 works + 0 duplicates" in said


def test_typo_counts_excluded(at):
    code, said = check()
    assert code == 3 and "hart77" in said and "is hart77 now hart1977" in said
    build()
    import pyarrow.parquet as pq

    items = pq.read_table("results/extract/items.parquet").to_pylist()
    assert sum(row["standing"] == "counted" for row in items if row["kind"] == "effect") == 4


def test_unknown_column(at):
    code, said = check()
    assert code == 1 and "higher_ist" in said and "did you mean `higher_is`?" in said
