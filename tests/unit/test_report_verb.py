"""The last lines of a run: what was set aside is counted, and with --strict it is a failure."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evidence.cli import report as report_cli
from evidence.errors import UserErrors
from evidence.extract.rows import EvidenceItem
from evidence.io import write_table
from evidence.layout import Layout
from evidence.main import app
from evidence.remarks import REMARKS, Quarantined, Remark

from .builders import make

BCG = Path(__file__).resolve().parents[1] / "topics" / "bcg"
ENTRY = make(Quarantined, source_file="a.ris", line=3, problem="there is no title", how_to_fix="add one")
ROW = make(Remark, row_id="d", source_file="screening.csv", line=2, problem="no record has this key")
DROPPED = replace(ROW, dropped=True)


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(BCG, tmp_path, dirs_exist_ok=True)
    at = Layout()
    at.html.mkdir(parents=True)
    (at.html / "index.html").write_text("home")

    def running(*words, entries=(), coded=(), decisions=()):
        write_table(at.table("ingest", "quarantine"), list(entries), Quarantined)
        write_table(at.table("extract", "set_aside"), list(coded), Quarantined)
        write_table(at.table("extract", "items"), [], EvidenceItem)
        for table in REMARKS:
            said = list(decisions) if table.stage == "screen" else []
            write_table(at.table(table.stage, table.name), said, table.row)
        done = CliRunner().invoke(app, ["report", *words])
        return done.exit_code, done.output

    return running


def test_where_nothing_was_set_aside_strict_is_fine(run) -> None:
    code, said = run("--strict")
    assert code == 0 and "nothing quarantined" in said
    assert run("--strict", decisions=[ROW])[0] == 0  # a remark that drops nothing


SEARCH = """searches:
  - {source: A, platform: "", date: "2020-01-01", strategy: "", limits: "", filters: "", files: [gone.ris]}
