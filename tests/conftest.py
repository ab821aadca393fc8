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
from tests.order import in_turn
from tests.shared import shared_folders_stay_as_they_were_made  # noqa: F401 - a fixture of every session

# Machines are noisy: how long one example takes is no property of the code.
settings.register_profile("suite", deadline=None, max_examples=SUITE)
settings.register_profile("deep", deadline=None, max_examples=SUITE * DEEPER)
settings.load_profile("suite")
once_in_a_process()

_HERE = Path(__file__).parent


def pytest_collectstart() -> None:
    """What is read to find the tests stays to the end: to look through it for what can go costs a test its time again and again."""
    gc.disable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """File by file: what takes longest first (order.py)."""
    by_file: dict[str, list[pytest.Item]] = {}
    for item in items:
        by_file.setdefault(os.path.relpath(item.path, _HERE), []).append(item)
    items[:] = [item for name in in_turn(by_file) for item in by_file[name]]


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
