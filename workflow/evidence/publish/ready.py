"""Jupyter Book, loaded before it is asked for: a process that waits while the pages are still being computed, and makes one book.

The server of a build begins it (`evidence.served`) with the environment of a book. Who finds none begins Jupyter Book anew; the bytes are the same.
"""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from fcntl import F_GETFL, F_SETFL, F_SETOWN, fcntl
from pathlib import Path
from typing import IO, Any

from evidence.publish import in_order

READY = "EVIDENCE_BOOK_READY"
"""In the environment of a stage: where such a process listens, if there is one."""
_ENOUGH = 1 << 20  # bytes of a request: its words and its environment


class Asked:
    """A book that the waiting process makes; it is used as `subprocess.Popen` is. Whoever lets go of it ends it."""

    def __init__(self, talk: socket.socket) -> None:
        self._talk, self.returncode = talk, 1

    def __enter__(self) -> Asked:
        return self

    def __exit__(self, *error: object) -> None:
        self.kill()

    def wait(self) -> int:
        """Its exit code; 1 of one that was killed."""
        ended = self._talk.recv(1)
        self.returncode = ended[0] if ended else 1
        return self.returncode

    def kill(self) -> None:
        """End it."""
        self._talk.close()


def ask(words: Sequence[str], environment: Mapping[str, str], said: IO[bytes]) -> Asked | None:
    """Let the waiting process run Jupyter Book with these words, what it says going to `said`; None where none waits."""
    talk = socket.socket(socket.AF_UNIX)
    try:
        talk.connect(os.environ[READY])
        request = json.dumps({"words": list(words), "environment": dict(environment)}).encode() + b"\n"
        sent = socket.send_fds(talk, [request], [said.fileno()])
        talk.sendall(request[sent:])
        if talk.recv(1):
            return Asked(talk)
    except (OSError, KeyError):
        pass
    talk.close()
    return None


def take(talk: socket.socket, streams: int) -> tuple[dict[str, Any], Sequence[int]]:
    """(what is asked for, as many open streams that come with it); who asked is told that it is taken. From here on the death of who asked is ours (SIGIO)."""
    request, given, _, _ = socket.recv_fds(talk, _ENOUGH, streams)
    while not request.endswith(b"\n"):
        request += talk.recv(_ENOUGH)
    asked = json.loads(request)
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl(talk, F_SETOWN, os.getpid())
    fcntl(talk, F_SETFL, fcntl(talk, F_GETFL) | os.O_ASYNC)
    talk.send(b"+")
    return asked, given


def main(
    place: Path, alive: int, load: Callable[[], None] = in_order.load, run: Callable[[], None] = in_order.run
) -> None:
    """Load Jupyter Book, wait at `place` until a book is asked for or the build is over (`alive` ends), and make it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a whole group: who asked takes it
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(place))
    listening.listen(1)
    in_order.sort_listings()
    load()
    watched: list[Any] = [listening, alive]
    if alive in select.select(watched, [], [])[0]:
        return
    talk, _ = listening.accept()
    listening.close()
    asked, (said,) = take(talk, 1)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(said, stream.fileno())
    os.environ.clear()
    os.environ.update(asked["environment"])
    sys.argv = [sys.argv[0], *asked["words"]]
    status = 1
    try:
        run()
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        with suppress(OSError):
            talk.send(bytes([status & 255]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
