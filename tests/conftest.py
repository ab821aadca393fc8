"""Where the repository is, for every test, and how deep and how quickly all of them run."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from hypothesis import settings

from tests.depth import DEEPER, SUITE

# Machines are noisy: how long one example takes is no property of the code.
settings.register_profile("suite", deadline=None, max_examples=SUITE)
settings.register_profile("deep", deadline=None, max_examples=SUITE * DEEPER)
settings.load_profile("suite")


def pytest_collectstart() -> None:
    """What is read to find the tests stays to the end: to look through it for what can go costs a test its time again and again."""
    gc.disable()


def pytest_collection_finish() -> None:
    gc.enable()
    gc.freeze()


@pytest.fixture(scope="session")
def repository() -> Path:
    return Path(__file__).resolve().parents[1]
