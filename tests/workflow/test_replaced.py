"""What people wrote is read whatever the times of files say, and whatever Snakemake noted of the last run."""

from __future__ import annotations

import os
import shutil
import time

import pyarrow.parquet as pq
import pytest

from .conftest import Project

pytestmark = pytest.mark.workflow


def test_an_old_export_in_the_place_of_another_is_read(tiny: Project, tmp_path) -> None:
    project = tiny.copy(tmp_path / "replaced")
    records = "results/ingest/records.parquet"
    export = project.folder / "literature/records/embase.ris"
    export.write_text("TY  - JOUR\nAU  - Ash, Bo\nTI  - Brought back\nPY  - 1990\nER  - \n", encoding="utf-8")
    os.utime(export, (time.time() - 3e7,) * 2)
    project.build(records)
    titles = pq.read_table(project.folder / records)["title"].to_pylist()
    assert "Brought back" in titles
    assert "ingest" not in project.planned()


def test_an_export_of_tomorrow_is_taken_as_of_now(tiny: Project, tmp_path) -> None:
    """By a clock that was wrong, or in an archive that keeps times: Snakemake calls what is made of it older than it."""
    project = tiny.copy(tmp_path / "ahead")
    records = "results/ingest/records.parquet"
    (project.folder / records).unlink()
    export = project.folder / "literature/records/embase.ris"
    os.utime(export, (time.time() + 2e5,) * 2)
    assert "embase.ris: its time lies in the future" in project.build(records)
    assert export.stat().st_mtime <= time.time()
    assert "future" not in project.build(records)


def test_what_is_edited_before_the_time_of_what_was_built_is_read(tiny: Project, tmp_path) -> None:
    """As on a machine whose clock has been put right."""
    project = tiny.copy(tmp_path / "built_ahead")
    for path in (project.folder / "results").rglob("*.*"):
        os.utime(path, (time.time() + 2e5,) * 2)
    records = "results/ingest/records.parquet"
    export = project.folder / "literature/records/embase.ris"
    export.write_text("TY  - JOUR\nAU  - Ash, Bo\nTI  - Of today\nPY  - 1990\nER  - \n", encoding="utf-8")
    assert "built at a time that lies in the future" in project.build(records)
    assert "Of today" in pq.read_table(project.folder / records)["title"].to_pylist()
    assert "future" not in project.build(records)


def test_without_times_and_without_what_snakemake_noted_every_change_is_read(tiny: Project, tmp_path) -> None:
    """As in a review of which what is seen was copied to another place, after it was edited."""
    project = tiny.copy(tmp_path / "copied")
    (project.folder / "literature/records/medline.bib").unlink()
    config = project.folder / "config/config.yaml"
    config.write_text(config.read_text("utf-8").replace("folds: 3", "folds: 2"), encoding="utf-8")
    shutil.rmtree(project.folder / ".snakemake")
    for path in sorted(project.folder.rglob("*"), key=lambda path: "results" in path.parts):
        os.utime(path)
    assert {"ingest", "classify"} <= project.planned()
    project.build("results/classify/labels.parquet")
    assert (
        "medline.bib"
        not in pq.read_table(project.folder / "results/ingest/records.parquet")["source_file"].to_pylist()
    )
    assert not {"ingest", "classify"} & project.planned()
