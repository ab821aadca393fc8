"""What was read before is not read again; a file that is lost or broken costs work, never a wrong point."""

import numpy as np
import pytest

from evidence.meaning import cache
from evidence.meaning.cache import remembered


class Reader:
    """Points that tell their text, and which texts were asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts: list[str]) -> np.ndarray:
        self.asked += texts
        return np.array(
            [[len(text), ord(text[0]) % 1000 if text else 0] for text in texts], np.int16
        ).reshape(-1, 2)


TEXTS = ["bb", "a", "", "bb", "\ud800"]
POINTS = [[2, 98], [1, 97], [0, 0], [2, 98], [1, 296]]


def test_each_text_is_read_once_and_given_in_order(tmp_path) -> None:
    read, file = Reader(), tmp_path / "new" / "points.bin"
    assert remembered(TEXTS, 2, read, file).tolist() == POINTS
    assert sorted(read.asked) == sorted(set(TEXTS))
    again = Reader()
    assert remembered([*TEXTS, "ccc"], 2, again, file).tolist() == [*POINTS, [3, 99]]
    assert again.asked == ["ccc"]


def test_nothing_is_kept_without_a_file() -> None:
    read = Reader()
    assert remembered(TEXTS, 2, read, None).tolist() == POINTS
    assert remembered([], 2, read, None).shape == (0, 2)


@pytest.mark.parametrize("hurt", [b"", b"x", "cut", "turned", "grown"])
def test_a_broken_file_is_read_again_to_the_same_points(tmp_path, hurt) -> None:
    file = tmp_path / "points.bin"
    remembered(TEXTS, 2, Reader(), file)
    whole = file.read_bytes()
    turned = bytearray(whole)
    turned[-40] ^= 1
    made = {"cut": whole[:-20], "turned": bytes(turned), "grown": whole + b"1"}
    file.write_bytes(hurt if isinstance(hurt, bytes) else made[hurt])
    read = Reader()
    assert remembered(TEXTS, 2, read, file).tolist() == POINTS and len(read.asked) == 4
    assert file.read_bytes() == whole


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path) -> None:
    (tmp_path / "taken").write_text("a file")
    assert remembered(TEXTS, 2, Reader(), tmp_path / "taken" / "points.bin").tolist() == POINTS


def test_the_file_does_not_grow_without_end(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("evidence.meaning.cache._OTHERS", 3)
    file = tmp_path / "points.bin"
    for n in range(30):
        remembered([f"{n} one", f"{n} two"], 2, Reader(), file)
    assert file.stat().st_size == 5 * (16 + 4) + 32


def test_what_takes_minutes_says_how_far_it_is(capsys, monkeypatch) -> None:
    texts = [f"text {n}" for n in range(7)]
    monkeypatch.setattr(cache, "_SAID_FROM", 5)
    monkeypatch.setattr(cache, "_AT_ONCE", 4)
    remembered(texts[:4], 2, Reader(), None)
    assert capsys.readouterr().err == ""
    remembered(texts, 2, Reader(), None)
    told = capsys.readouterr()
    assert [line.rpartition(": ")[2] for line in told.err.splitlines()] == ["0 of 7 done.", "4 of 7 done."]
    assert told.out == ""
