"""Jupyter Book, loaded once for all books that a worker makes: a process that becomes the waiting one of a build by a fork.

A build begins such a process for itself (`evidence.publish.ready`), which takes more than a second each time. That this works, and that
a book is also made where none waits, is shown by what is no fork: `tiny` and `evidence verify`.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import IO
from weakref import finalize

from evidence.publish import in_order, ready
from evidence.publish.book import environment

REPOSITORY = Path(__file__).resolve().parents[1]
_ask = ready.ask
_SOON = 60.0  # seconds, on a machine that is busy


@cache
def begun() -> Path:
    """Where it listens; it ends with the process that asks for this first."""
    place = Path(mkdtemp(prefix="evidence-books-")) / "socket"
    paths = os.pathsep.join((str(REPOSITORY / "workflow"), str(REPOSITORY)))
    own = environment(0) | {"PYTHONPATH": paths}
    begun.process = subprocess.Popen(  # type: ignore[attr-defined]
        [sys.executable, "-P", "-m", __name__, str(place)],
        env=own, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    return place


def wait_at(place: Path, alive: int) -> None:
    """In the place of a process that a build begins: one waits there until a book is asked for or `alive` ends. Raises OSError."""
    _soon(begun())
    with socket.socket(socket.AF_UNIX) as talk:
        talk.connect(str(begun()))
        socket.send_fds(talk, [json.dumps([str(place), os.getcwd()]).encode()], [alive])
        talk.recv(1)


def ask(words: Sequence[str], given: Mapping[str, str], said: IO[bytes]) -> ready.Asked | None:
    """As `ready.ask`, where no build has begun a process: one begins to wait now."""
    room, (alive, held) = Path(mkdtemp(prefix="evidence-book-")), os.pipe()
    os.environ[ready.READY] = str(room / "socket")
    try:
        wait_at(room / "socket", alive)
        _soon(room / "socket")
        until = time.monotonic() + _SOON
        while time.monotonic() < until:  # it may be bound and not yet listening
            if asked := _ask(words, given, said):
                finalize(asked, os.close, held)
                return asked
            time.sleep(0.005)
        os.close(held)
        return None
    finally:
        del os.environ[ready.READY]
        os.close(alive)
        shutil.rmtree(room)


def _soon(place: Path) -> None:
    until = time.monotonic() + _SOON
    while not place.exists() and time.monotonic() < until:
        time.sleep(0.005)


def main(place: Path) -> None:
    """Load, and fork for whoever asks until the end of what is read."""
    sys.path.remove(str(REPOSITORY))
    in_order.sort_listings()
    in_order.load()
    listening = socket.socket(socket.AF_UNIX)
    early = place.with_name("early")
    listening.bind(str(early))
    listening.listen(64)
    early.rename(place)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while 0 not in (asked := select.select([listening, 0], [], [])[0]):
        assert asked
        talk, _ = listening.accept()
        if not os.fork():
            _become(listening, talk)
        talk.close()
    shutil.rmtree(place.parent)


def _become(listening: socket.socket, talk: socket.socket) -> None:
    with suppress(BaseException):
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        listening.close()
        request, (alive,), _, _ = socket.recv_fds(talk, 1 << 16, 1)
        talk.close()
        place, folder = json.loads(request)
        os.chdir(folder)
        ready.main(Path(place), alive, lambda: None)
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
