"""A process that waits with Jupyter Book loaded: it does what one begun anew would do, and never outlives who asked."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager

from evidence.publish.ready import READY, ask

_WAITS = """
import os, sys, time
from pathlib import Path
from evidence.publish.ready import main

def run():
    print(sys.argv[1:], os.environ.get("TOLD"), os.environ.get("HOME"), flush=True)
    time.sleep(float(sys.argv[2]))
    sys.exit(int(sys.argv[1]))

main(Path(sys.argv[1]), int(sys.argv[2]), load=lambda: None, run=run)
"""


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
        if run := ask(words, {"TOLD": "a", "PATH": os.defpath}, said):
            return run
        time.sleep(0.01)
    raise AssertionError("nobody took it")


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
            assert process.poll() is None
        assert process.wait(timeout=30) < 0


def test_it_ends_with_the_build_that_asks_for_no_book(tmp_path, monkeypatch):
    with _waiting(tmp_path, monkeypatch) as (process, held):
        os.close(held)
        assert process.wait(timeout=30) == 0


def test_one_that_is_killed_has_failed(tmp_path, monkeypatch):
    with _waiting(tmp_path, monkeypatch) as (process, _), (tmp_path / "said").open("w+b") as said:
        run = _asked(["0", "60"], said)
        process.kill()
        assert run.wait() == 1


def test_where_none_waits_none_is_asked(tmp_path, monkeypatch):
    monkeypatch.setenv(READY, str(tmp_path / "nobody.socket"))
    with (tmp_path / "said").open("w+b") as said:
        assert ask(["build"], {}, said) is None
        monkeypatch.delenv(READY)
        assert ask(["build"], {}, said) is None
