"""The notebook that is handed on with the downloads: run on these alone, it comes to what the book prints."""

from __future__ import annotations

import contextlib
import csv
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest

from ..workflow.conftest import Project

pytestmark = pytest.mark.book
_NAME = "recompute.ipynb"


@pytest.fixture
def downloads(built: Project, tmp_path: Path) -> Path:
    """What a reader has who takes the archive and nothing else."""
    with zipfile.ZipFile(built.html / "_static" / "data" / "all-tables.zip") as packed:
        packed.extractall(tmp_path)
    return tmp_path


def _run(folder: Path) -> dict[str, Any]:
    notebook = nbformat.read(folder / _NAME, as_version=4)
    nbformat.validate(notebook)
    names: dict[str, Any] = {}
    with contextlib.chdir(folder), contextlib.redirect_stdout(io.StringIO()) as said:
        for cell in notebook.cells:
            if cell.cell_type == "code":
                exec(compile(cell.source, _NAME, "exec"), names)
    return {**names, "said": said.getvalue()}


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_it_comes_to_the_verdicts_and_pools_of_the_book(downloads: Path) -> None:
    found = _run(downloads)
    printed = {
        row["proposition"]: row["verdict"]
        for row in _rows(downloads, "findings.csv")
        if row["rule"] == "balance"
    }
    assert found["verdicts"].recomputed.to_dict() == printed and len(printed) > 5
    (pool,) = [row for row in _rows(downloads, "pools.csv") if row["pooled"] == "true"]
    own = found["pooled"].loc[pool["pool_id"]]
    assert own.studies == int(pool["n_studies"])
    for name in ("estimate", "se", "tau2"):
        assert np.isclose(own[name], float(pool[name]), rtol=1e-5), name
    assert f"{len(printed)} of {len(printed)} verdicts agree; pools differ in: nothing" in found["said"]


def test_it_says_so_where_the_downloads_are_not_what_was_printed(downloads: Path) -> None:
    file = downloads / "sides.csv"
    file.write_text(
        file.read_text(encoding="utf-8").replace(",against,true,counted,", ",for,true,counted,"),
        encoding="utf-8",
    )
    file = downloads / "pool_studies.csv"
    first = _rows(downloads, "pool_studies.csv")[0]["estimate"]
    file.write_text(file.read_text(encoding="utf-8").replace(first, "9.5", 1), encoding="utf-8")
    said = _run(downloads)["said"]
    agree, of = re.match(r"(\d+) of (\d+) verdicts agree; pools differ in: estimate", said).groups()
    assert int(agree) < int(of)
