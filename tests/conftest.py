"""Where the repository is, for every test, and how deep and how quickly all of them run."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.chromium import FLAGS, installed
from tests.depth import DEEPER, SUITE
from tests.engine_facts import once_in_a_process

# Machines are noisy: how long one example takes is no property of the code.
settings.register_profile("suite", deadline=None, max_examples=SUITE)
settings.register_profile("deep", deadline=None, max_examples=SUITE * DEEPER)
settings.load_profile("suite")
once_in_a_process()


def pytest_collectstart() -> None:
    """What is read to find the tests stays to the end: to look through it for what can go costs a test its time again and again."""
    gc.disable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each of two workers begins with what takes longest and ends with what is soon done, so that neither waits for the other.

    The one opens pages of the shipped book, which it builds; the other begins with what needs no such book.
    """
    folder = {item: item.path.relative_to(Path(__file__).parent).parts[0] for item in items}
    shipped = {item.path for item in items if "built" in getattr(item, "fixturenames", ())}
    pages = [item for item in items if folder[item] == "book"]
    flows = sorted(
        (item for item in items if folder[item] == "workflow"), key=lambda item: item.path in shipped
    )
    quick = [item for item in items if folder[item] == "unit"]
    others = [item for item in items if folder[item] not in ("book", "workflow", "unit")]
    half = max(len(items) // 2 - len(pages), 0)
    items[:] = [*pages, *quick[:half], *flows, *others, *quick[half:]]


def pytest_collection_finish() -> None:
    gc.enable()
    gc.freeze()


@pytest.fixture(scope="session")
def repository() -> Path:
    return Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Headless Chromium, one for all tests of a worker, since Playwright runs but once in a thread. A skip in CI is a failure."""
    path = installed()
    if path is None:
        message = "chromium is not installed, so that no page could be opened"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()
