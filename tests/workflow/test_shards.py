"""Stages that are cut into several jobs build the same bytes as one."""

from __future__ import annotations

import shutil

import pytest

from evidence.pipeline import STAGES

from .conftest import Project

pytestmark = pytest.mark.workflow


def test_seven_jobs_make_what_one_makes(tiny: Project, tmp_path) -> None:
    """Each with no other's work at hand: nothing that is kept from run to run comes along."""
    cut = tiny.copy(tmp_path / "cut")
    config = cut.folder / "config" / "config.yaml"
    config.write_text(config.read_text(encoding="utf-8") + "\nbuild: {shards: 7}\n", encoding="utf-8")
    made = []
    for stage in (stage for stage in STAGES if stage.part):
        shutil.rmtree(cut.folder / "results" / stage.name)
        made += [f"results/{stage.name}/{table.name}.parquet" for table in stage.tables]
        made += [f"results/{stage.name}/{name}.json" for name in stage.documents]
    shutil.rmtree(cut.folder / "results" / "meanings")
    said = cut.build(*made)  # each job a fork, with nothing of another's in memory
    for stage in (stage for stage in STAGES if stage.part):
        assert len(list((cut.folder / "results" / stage.name / "parts").iterdir())) == 7
        assert "part 3 of 7" in said
    for name in made:
        assert (cut.folder / name).read_bytes() == (tiny.folder / name).read_bytes(), name
