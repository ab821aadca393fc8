"""What is kept for the next run is whole, or as if it were not there."""

from __future__ import annotations

import pytest

from evidence.memo import Memo
from evidence.sealed import found, lay


def test_what_is_laid_is_found(tmp_path) -> None:
    lay(tmp_path / "a room" / "kept", b"body")
    assert bytes(found(tmp_path / "a room" / "kept") or b"") == b"body"
    assert [path.name for path in (tmp_path / "a room").iterdir()] == ["kept"]
    assert found(tmp_path / "other") is None and found(None) is None


@pytest.mark.parametrize("at", [0, 31, 32, 35])
def test_one_bit_that_turned_is_no_file(tmp_path, at) -> None:
    lay(tmp_path / "kept", b"body")
    held = bytearray((tmp_path / "kept").read_bytes())
    held[at] ^= 1
    (tmp_path / "kept").write_bytes(held)
    assert found(tmp_path / "kept") is None


def test_a_place_that_cannot_be_written_stops_nobody(tmp_path) -> None:
    (tmp_path / "file").write_text("")
    lay(tmp_path / "file" / "kept", b"body")
    (tmp_path / "folder").mkdir()
    lay(tmp_path / "folder", b"body")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


def test_a_memo_whose_digit_turned_is_not_trusted(tmp_path) -> None:
    memo = Memo(tmp_path / "memo", "code")
    memo.get("k", lambda: 1)
    memo.keep()
    held = (tmp_path / "memo").read_bytes()
    (tmp_path / "memo").write_bytes(held.replace(b'"k": 1', b'"k": 2'))
    assert Memo(tmp_path / "memo", "code").get("k", lambda: 1) == 1
    assert held != (tmp_path / "memo").read_bytes()
