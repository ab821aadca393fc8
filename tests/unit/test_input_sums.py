"""A file that people wrote is hashed again where it is not as it lay, and only there."""

from __future__ import annotations

import os
from pathlib import Path
from unittest.mock import patch

import pytest

from evidence import input_sums as module
from evidence.input_sums import input_sums
from evidence.layout import Layout
from evidence.reading import sha256


@pytest.fixture
def review(tmp_path: Path) -> Layout:
    for name in ("a.ris", "b.ris"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    return Layout(tmp_path)


def asked(at: Layout, settled: int, noted: bool = True) -> tuple[dict[str, str], list[str]]:
    """Checksums, and which files were read for them."""
    read: list[str] = []

    def counted(path: Path) -> str:
        read.append(path.name)
        return sha256(path)

    with patch.object(module, "SETTLED", settled), patch.object(module, "sha256", counted):
        return input_sums(at, sorted(at.root.glob("*.ris")), noted), read


def test_what_lies_as_it_lay_is_not_read_again(review: Layout) -> None:
    told, read = asked(review, -1)
    assert read == ["a.ris", "b.ris"]
    assert asked(review, -1) == (told, [])
    (review.root / "c.ris").write_text("c", encoding="utf-8")
    assert asked(review, -1, noted=False)[1] == asked(review, -1)[1] == ["c.ris"]


@pytest.mark.parametrize("again", [True, False])
def test_an_edit_of_the_same_length_and_time_is_seen(review: Layout, again: bool) -> None:
    asked(review, -1)
    path = review.root / "a.ris"
    before = path.stat()
    if again:
        path.unlink()
    path.write_text("A.RIS", encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    told, read = asked(review, -1)
    assert (read, told["a.ris"]) == (["a.ris"], sha256(path))


def test_what_changed_a_moment_ago_is_read_again(review: Layout) -> None:
    asked(review, 10**15)
    assert asked(review, 10**15)[1] == ["a.ris", "b.ris"]


@pytest.mark.parametrize("text", ["", "[]", '{"a.ris": 1}', '{"a.ris": []}', '{"a.ris": ["x"]}'])
def test_what_was_noted_may_be_lost_or_broken(review: Layout, text: str) -> None:
    told, _ = asked(review, -1)
    (review.root / "results/code/.inputs.json").write_text(text, encoding="utf-8")
    assert asked(review, -1) == (told, ["a.ris", "b.ris"])
