"""The process that `evidence.build.server` starts: it loads what stages share, and becomes each stage by a fork.

It computes nothing itself and has no thread. Once a stage of `BEFORE_A_BOOK` has begun it starts the process that loads Jupyter Book meanwhile
(`evidence.publish.ready`). A fork ends with its client (SIGIO), so that to kill a stage is to kill it; the
server ends with the build, and a fork goes on as long as its client waits for it.
"""

from __future__ import annotations

import atexit
import gc
import io
import os
import select
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from shutil import rmtree
from subprocess import DEVNULL, Popen
from types import ModuleType
from typing import Any

from evidence.alone import without_frames
from evidence.build.server import PLACE, PLAIN
from evidence.build.standing import program
from evidence.processor import as_on_any_other
from evidence.publish.ready import READY, take

BEFORE_A_BOOK = "brief"
"""The stage that takes longer than Jupyter Book takes to load, and after which it runs."""


def _tables() -> None:
    without_frames()
    import pyarrow.parquet  # noqa: F401


def _stages() -> None:
    import evidence.cli.run
    import evidence.main  # noqa: F401


def _settings() -> None:
    from typer.main import get_command

    from evidence.cli.run import of_stages
    from evidence.codebook_file import load_codebook
    from evidence.layout import Layout
    from evidence.settings_catalogue import load_config

    command: Any = get_command(of_stages())
    # Typer loads what parses words with the first of them.
    command.commands[BEFORE_A_BOOK].make_context(BEFORE_A_BOOK, ["--log", os.devnull])
    with suppress(Exception):  # what is wrong with them is told by the stage that reads them
        load_config(Layout().setting("config"), load_codebook(Layout().setting("codebook")))


def _modules_of(room: str) -> None:
    package = import_module(f"evidence.{room}")
    for module in walk_packages(package.__path__, f"{package.__name__}."):
        import_module(module.name)


def _hashes() -> None:
    import pandas.util  # noqa: F401


def _briefing() -> None:
    import typst  # noqa: F401


def _pages() -> None:
    from evidence.brief.pages import PAGES

    with suppress(Exception):  # as above
        list(PAGES)


ROOMS = (
    "ingest", "deduplicate", "screen", "meaning", "classify", "extract", "qca",
    "appraise", "meta", "synthesise", "assess", "compare", "brief", "publish", "provenance",
)  # fmt: skip
"""Where the modules of stages lie, in the order in which these run."""


def to_load() -> list[Callable[[], None]]:
    """What the server loads, bit by bit: a stage that is asked for meanwhile waits for one of them at most.

    Not `scipy.stats`, half a second: *synthesise* asks for it where it runs, and in most builds again it need not.
    """
    first, *others = (partial(_modules_of, room) for room in ROOMS)
    return [_tables, _stages, _settings, first, _hashes, *others, _pages, _briefing]


def main(place: Path, alive: int) -> None:
    """Serve until the build is over."""
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # of a whole group: the forks take it, and this ends behind the build
    as_on_any_other()
    gc.disable()  # what is loaded stays, and to look through it for what can go takes a tenth of the time
    code = program()
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(place / f"{PLACE}.socket"))
    listening.listen(64)
    begun, tell = os.pipe()  # a byte for each stage behind which a book is made
    ready = place / "book.socket"
    watched: list[Any] = [listening, alive, begun]
    waiting = to_load()
    while True:
        asked = select.select(watched, [], [], 0 if waiting else None)[0]
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        if alive in asked:
            break
        if begun in asked and os.read(begun, 1) and not ready.exists():
            _load_book(ready, alive)
        if listening in asked:
            _fork(listening, alive, code, tell, ready)
        elif waiting:
            with suppress(ImportError):
                waiting.pop(0)()
            if len(os.listdir("/proc/self/task")) > 1:  # a library has begun a thread
                break
    listening.close()
    rmtree(place, ignore_errors=True)


def _load_book(ready: Path, alive: int) -> None:
    from evidence.publish.book import environment

    command = [sys.executable, "-P", "-m", "evidence.publish.ready", str(ready), str(alive)]
    streams: dict[str, Any] = {"stdin": DEVNULL, "stdout": DEVNULL, "stderr": DEVNULL}
    with suppress(OSError):
        Popen(command, env=environment(0), pass_fds=(alive,), **streams)


def _fork(listening: socket.socket, alive: int, code: dict[str, Any], tell: int, ready: Path) -> None:
    """Become the stage that a client asks for; the server goes on."""
    talk, _ = listening.accept()
    if os.fork():
        talk.close()
        return
    listening.close()
    os.close(alive)
    gc.freeze()  # nor does the stage look through it
    gc.enable()
    status = 70
    try:
        status = _stage(talk, code, tell, ready)
    finally:
        with suppress(OSError):
            talk.send(bytes([status & 255]))
        os._exit(status & 255)


def _stage(talk: socket.socket, code: dict[str, Any], tell: int, ready: Path) -> int:
    asked, streams = take(talk, 3)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    os.umask(asked["umask"])
    if asked["words"][0] == BEFORE_A_BOOK:
        os.write(tell, b"+")
    os.close(tell)
    os.environ[READY] = str(ready)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if code != program():
        os.execv(os.environ[PLAIN], ["evidence", *asked["words"]])
    sys.stdin, sys.stdout, sys.stderr = (_stream(number) for number in range(3))
    # As in a process that was begun by the command: help names it, and libraries begin workers by it.
    sys.argv = [os.environ[PLAIN], *asked["words"]]
    sys.modules["__main__"] = ModuleType("__main__")
    sys.modules["__main__"].__file__ = os.environ[PLAIN]
    status = _ended()
    if asked["words"][0] == BEFORE_A_BOOK and not status:
        with suppress(Exception):  # then the book is begun by the stage that makes it
            _begin_book()
    return status


def _begin_book() -> None:
    from evidence.layout import Layout
    from evidence.stages.publish import begin

    begin(Layout())


def _stream(number: int) -> io.TextIOWrapper:
    was = (sys.__stdin__, sys.__stdout__, sys.__stderr__)[number]
    mode = "r" if number == 0 else "w"
    errors = "backslashreplace" if number == 2 else getattr(was, "errors", None)
    return io.TextIOWrapper(
        open(number, f"{mode}b", closefd=False),
        encoding=getattr(was, "encoding", None),
        errors=errors,
        line_buffering=number == 2,
    )


def _ended() -> int:
    """Run the command line; its exit code."""
    from evidence.main import main as run

    status: Any = 0
    try:
        run()
    except SystemExit as end:
        status = end.code
        if isinstance(status, str):
            print(status, file=sys.stderr)
            status = 1
    with suppress(Exception):
        atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    return int(status or 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
