"""A desk that is killed loses nothing that it confirmed (a few kills here; `python -m tests.faults.desk` does a hundred)."""

from __future__ import annotations

import multiprocessing
import os
import signal

import pytest

from evidence.errors import UserError
from evidence.owned import Pen, recover

from .desk import run

KNOWN = ("record", "decision", "note")


def test_killed_at_random_moments(tmp_path):
    wrong, confirmed, _ = run(tmp_path, kills=4, seed=7, say=lambda line: None)
    assert wrong == [] and confirmed > 0


def _dies_half_way(path):
    write = os.write

    def half(handle, data):
        write(handle, data[: len(data) // 2])
        os.kill(os.getpid(), signal.SIGKILL)

    os.write = half
    Pen().append(path, KNOWN, [{"record": "b", "decision": "exclude", "note": "a note of some length"}])


@pytest.mark.parametrize(
    "before", ["", "record,decision,note\na,include,x\n", "record;decision\r\na;include"]
)
def test_a_row_that_was_half_written_is_taken_away_at_the_next(tmp_path, before):
    path = tmp_path / "t.csv"
    if before:
        path.write_bytes(before.encode())
    dying = multiprocessing.get_context("fork").Process(target=_dies_half_way, args=(path,))
    dying.start()
    dying.join()
    torn = path.read_bytes()
    wide = before.replace("decision\r", "decision;note\r").replace("a;include", "a;include;")
    assert dying.exitcode == -signal.SIGKILL and len(torn) > len(wide.encode()) and not torn.endswith(b"\n")
    assert recover(path) and (path.read_bytes() if path.exists() else b"") == wide.encode()
    Pen().append(path, KNOWN, [{"record": "c", "decision": "include"}])
    assert path.read_text().splitlines()[-1].replace(";", ",") == "c,include,"
    assert [p.name for p in tmp_path.iterdir()] == ["t.csv"]


def test_what_was_written_whole_and_not_confirmed_stays(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("record\na\n")
    (tmp_path / ".t.csv.lock").write_text("999999999 7")
    assert not recover(path) and path.read_text() == "record\na\n"


def test_a_full_disk_takes_nothing_back_that_stood(tmp_path, monkeypatch):
    path = tmp_path / "t.csv"
    pen = Pen()
    pen.append(path, KNOWN, [{"record": "a"}])
    before = path.read_bytes()

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="cannot be written"):
        pen.append(path, KNOWN, [{"record": "b"}])
    assert path.read_bytes() == before
