"""Where the repository is, for every test."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from tests.depth import DEEPER, SUITE

# Machines are noisy: how long one example takes is no property of the code.
settings.register_profile("suite", deadline=None, max_examples=SUITE)
settings.register_profile("deep", deadline=None, max_examples=SUITE * DEEPER)
settings.load_profile("suite")


@pytest.fixture(scope="session")
def repository() -> Path:
    return Path(__file__).resolve().parents[1]
