"""Data files of the book are those that were staged, hashed once, and no other."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from evidence.errors import UserError
from evidence.publish.manifest import read_manifest, write_manifest
from evidence.reading import sha256
from evidence.staged_sums import FILE, lay_sums, second_names, sums_of

NAMES = ("_static/data/works.csv", "_static/data/all.zip", "studies/list/rows-1.js")


@pytest.fixture
def rooms(tmp_path: Path) -> tuple[Path, Path, Path]:
    """A staged book, one that was made of it, and where it is noted how files lie."""
    staged, html = tmp_path / "staged", tmp_path / "html"
    for name in (*NAMES, "_static/own.css", "studies/w-1.html"):
        (staged / name).parent.mkdir(parents=True, exist_ok=True)
        (staged / name).write_text(f"what is in {name}", encoding="utf-8")
    lay_sums(staged, {NAMES[0]: sha256(staged / NAMES[0])}, tmp_path / "facts.json")
    named = second_names(staged)
    for name in (*NAMES, "_static/own.css", "studies/w-1.html"):
        (html / name).parent.mkdir(parents=True, exist_ok=True)
        if not named(staged / name, html / name):
            (html / name).write_bytes((staged / name).read_bytes())
    return staged, html, tmp_path / "facts.json"


def test_what_is_known_is_what_lies_there(rooms: tuple[Path, Path, Path]) -> None:
    staged, html, facts = rooms
    for noted in (facts, None, facts.with_name("lost.json")):
        assert sums_of(staged, html, noted) == {name: sha256(html / name) for name in NAMES}
    cold = read_manifest(write_manifest(html).read_text(encoding="utf-8"))
    assert (
        read_manifest(write_manifest(html, sums_of(staged, html, facts)).read_text(encoding="utf-8")) == cold
    )
    assert len(cold) == len(NAMES) + 2


def test_only_what_the_book_takes_as_it_is_has_a_second_name(rooms: tuple[Path, Path, Path]) -> None:
    staged, html, _ = rooms
    assert all((html / name).samefile(staged / name) for name in NAMES)
    assert not (html / "_static/own.css").samefile(staged / "_static/own.css")
    # *publish* writes pages anew in their places.
    assert not (html / "studies/w-1.html").samefile(staged / "studies/w-1.html")


@pytest.mark.parametrize("noted", [True, False])
@pytest.mark.parametrize("where", [0, 1])
@pytest.mark.parametrize("name", NAMES)
def test_what_somebody_edited_is_not_taken(
    rooms: tuple[Path, Path, Path], name: str, where: int, noted: bool
) -> None:
    path = rooms[where] / name
    path.write_text("!" + path.read_text(encoding="utf-8")[1:], encoding="utf-8")  # as long as before
    with pytest.raises(UserError, match="edited"):
        sums_of(rooms[0], rooms[1], rooms[2] if noted else None)


def test_a_copy_of_another_time_is_hashed_and_taken(rooms: tuple[Path, Path, Path]) -> None:
    staged, html, facts = rooms
    path = html / NAMES[0]
    text = path.read_bytes()
    path.unlink()
    path.write_bytes(text)
    os.utime(path, (0, 0))
    assert sums_of(staged, html, facts)[NAMES[0]] == sha256(path)


def test_a_book_without_checksums_is_copied(rooms: tuple[Path, Path, Path], tmp_path: Path) -> None:
    staged, html, facts = rooms
    (staged / FILE).unlink()
    assert not second_names(staged)(staged / NAMES[0], tmp_path / "copy")
    assert sums_of(staged, html, facts) == {}
