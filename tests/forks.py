"""Commands of the tests as forks of a process beside each worker: what they load takes a second each time, and hundreds are started.

A fork has the words, folder, environment and streams of a process of its own, and so has what it starts in turn: Snakemake, and the
process whose forks are stages. A plan of Snakemake's by a package of its own is one too, which loads that package in the place of ours.
What else begins otherwise than this process did (another language, other hashes, code of its own, libraries of its own) is begun as a
process, and so are what these tests are about: `tiny`, the wheel, faults, the desk.
"""

from __future__ import annotations

import asyncio
import atexit
import ctypes
import faulthandler
import gc
import importlib.util
import io
import logging
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from evidence.build import server
from tests import books

PACKAGE = str(Path(__file__).resolve().parents[1] / "workflow")
NONE = "PROCESSES_ALONE"
"""In the environment: nothing is to be a fork, as when a test fails and it is asked whether forks are why."""
OFFLINE = ("unshare", "--map-root-user", "--net")
_BEGAN = ("PYTHONHASHSEED", "PYTHONUTF8", "PYTHONIOENCODING", "PYTHONWARNINGS", "PYTHONOPTIMIZE", "LANG", "LC_ALL", "LC_CTYPE", "OMP_NUM_THREADS")  # fmt: skip
"""What a process is given at its start and cannot take later."""
_NEW_USER_AND_NET = 0x10000000 | 0x40000000
_LOADED = (
    *(
        "snakemake.cli",
        "snakemake.report.html_reporter",
        "smart_open",
        "jsonschema",
        "evidence.cli.verbs",
        "evidence.cli.run",
        "evidence.main",
        "evidence.served",
        "scipy.sparse",
        "scipy.stats",
    ),
    *("evidence.brief.bundles", "evidence.brief.render", "evidence.publish.book", "evidence.brief.pages"),
)
_ROOT = os.path.dirname(PACKAGE)
_Process: Any = subprocess.Popen


class Popen(_Process):  # type: ignore[misc]
    """A process, or a fork in its place."""

    def __init__(self, args: Any, *more: Any, **options: Any) -> None:
        environment = options.get("env") or os.environ
        command = _command(args, environment)
        if command:
            kept = tuple(options.get("pass_fds", ()))
            options["preexec_fn"] = lambda: _become(*command, environment, kept)
        super().__init__(args, *more, **options)


def run(command: Sequence[str], served: bool = False, **options: Any) -> subprocess.CompletedProcess[str]:
    """As `subprocess.run`, by a fork where that may be; `served`: the stages are forks of one process, as in `evidence build`."""
    if _command(command, options["env"]) is None:
        with server.serving(options["env"]) if served else nullcontext(options["env"]) as environment:
            return subprocess.run(command, **options | {"env": environment})
    clean = _clean()
    pickle.dump((list(command), served, options), clean.stdin)
    clean.stdin.flush()
    return pickle.load(clean.stdout)


@cache
def _clean() -> Any:
    """The process that forks: it has loaded all that and run none of it. A library that has begun threads, as this one's may, is not forked."""
    own = os.environ | {
        "JE_ARROW_MALLOC_CONF": "background_thread:false",
        "PYTHONPATH": f"{PACKAGE}{os.pathsep}{_ROOT}",
    }
    words = [sys.executable, "-P", "-m", __name__, str(books.begun())]
    return _Process(words, env=own, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def main(book_place: Path) -> None:
    """Run what is asked for, until nothing more is."""
    asked, answer = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)  # what is not asked for by the commands
    books.begun = lambda: book_place  # type: ignore[assignment]
    for name in _LOADED:
        importlib.import_module(name)
    subprocess.Popen = server.Popen = Popen  # type: ignore[misc]
    while True:
        try:
            command, served, options = pickle.load(asked)
        except EOFError:
            return
        with server.serving(options["env"]) if served else nullcontext(options["env"]) as environment:
            done = subprocess.run(command, **options | {"env": environment})
        pickle.dump(done, answer)
        answer.flush()


def _command(args: Any, environment: Mapping[str, str]) -> tuple[str, list[str], bool] | None:
    """What is to be run, its words, and whether without a network; nothing for what has to be a process."""
    if not isinstance(args, list | tuple) or NONE in os.environ:
        return None
    if environment.get("PYTHONPATH") != PACKAGE and not _plans_by_its_own(args, environment):
        return None
    if any(environment.get(name) != os.environ.get(name) for name in _BEGAN):
        return None
    words = [os.fspath(word) for word in args]
    if offline := tuple(words[:3]) == OFFLINE:
        words = words[3:]
    if words[:1] == [sys.executable]:
        words = words[words.index("-m") + 1 :] if "-m" in words[1:3] else [""]
        name = {"evidence.build.engine_start": "snakemake", "evidence.served": "served"}.get(words[0])
        words = words[1:] if name == "snakemake" else words
    else:
        name = words[0] if words[0] in ("snakemake", "evidence") else None
    return (name, words, offline) if name else None


