"""Where the repository is, for every test, and how deep and how quickly all of them run."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.chromium import FLAGS, ONLOOKER, installed
from tests.depth import DEEPER, SUITE
from tests.engine_facts import once_in_a_process
from tests.shared import shared_folders_stay_as_they_were_made  # noqa: F401 - a fixture of every session

# Machines are noisy: how long one example takes is no property of the code.
settings.register_profile("suite", deadline=None, max_examples=SUITE)
settings.register_profile("deep", deadline=None, max_examples=SUITE * DEEPER)
settings.load_profile("suite")
once_in_a_process()

_HERE = Path(__file__).parent
_EVERY_PAGE = {"test_ease.py", "test_site.py"}
"""What is done once for a whole file: no other worker takes a part of it."""
_MINUTES = {"tutorial", "ci"}


def pytest_collectstart() -> None:
    """What is read to find the tests stays to the end: to look through it for what can go costs a test its time again and again."""
    gc.disable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each of three workers begins with what takes longest and ends with what is soon done, so that none waits for the others.

    One opens pages of the shipped book, which it builds, one builds other reviews, and one walks the tutorial and what else takes
    minutes. Who has done all of its own takes from the end of another's.
    """
    piles: dict[str, list[pytest.Item]] = {"book": [], "workflow": [], "unit": [], "others": []}
    shipped = {item.path for item in items if "built" in getattr(item, "fixturenames", ())}
    for item in items:
        folder = item.path.relative_to(_HERE).parts[0]
        piles[folder if folder in piles else "others"].append(item)
    piles["book"].sort(key=lambda item: item.path.name not in _EVERY_PAGE)
    piles["workflow"].sort(key=lambda item: item.path in shipped)
    piles["others"].sort(key=lambda item: (item.path in shipped, item.path.parent.name not in _MINUTES))
    quick, ordered = piles.pop("unit"), []
    share = len(items) // len(piles)
    for pile in piles.values():
        more = max(share - len(pile), 0)
        ordered += [*pile, *quick[:more]]
        quick = quick[more:]
    items[:] = [*ordered, *quick]


def pytest_collection_finish() -> None:
    gc.enable()
    gc.freeze()
    # What a test makes is soon gone: to look through it more often took a twentieth of the time of all tests.
    gc.set_threshold(20_000, 50, 100)


@pytest.fixture(scope="session")
def repository() -> Path:
    return Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Callable[[list[str]], Any]]:
    """Starts headless Chromium with flags; Playwright runs but once in a thread. A skip in CI is a failure."""
    path = installed()
    if path is None:
        message = "chromium is not installed, so that no page could be opened"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield lambda flags: playwright.chromium.launch(executable_path=path, args=flags)


@pytest.fixture(scope="session")
def browser(chromium: Callable[[list[str]], Any]) -> Iterator[Any]:
    """One for all tests of a worker."""
    started = chromium(FLAGS)
    yield started
    started.close()


@pytest.fixture(scope="session")
def onlooker(chromium: Callable[[list[str]], Any]) -> Iterator[Any]:
    """One for all that only look at pages, which costs them less."""
    started = chromium(ONLOOKER)
    yield started
    started.close()
