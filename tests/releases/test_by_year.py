"""The shipped review as it would have been before 2015: nothing later is left, and nothing that is left leads nowhere."""

from __future__ import annotations

from pathlib import Path

from evidence.deduplicate.rows import Work
from evidence.layout import Layout
from evidence.pipeline import STAGES
from evidence.remarks import REMARKS
from evidence.screen.rows import Screen, Screening
from evidence.stage import run_in_memory

from .by_year import lay


def test_no_later_work_is_left_and_every_decision_has_its_work(tmp_path: Path) -> None:
    lay(tmp_path, 2015)
    stages = (stage for stage in STAGES if stage.name in ("ingest", "deduplicate", "screen"))
    review = run_in_memory(Layout(tmp_path), *stages)
    years = [work.year for work in review[Work]]
    assert len(years) == 293 and None in years and max(filter(None, years)) == 2014
    assert {row.decision for row in review[Screening]} == {Screen.INCLUDE, Screen.BACKGROUND, Screen.EXCLUDE}
    screen = next(table for table in REMARKS if table.stage == "screen")
    assert review[screen] == [], "a decision that leads nowhere"