def _plans_by_its_own(args: Sequence[Any], environment: Mapping[str, str]) -> bool:
    """Whether Snakemake only plans, by a package that lies first on its path, so that no stage is run by what is loaded here."""
    first = Path(environment.get("PYTHONPATH", "").partition(os.pathsep)[0])
    return args[0] == "snakemake" and "--dry-run" in args and (first / "evidence" / "__init__.py").is_file()


def _evidence() -> Callable[[], Any]:
    from evidence.main import main

    return main


def _snakemake() -> Callable[[], Any]:
    import snakemake.cli

    from evidence.build.engine_start import begin

    def main() -> Any:
        begin()
        sys.modules["snakemake.shell"].STDOUT = sys.stdout  # type: ignore[attr-defined]  # it keeps that of who loaded it
        return snakemake.cli.main()

    return main


def _served() -> Callable[[], Any]:
    from evidence import served

    # Of what is run without a network the book alone is made by a fork that has one; `tiny` and the wheel have none anywhere.
    served._load_book = books.wait_at
    return lambda: served.main(Path(sys.argv[1]), int(sys.argv[2]))


def _become(
    name: str,
    words: list[str],
    offline: bool,
    environment: Mapping[str, str],
    kept: tuple[int, ...],
) -> None:
    """Be the process that runs this, and end as it does. Its folder and streams are there already."""
    status: Any = 70
    try:
        _as_begun(words, dict(environment), kept)
        if offline:
            _without_network()
        status = _ended({"snakemake": _snakemake, "served": _served, "evidence": _evidence}[name]())
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status & 255)


def _as_begun(words: list[str], environment: dict[str, str], kept: tuple[int, ...]) -> None:
    """Put away what the tests and their libraries hold."""
    # Also the end at which the parent waits until this is another program. The numbers stay open, for libraries close what they know of.
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in map(int, os.listdir("/proc/self/fd")):
        if number > 2 and number not in kept and number != nothing:
            os.dup2(nothing, number, inheritable=False)
    gc.freeze()
    gc.enable()
    gc.set_threshold(700, 10, 10)
    asyncio.events._set_running_loop(None)  # Playwright's
    asyncio.set_event_loop_policy(None)
    atexit._clear()
    faulthandler.disable()
    logging.root.handlers.clear()
    logging.root.setLevel(logging.WARNING)
    _warn_as_begun()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    binary = Path(sys.executable).with_name("evidence")
    own = environment.get("PYTHONPATH", PACKAGE).split(os.pathsep)
    ours = ("", PACKAGE, os.path.dirname(PACKAGE), str(binary.parent))
    sys.path[:] = [str(binary.parent), *own, *(place for place in sys.path if place not in ours)]
    if own != [PACKAGE]:
        for name in [name for name in sys.modules if name.partition(".")[0] == "evidence"]:
            del sys.modules[name]
    sys.argv = [str(binary.with_name(words[0])), *words[1:]]
    sys.modules["__main__"] = ModuleType("__main__")
    sys.modules["__main__"].__file__ = sys.argv[0]
    sys.dont_write_bytecode = bool(environment.get("PYTHONDONTWRITEBYTECODE"))
    sys.excepthook = sys.__excepthook__
    sys.stdin, sys.stdout, sys.stderr = (_stream(number) for number in range(3))
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr
    subprocess.Popen = server.Popen = Popen  # type: ignore[misc]


def _warn_as_begun() -> None:
    """Warnings go to the stream, and most of them nowhere, as in a Python without pytest."""
    import warnings

    spec = importlib.util.find_spec("warnings")
    assert spec and spec.loader
    fresh = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fresh)
    warnings._showwarnmsg_impl = fresh._showwarnmsg_impl  # type: ignore[attr-defined]
    warnings.resetwarnings()
    for category in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning):
        warnings.simplefilter("ignore", category)


def _stream(number: int) -> io.TextIOWrapper:
    errors = "backslashreplace" if number == 2 else "strict"
    raw = open(number, "rb" if number == 0 else "wb", closefd=False)  # noqa: SIM115
    return io.TextIOWrapper(
        raw, encoding="utf-8", errors=errors, line_buffering=number == 2 or os.isatty(number)
    )


def _without_network() -> None:
    """What `unshare --map-root-user --net` does. Raises OSError where it is not permitted."""
    user, group = os.getuid(), os.getgid()
    if ctypes.CDLL(None, use_errno=True).unshare(_NEW_USER_AND_NET):
        raise OSError(ctypes.get_errno(), "unshare")
    own = Path("/proc/self")
    (own / "setgroups").write_text("deny")
    (own / "uid_map").write_text(f"0 {user} 1")
    (own / "gid_map").write_text(f"0 {group} 1")


def _ended(main: Callable[[], Any]) -> int:
    status: Any = 0
    try:
        status = main()
    except SystemExit as end:
        status = end.code
    except BaseException:
        traceback.print_exc()
        status = 1
    if isinstance(status, str):
        print(status, file=sys.stderr)
        status = 1
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            status = status or 120
    return int(status or 0)


if __name__ == "__main__":
    from tests import forks

    forks.main(Path(sys.argv[1]))
