"""Every command, click and file of docs/tutorial.md, done in order in an empty folder without a network."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from ..book.conftest import browser  # noqa: F401 - fixtures are used by name
from ..workflow.conftest import alone
from .text import steps
from .walk import FILES, REPOSITORY, Walk

TUTORIAL = REPOSITORY / "docs" / "tutorial.md"


@pytest.mark.workflow
@pytest.mark.book
def test_the_tutorial_is_true(tmp_path: Path, browser: Any) -> None:  # noqa: F811
    shutil.copytree(FILES, tmp_path / "tutorial-files")
    walk = Walk(tmp_path, browser, alone())
    wrong = walk.go(list(steps(TUTORIAL.read_text(encoding="utf-8"))))
    assert not wrong, "\n".join(wrong)
    assert len(walk.printed) > 10
