"""One warm process for the stages of a build, which has loaded what they share and becomes a stage by a fork.

`evidence build` starts it (`evidence.served`) and lays a command `evidence` before the one of the environment (`client.py`), which hands
its words, folder, environment and streams to a fork and ends as that does. Who finds no server, or another version of the code than it
loaded, runs as a process of its own, as with the plain `snakemake`, on a cluster or in a container.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shlex import quote
from shutil import rmtree, which
from subprocess import DEVNULL, Popen
from tempfile import mkdtemp
from typing import Any

from evidence.processor import THREADS

PLACE = "evidence"
"""The command; what it talks to is beside it, with `.socket`."""
SERVER = "evidence.served"
PLAIN = "EVIDENCE_PLAIN"
"""In the environment: the command that runs as a process of its own."""

HEAP = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_MAX_": "0",
    "MALLOC_TOP_PAD_": "67108864",
    "MALLOC_TRIM_THRESHOLD_": "2000000000",
}
"""In the environment of the server: one heap for Arrow and all else (glibc, mallopt(3)), of which nothing goes back to the kernel while a stage runs. A page that went
back is cleared when it is next asked for, and to clear pages took a quarter of the CPU time of a build; a stage ends soon, and its heap with it."""


@contextmanager
def serving(environment: dict[str, str]) -> Iterator[dict[str, str]]:
    """The environment for a build whose stages are forks; as it was given where this machine cannot do that."""
    if sys.platform != "linux" or any(environment.get(name, "1") != "1" for name in THREADS):
        yield environment  # libraries would begin threads, which no fork may leave behind
        return
    place = Path(mkdtemp(prefix="evidence-"))
    try:
        client = Path(__file__).with_name("client.py").read_text(encoding="utf-8")
        (place / PLACE).write_text(_first_lines(sys.executable) + client, encoding="utf-8")
        (place / PLACE).chmod(0o700)
        paths = environment.get("PATH", os.defpath)
        plain = which("evidence", path=paths)
        # On some machines nothing may run from the folder for temporary files.
        if not plain or not os.access(place / PLACE, os.X_OK):
            yield environment
            return
        alive, held = os.pipe()  # read by the server: at its end the build is over, however it ended
        command = [sys.executable, "-P", "-m", SERVER, str(place), str(alive)]
        quiet = {
            **HEAP,
            **environment,
            "JE_ARROW_MALLOC_CONF": "background_thread:false",  # a thread of Arrow's
        }
        streams: dict[str, Any] = {"stdin": DEVNULL, "stdout": DEVNULL, "stderr": DEVNULL}
        server = Popen(command, env=quiet, pass_fds=(alive,), **streams)
        os.close(alive)
        try:
            yield {**environment, "PATH": f"{place}{os.pathsep}{paths}", PLAIN: plain}
        finally:
            os.close(held)
            server.terminate()  # it may still be loading
            server.wait()
    finally:
        rmtree(place, ignore_errors=True)


def _first_lines(python: str) -> str:
    r"""What begins a script for this Python. A space ends the name of a program there, and so do 128 letters: then a shell calls it.

    >>> print(_first_lines("/usr/bin/python"), end="")
    #!/usr/bin/python -IS
    >>> print(_first_lines("/my review/python"), end="")
    #!/bin/sh
    '''exec' '/my review/python' -IS "$0" "$@"
    ' '''
    """
    if " " in python or len(python) > 100:
        return f"#!/bin/sh\n'''exec' {quote(python)} -IS \"$0\" \"$@\"\n' '''\n"
    return f"#!{python} -IS\n"
