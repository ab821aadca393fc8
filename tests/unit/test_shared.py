"""What a test writes into a folder that all tests share is found, and what only stands there is not."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.shared import changed, once


@pytest.fixture
def factory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """As a worker has it whose folder lies beside those of the others."""
    monkeypatch.setenv("PYTEST_XDIST_WORKER", "gw0")
    return SimpleNamespace(getbasetemp=lambda: tmp_path / "gw0")


def _make(folder: Path) -> str:
    (folder / "results").mkdir(parents=True)
    for name in ("a", "b", "results/c"):
        (folder / name).write_text(name)
    return "said"


def test_it_is_made_once_and_what_was_said_stays(factory) -> None:
    folder, said = once(factory, "review", _make)
    again = once(factory, "review", lambda _: pytest.fail("it is there"))
    assert again == (folder, said) == (folder, "said") and changed(factory) == []


def test_what_was_written_changed_touched_or_removed_is_named(factory) -> None:
    folder, _ = once(factory, "review", _make)
    once(factory, "other", _make)
    (folder / "a").write_text("b")
    os.utime(folder / "b", ns=(1, 1))
    (folder / "results" / "c").unlink()
    (folder / "results" / "d").touch()
    assert changed(factory) == [f"review/{name}" for name in ("a", "b", "results/c", "results/d")]


def test_what_a_command_leaves_that_only_looks_is_let_be(factory) -> None:
    folder, _ = once(factory, "review", _make)
    for name in (".snakemake/log/x", "logs/check.log", "results/code/.planned.json"):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).touch()
    assert changed(factory) == []
