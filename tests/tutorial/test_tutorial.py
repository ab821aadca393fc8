"""Every command, click and file of docs/tutorial.md, done in order in an empty folder without a network; and what is shared at its end, opened."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from ..chromium import settled
from ..engine_facts import hand_to
from ..workflow.conftest import alone
from .text import steps
from .walk import FILES, REPOSITORY, Walk

TUTORIAL = REPOSITORY / "docs" / "tutorial.md"
PAGES = ("index.html", "findings/c1.html", "pools.html", "works.html", "map.html")


@pytest.mark.workflow
@pytest.mark.book
def test_the_tutorial_is_true(tmp_path: Path, browser: Any) -> None:  # noqa: F811
    shutil.copytree(FILES, tmp_path / "tutorial-files")
    walk = Walk(tmp_path, browser, alone(), arrived=hand_to)
    wrong = walk.go(list(steps(TUTORIAL.read_text(encoding="utf-8"))))
    assert not wrong, "\n".join(wrong)
    assert len(walk.printed) > 15
    complaints = opened_elsewhere(walk.folder / "visits.zip", tmp_path / "elsewhere", browser)
    assert not complaints


def opened_elsewhere(shared: Path, folder: Path, browser: Any) -> list[str]:  # noqa: F811
    """What a browser complains of, or asks another place for, when the book is unpacked from its zip and opened from the disk."""
    with zipfile.ZipFile(shared) as whole:
        whole.extractall(folder)
    found: list[str] = []
    page = browser.new_page()
    page.on("console", lambda said: found.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("requestfailed", lambda request: found.append(request.url))
    page.on(
        "request", lambda asked: None if asked.url.startswith(("file:", "data:")) else found.append(asked.url)
    )
    for name in PAGES:
        page.goto((folder / "html" / name).as_uri())
        settled(page)
    page.close()
    return found
