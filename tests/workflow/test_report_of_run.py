"""Snakemake's own report beside the book: made without a network, of every stage, and it asks nobody for anything."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from evidence.pipeline import STAGES

from .conftest import Project, alone

pytestmark = pytest.mark.workflow


def test_the_report_of_the_run_has_every_stage_and_needs_no_network(tiny: Project, tmp_path: Path) -> None:
    project = tiny.copy(tmp_path / "review")
    done = project.run(*alone(), "evidence", "build", "--report", "run.html")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Snakemake's report of the run is run.html." in done.stdout
    text = (project.folder / "run.html").read_text(encoding="utf-8")
    assert all(f'{{"rule": "{stage.name}", "runtime": ' in text for stage in STAGES)
    assert re.findall(r'(?:src|href)="(?:https?:)?//', text) == []