"""


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("config.yaml", "turned_comparisons: []", "turned_comparisons: [nobody vs nothing]"),
        ("searches.yaml", "", SEARCH),
    ],
)
def test_a_name_that_leads_nowhere_fails_a_run_as_it_fails_a_check(run, tmp_path, file, old, new) -> None:
    path = tmp_path / "config" / file
    text = path.read_text() if old else "searches: []\n"
    assert old in text
    path.write_text(text.replace(old, new, 1) if old else new)
    run()
    failed = CliRunner().invoke(app, ["report"]).exception
    assert isinstance(failed, UserErrors)
    assert [(str(one.file), one.problem[:17]) for one in failed.errors] == [
        (f"config/{file}", "there is no such ")
    ]
    assert CliRunner().invoke(app, ["check"]).exit_code == 1
    with pytest.raises(UserErrors):  # of Snakemake by itself, which finds nothing to do
        report_cli.check_misnamed(Layout())
    path.write_text(text)
    report_cli.check_misnamed(Layout())
    assert CliRunner().invoke(app, ["report"]).exit_code == 0 and not Layout().misnamed.exists()


@pytest.mark.parametrize("where", ["entries", "coded"])
def test_what_was_set_aside_is_counted_and_strict_fails(run, where) -> None:
    code, said = run(**{where: [ENTRY, ENTRY]})
    assert code == 0 and "2 quarantined" in said and "a.ris:3" in said and "add one" in said
    code, said = run("--strict", **{where: [ENTRY]})
    assert code == 3 and "strict: this counts as a failure" in said


def test_a_decision_that_was_not_applied_is_counted_and_strict_fails(run) -> None:
    code, said = run(decisions=[DROPPED])
    assert code == 0 and "1 decision not applied" in said and "screening.csv:2" in said
    assert run("--strict", decisions=[DROPPED])[0] == 3


@pytest.mark.parametrize(
    "name", ["decisions/ella-screening.csv", "decisions/screening.xlsx", "records/more/export.ris", "records/away.ris"]
)  # fmt: skip
def test_a_file_of_peoples_that_no_stage_reads_is_said_at_the_end_of_a_run(run, tmp_path, name) -> None:
    path = tmp_path / "literature" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.stem == "away":
        outside = tmp_path.parent / f"{tmp_path.name}-away.ris"
        outside.write_text("TY  - JOUR\nTI  - A\nER  - \n")
        path.symlink_to(outside)
    else:
        path.write_text("record,decision\nk1,include\n")
    code, said = run()
    assert code == 0 and "nothing quarantined, 1 file not read." in said
    assert f"literature/{name}" in said.replace("\n", "") and "→" in said
    assert run("--strict")[0] == 3
    path.unlink()
    assert "not read" not in run("--strict")[1]


def test_build_hands_strict_on(tmp_path, monkeypatch) -> None:
    """Also where nothing has moved since, and Snakemake is not asked."""
    from evidence.build.run import Outcome

    monkeypatch.chdir(tmp_path)
    (tmp_path / "config").mkdir()
    runs = []

    def snakemake(*words, served):
        runs.append(words)
        at = Layout()
        at.html.mkdir(parents=True)
        (at.html / "index.html").write_text("home")
        at.manifest.write_text(f"{'0' * 64}  index.html\n")
        return Outcome()

    monkeypatch.setattr("evidence.alone.without_frames", lambda: None)  # of which other tests make some
    monkeypatch.setattr("evidence.build.run.snakemake", snakemake)
    monkeypatch.setattr(report_cli, "told", lambda at: (["the last line"], True))
    for words, code in (([], 0), (["--strict"], 3), ([], 0)):
        done = CliRunner().invoke(app, ["build", *words], catch_exceptions=False)
        assert done.exit_code == code and "the last line" in done.output
    assert len(runs) == 1


def test_rules_that_make_no_book_are_said_and_not_sent_round(tmp_path, monkeypatch) -> None:
    """A Snakefile that came out empty, as on a full disk: the advice was to run what had just been run."""
    from evidence.build.run import Outcome

    monkeypatch.chdir(tmp_path)
    (tmp_path / "config").mkdir()
    (tmp_path / "Snakefile").touch()
    monkeypatch.setattr("evidence.alone.without_frames", lambda: None)
    monkeypatch.setattr("evidence.build.run.snakemake", lambda *words, served: Outcome())
    refused = CliRunner().invoke(app, ["build"]).exception
    assert str(refused.file).endswith("Snakefile") and "`evidence build`" not in refused.fix


@pytest.mark.parametrize(
    ("name", "problem"), [("run.pdf", "is an HTML file"), ("config/run.html", "among the inputs"), ("there.html", "nothing is overwritten")]
)  # fmt: skip
def test_a_report_that_could_not_be_written_is_refused_before_anything_is_built(run, tmp_path, name, problem):
    (tmp_path / "there.html").write_text("mine")
    refused = CliRunner().invoke(app, ["build", "--report", name]).exception
    assert problem in refused.problem and (tmp_path / "there.html").read_text() == "mine"


def test_what_is_loaded_beside_a_build_says_nothing_where_it_cannot_be(monkeypatch) -> None:
    """A build that fails at once ends while the thread still loads: nobody is shown its traceback."""
    from evidence.cli.build import _load_the_end

    monkeypatch.setitem(sys.modules, "jsonschema", None)
    _load_the_end()


def test_the_codebook_is_read_beside_a_build_and_not_again_behind_it(monkeypatch) -> None:
    from evidence import codebook_file
    from evidence.cli.build import _load_the_end

    monkeypatch.chdir(Path(__file__).resolve().parents[2])
    codebook_file._read.cache_clear()
    _load_the_end()
    assert codebook_file._read.cache_info().misses == 1
    codebook_file.load_codebook(Layout().setting("codebook"))
    assert codebook_file._read.cache_info().misses == 1
