"""Folders that the tests of all workers read: each is made by the worker that first asks for it, and stays as it was made.

A test that writes into one is found at the end of the session, whichever worker ran it, before or after those that read it: else they
fail or not by the order in which the workers came to them.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

_OF_COMMANDS = {".snakemake", "logs", ".planned.json"}
"""What also a command leaves its traces in that only looks, or plans."""


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], str]) -> tuple[Path, str]:
    """The folder `name`, made by the first worker that asks for it while the others wait; and what `make` returned, which was said.

    Marks of groups cannot be relied upon: xdist 3.8 does not keep groups together under pytest 9.2.
    """
    of_all = _of_all(factory)
    folder, made = of_all / name, of_all / f"{name}.made"
    with (of_all / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(folder, ignore_errors=True)
            said = make(folder)
            made.write_text(json.dumps([said, files(folder)]), encoding="utf-8")
    return folder, json.loads(made.read_text(encoding="utf-8"))[0]


def changed(factory: pytest.TempPathFactory) -> list[str]:
    """What was written, changed or removed in shared folders since they were made, a line each."""
    found = []
    for made in sorted(_of_all(factory).glob("*.made")):
        before, now = json.loads(made.read_text(encoding="utf-8"))[1], files(made.with_suffix(""))
        found += [
            f"{made.stem}/{name}" for name in sorted({*before, *now}) if before.get(name) != now.get(name)
        ]
    return found


def files(folder: Path) -> dict[str, list[int]]:
    """Size and time in nanoseconds of each file, by its place in the folder."""
    found = {}
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in _OF_COMMANDS and name != "__pycache__"]
        for name in names:
            if name in _OF_COMMANDS:
                continue
            of = os.stat(os.path.join(place, name), follow_symlinks=False)
            found[os.path.relpath(os.path.join(place, name), folder)] = [of.st_size, of.st_mtime_ns]
    return found


@pytest.fixture(scope="session", autouse=True)
def shared_folders_stay_as_they_were_made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Looked at when a worker has run its last test, so that the last of them sees what any did."""
    yield
    written = changed(tmp_path_factory)
    assert not written, (
        "a test has written into a folder that all tests share; let it write into a copy (`Project.copy`):\n"
        + "\n".join(written[:20])
    )


def _of_all(factory: pytest.TempPathFactory) -> Path:
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
