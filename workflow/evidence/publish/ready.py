"""Jupyter Book, loaded before it is asked for: a process that waits while the pages are still being computed, and makes one book.

The server of a build begins it (`evidence.served`) with the environment of a book, and lets it begin the book as soon as all of it is staged. Who asks for the
same book of the same files then gets that one. Who finds none begins Jupyter Book anew; the bytes are the same.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import socket
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from fcntl import F_GETFL, F_SETFL, F_SETOWN, fcntl
from pathlib import Path
from typing import IO, Any

from evidence.publish import in_order
from evidence.uncollected import uncollected

READY = "EVIDENCE_BOOK_READY"
"""In the environment of a stage: where such a process listens, if there is one."""
NOT_TAKEN = -1
"""Of a book that the waiting process does not make after all."""
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
        """Its exit code; 1 of one that was killed, and `NOT_TAKEN` where the book has to be begun anew."""
        self.returncode = NOT_TAKEN
        with suppress(ConnectionError):
            if self._talk.recv(1):
                ended = self._talk.recv(1)
                self.returncode = ended[0] if ended else 1
        return self.returncode

    def kill(self) -> None:
        """End it."""
        self._talk.close()


def ask(words: Sequence[str], environment: Mapping[str, str], said: IO[bytes]) -> Asked | None:
    """Let the waiting process run Jupyter Book with these words, of which the last is the folder to make the book in, what it says going to `said`;
    None where none waits."""
    talk = socket.socket(socket.AF_UNIX)
    try:
        talk.connect(os.environ[READY])
        request = json.dumps({"words": list(words), "environment": dict(environment)}).encode() + b"\n"
        sent = socket.send_fds(talk, [request], [said.fileno()])
        if sent < len(request):  # to send nothing fails where it was taken and answered at once
            talk.sendall(request[sent:])
        return Asked(talk)
    except (OSError, KeyError):
        talk.close()
        return None


def begin(words: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Let it begin with that book, which somebody will ask for; whether one was there to do so. The folder to make it in is its own."""
    with socket.socket(socket.AF_UNIX) as talk, suppress(OSError, KeyError):
        talk.connect(os.environ[READY])
        words = [*words, str(Path(os.environ[READY]).with_name("book"))]
        asked = {"words": words, "environment": dict(environment), "ahead": True}
        talk.sendall(json.dumps(asked).encode() + b"\n")
        return True
    return False


def take(talk: socket.socket, streams: int) -> tuple[dict[str, Any], Sequence[int]]:
    """(what is asked for, as many open streams that come with it); who asked is told that it is taken. From here on the death of who asked is ours (SIGIO)."""
    asked, given = _heard(talk, streams)
    _taken(talk)
    return asked, given


def _heard(talk: socket.socket, streams: int) -> tuple[dict[str, Any], Sequence[int]]:
    request, given, _, _ = socket.recv_fds(talk, _ENOUGH, streams)
    while not request.endswith(b"\n"):
        more = talk.recv(_ENOUGH)
        if not more:  # who asked is gone
            sys.exit(1)
        request += more
    return json.loads(request), given


def _taken(talk: socket.socket) -> None:
    _end_with(talk.fileno())
    talk.send(b"+")


def _end_with(open_file: int) -> None:
    """When the other end of this is closed, this process ends."""
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl(open_file, F_SETOWN, os.getpid())
    fcntl(open_file, F_SETFL, fcntl(open_file, F_GETFL) | os.O_ASYNC)


def main(
    place: Path, alive: int, load: Callable[[], None] = in_order.load, run: Callable[[], None] = in_order.run
) -> None:
    """Load Jupyter Book, wait at `place` until a book is asked for or the build is over (`alive` ends), and make it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a whole group: who asked takes it
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(place))
    listening.listen(1)
    in_order.sort_listings()
    with uncollected():
        load()
    watched: list[Any] = [listening, alive]
    if alive in select.select(watched, [], [])[0]:
        return
    talk, _ = listening.accept()
    asked, given = _heard(talk, 1)
    if "ahead" in asked:
        talk.close()
        _end_with(alive)
        _ahead(asked, listening, run)
        return
    listening.close()
    _taken(talk)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with suppress(OSError):
        talk.send(bytes([_made(asked, given[0], run)]))


def _ahead(asked: dict[str, Any], listening: socket.socket, run: Callable[[], None]) -> None:
    """Make a book that nobody waits for yet, and hand it to who asks for it; nothing of one that was not made well, or of files that are others by now."""
    made = Path(asked["words"][-1])
    made.mkdir()
    staged = Path(asked["words"][1])
    before = _files(staged)
    with (made / "said").open("w+b") as said:
        status = _made(asked, said.fileno(), run)
    talk, _ = listening.accept()
    wanted, given = _heard(talk, 1)
    same = wanted["words"][:-1] == asked["words"][:-1] and wanted["environment"] == asked["environment"]
    if status == 0 and same and _files(staged) == before:
        _taken(talk)
        shutil.move(made / "_build", Path(wanted["words"][-1]) / "_build")
        os.write(given[0], (made / "said").read_bytes())
        talk.send(bytes([status]))


def _files(folder: Path) -> dict[str, tuple[int, ...]]:
    """What tells files of a folder from others that were written in their place."""
    # Snakemake notes when it saw the folder in a file within it (`.snakemake_timestamp`), after the stage has ended.
    facts = {str(path): path.stat() for path in folder.rglob("[!.]*") if path.is_file()}
    return {name: (fact.st_ino, fact.st_size, fact.st_mtime_ns) for name, fact in facts.items()}


def _made(asked: dict[str, Any], said: int, run: Callable[[], None]) -> int:
    """Make the book; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        os.dup2(said, stream.fileno())
    os.environ.clear()
    os.environ.update(asked["environment"])
    sys.argv = [sys.argv[0], *asked["words"]]
    status: Any = 0
    try:
        run()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except Exception:
        traceback.print_exc()
        status = 1
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    return int(status) & 255


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
