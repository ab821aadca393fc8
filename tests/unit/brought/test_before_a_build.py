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
