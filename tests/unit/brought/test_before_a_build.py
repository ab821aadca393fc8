"""What asks for works to screen reads the records itself where nothing was built."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evidence.main import app

from .layouts import (
    WORKS,
)
from .typed import read, run


def test_what_to_screen_is_known_before_any_build(at):
    said = CliRunner().invoke(app, ["worksheet", "screening"])
    rows = list(csv.DictReader(io.StringIO(said.stdout)))
    assert said.exit_code == 0 and len(rows) == len(WORKS) and "The records are read first" in said.stderr
    said = run("rank")
    assert "by chance, and the same everywhere: nobody has decided yet" in said and "recall" not in said
    titles = [line.split("  ")[-1] for line in said.splitlines() if "  w-" in line]
    assert len(titles) == len(WORKS)
    run("export", "--for", "asreview", "--out", "works.csv")
    assert {row["title"] for row in read("works.csv")} == {work[3] for work in WORKS}


@pytest.mark.parametrize(
    "command", [["rank"], ["export", "--for", "asreview", "--out", "works.csv"], ["worksheet", "screening"]]
)
def test_each_of_these_reads_the_records_itself(at, command):
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0 and "The records are read first" in done.stderr
    shutil.rmtree("results")
    Path("literature/records/all.bib").unlink()
    assert "literature/records" in run(*command, code=1)


def test_the_queue_is_a_table_that_a_spreadsheet_runs_nothing_of(at):
    records = Path("literature/records/all.bib")
    formula = '=HYPERLINK("http://example.org")'
    records.write_text(records.read_text() + f"\n@article{{odd, title={{{formula}}}, year={{2001}}}}\n")
    run("rank", "--out", "queue.csv")
    assert f"'{formula}" in {row["title"] for row in read("queue.csv")}
    assert not [cell for row in read("queue.csv") for cell in row.values() if cell and cell[0] in "=+-@"]
