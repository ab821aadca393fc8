"""A desk in a copy of the review of a dozen gardens, built once as far as the desk looks."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from evidence.desk.desk import Desk
from evidence.layout import Layout
from evidence.pipeline import STAGES
from evidence.review import Review
from evidence.stage import Bench
from tests import shared

_DOZEN = Path(__file__).parents[1] / "brief" / "dozen"


@pytest.fixture(scope="session")
def gardens(tmp_path_factory) -> Path:
    """The folder of the review, with the tables of all stages before the book, made once for all workers."""

    def make(folder: Path) -> str:
        shutil.copytree(_DOZEN, folder)
        at = Layout(folder)
        for stage in STAGES:
            if stage.name not in ("brief", "pdf", "publish"):
                stage.run(Bench(stage, Review(at)))
        return ""

    return shared.once(tmp_path_factory, "gardens", make)[0]


@pytest.fixture
def folder(gardens, tmp_path) -> Path:
    """A copy that a test may write to."""
    return Path(shutil.copytree(gardens, tmp_path / "gardens"))


def desk_in(folder: Path, reviewer: str = "ella", **more: object) -> Desk:
    """A desk whose clock moves on by a minute whenever it is looked at."""
    minutes, begin = count(), datetime(2026, 11, 26, 9, 0, 0)
    return Desk(Layout(folder), reviewer, now=lambda: begin + timedelta(minutes=next(minutes)), **more)


@pytest.fixture
def desk(folder):
    made = desk_in(folder)
    yield made
    made.close()
