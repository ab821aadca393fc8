"""One desk to a folder: a second one is told who sits at the first, and where; that of a dead process is taken over."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

from evidence.errors import UserError
from evidence.io import write_new
from evidence.layout import Layout


@contextmanager
def holding(at: Layout, reviewer: str, address: str) -> Iterator[None]:
    """Hold the folder for one desk. Raises UserError where another one is open. `address`: without its ticket."""
    path = at.root / "results" / ".desk.json"
    if (told := _read(path)) and _lives(told):
        raise UserError(
            f"a desk is open in this folder already: {told['reviewer']} sits at it (process {told['process']})",
            file=at.root.resolve(),
            value=told["address"],
            fix="use that one: its whole address, with the ticket that opens it, stands in the terminal in which it was begun; or end it, with Ctrl-C "
            f"in that terminal or, where that is gone, by ending the process (kill {told['process']}); "
            "on another machine, work in a copy of the folder and join the files",
        )
    mine = {
        "process": os.getpid(),
        "began": psutil.Process().create_time(),
        "machine": socket.gethostname(),
        "reviewer": reviewer,
        "address": address,
    }
    write_new(path, json.dumps(mine).encode(), force=True)
    try:
        yield
    finally:
        if _read(path) == mine:
            path.unlink(missing_ok=True)


def _read(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return told if isinstance(told, dict) and {"process", "reviewer", "address"} <= told.keys() else {}
    except (OSError, ValueError):
        return {}


def _lives(told: dict[str, Any]) -> bool:
    """Whether the desk that wrote this is at work; a number that another process has got since is not it."""
    if told.get("machine") != socket.gethostname():
        return True  # nobody here can know
    try:
        process = psutil.Process(int(told["process"]))
        ended = process.status() == psutil.STATUS_ZOMBIE  # which nobody has waited for yet
        return not ended and abs(process.create_time() - float(told["began"])) < 1
    except (psutil.Error, KeyError, TypeError, ValueError):
        return False
