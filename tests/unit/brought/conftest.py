"""A small review, in which commands are typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from .layouts import (
    review,
)


@pytest.fixture
def at(tmp_path, monkeypatch):
    monkeypatch.chdir(review(tmp_path / "review"))
    return Path()
