"""A process that waits with Jupyter Book loaded: it does what one begun anew would do, and never outlives who asked."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager

from evidence.publish.ready import NOT_TAKEN, READY, ask, begin

_WAITS = """
import os, sys, time
from pathlib import Path
from evidence.publish.ready import main

def run():
    print(sys.argv[1:3], os.environ.get("TOLD"), os.environ.get("HOME"), flush=True)
    if sys.argv[1] == "build":
        made = Path(sys.argv[-1], "_build")
        made.mkdir()
        (made / "page").write_text(str(os.getpid()))
        Path(sys.argv[2]).with_name("begun").touch()
        time.sleep(float(sys.argv[3]))
        sys.exit(int(sys.argv[4]))
    time.sleep(float(sys.argv[2]))
    sys.exit(int(sys.argv[1]))

main(Path(sys.argv[1]), int(sys.argv[2]), load=lambda: None, run=run)
"""


TOLD = {"TOLD": "a", "PATH": os.defpath}


@contextmanager
def _waiting(tmp_path, monkeypatch):
    place = tmp_path / "book.socket"
    alive, held = os.pipe()
    process = subprocess.Popen([sys.executable, "-c", _WAITS, str(place), str(alive)], pass_fds=(alive,))
    os.close(alive)
    try:
        deadline = time.monotonic() + 30
        while not place.exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        monkeypatch.setenv(READY, str(place))
        yield process, held
    finally:
        process.kill()
        process.wait()


def _asked(words, said):
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:  # it may be bound and not yet listening
        if run := ask(words, TOLD, said):
            return run
        time.sleep(0.01)
    raise AssertionError("nobody took it")


def _until(holds):
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_it_takes_words_environment_and_the_place_for_what_is_said_and_gives_its_exit_code(
    tmp_path, monkeypatch
):
    with _waiting(tmp_path, monkeypatch), (tmp_path / "said").open("w+b") as said:
        with _asked(["3", "0"], said) as run:
            assert run.wait() == run.returncode == 3
        said.seek(0)
        assert said.read() == b"['3', '0'] a None\n"


def test_it_ends_with_who_asked(tmp_path, monkeypatch):
    with _waiting(tmp_path, monkeypatch) as (process, _), (tmp_path / "said").open("w+b") as said:
        with _asked(["0", "60"], said):
            _until((tmp_path / "said").read_bytes)
            assert process.poll() is None
        assert process.wait(timeout=30) < 0


def test_it_ends_with_the_build_that_asks_for_no_book(tmp_path, monkeypatch):
    with _waiting(tmp_path, monkeypatch) as (process, held):
        os.close(held)
        assert process.wait(timeout=30) == 0


def test_one_that_is_killed_has_failed(tmp_path, monkeypatch):
    with _waiting(tmp_path, monkeypatch) as (process, _), (tmp_path / "said").open("w+b") as said:
        run = _asked(["0", "60"], said)
        _until((tmp_path / "said").read_bytes)
        process.kill()
        assert run.wait() == 1


def test_where_none_waits_none_is_asked(tmp_path, monkeypatch):
    monkeypatch.setenv(READY, str(tmp_path / "nobody.socket"))
    with (tmp_path / "said").open("w+b") as said:
        assert ask(["build"], {}, said) is None
        monkeypatch.delenv(READY)
        assert ask(["build"], {}, said) is None


def _book(tmp_path, seconds="0", code="0"):
    """The words of a book, the last of them still missing, and a folder for it."""
    staged, room = tmp_path / "staged", tmp_path / "room"
    for folder in (staged, room):
        folder.mkdir()
    (staged / "page.md").write_text("a")
    return ["build", str(staged), seconds, code], room


def _begin(tmp_path, words):
    _until(lambda: begin(words, TOLD))
    _until((tmp_path / "begun").exists)


def test_a_book_that_was_begun_ahead_is_had_by_who_asks_for_it(tmp_path, monkeypatch):
    words, room = _book(tmp_path)
    with _waiting(tmp_path, monkeypatch) as (process, _), (room / "said").open("w+b") as said:
        _begin(tmp_path, words)
        with _asked([*words, str(room)], said) as run:
            assert run.wait() == 0
        assert (room / "_build" / "page").read_text() == str(process.pid)
        said.seek(0)
        assert said.read().startswith(b"['build'")


def _not_had(tmp_path, monkeypatch, begun, asked, room, meanwhile=lambda: None):
    with _waiting(tmp_path, monkeypatch), (room / "said").open("w+b") as said:
        _begin(tmp_path, begun)
        meanwhile()
        with _asked([*asked, str(room)], said) as run:
            assert run.wait() == NOT_TAKEN
        assert not (room / "_build").exists()
        said.seek(0)
        assert said.read() == b""


def test_it_is_not_had_by_who_asks_for_another(tmp_path, monkeypatch):
    words, room = _book(tmp_path)
    _not_had(tmp_path, monkeypatch, words, [*words, "--more"], room)


def test_it_is_not_had_where_a_file_is_another_by_then(tmp_path, monkeypatch):
    words, room = _book(tmp_path)

    def edited():
        (tmp_path / "staged" / "new").write_text("a")
        (tmp_path / "staged" / "new").rename(tmp_path / "staged" / "page.md")

    _not_had(tmp_path, monkeypatch, words, words, room, edited)


def test_one_that_failed_is_begun_anew_by_who_asks(tmp_path, monkeypatch):
    words, room = _book(tmp_path, code="1")
    _not_had(tmp_path, monkeypatch, words, words, room)


def test_a_book_that_is_made_ahead_ends_with_the_build(tmp_path, monkeypatch):
    words, _ = _book(tmp_path, seconds="60")
    with _waiting(tmp_path, monkeypatch) as (process, held):
        _begin(tmp_path, words)
        os.close(held)
        assert process.wait(timeout=30) < 0
