"""Files of tests are handed out whole, and those that are told to take long are there."""

from __future__ import annotations

from pathlib import Path

from tests.order import LONGEST, in_turn

TESTS = Path(__file__).resolve().parents[1]


def test_what_is_told_to_take_long_is_there_and_comes_first() -> None:
    assert [name for name in LONGEST if not (TESTS / name).is_file()] == []
    names = sorted(path.relative_to(TESTS).as_posix() for path in TESTS.rglob("test_*.py"))
    ordered = in_turn(names)
    assert ordered[: len(LONGEST)] == [*LONGEST] and sorted(ordered) == names


def test_tests_of_a_file_stand_together(request) -> None:
    """A worker is handed a file at a time, and makes what its tests share once."""
    files = [item.path for item in request.session.items]
    begins = [path for before, path in zip([None, *files], files, strict=False) if path != before]
    assert len(begins) == len({*begins})
