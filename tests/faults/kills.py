"""Builds that are killed at random moments, again and again: does `evidence build` alone bring the same book?

    python -m tests.faults.kills --kills 100 [--topic tests/topics/bcg] [--seed 1]

Each round starts from a copy of a finished or of an empty project, lets a build run for a random time, kills its whole
session with SIGKILL (with a chance of 1 in 3 the leader alone, so that its stages live on), and builds again. A round
holds where that build ends with exit 0, the checksums of the book are those of an undisturbed one, the book that stood
before was there at the kill, and nothing is left over.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from tests.workflow.conftest import REPOSITORY, Project, copy_project


def build(project: Project) -> subprocess.Popen[bytes]:
    binaries = Path(sys.executable).parent
    environment = {
        **os.environ,
        "PYTHONPATH": str(project.folder / "workflow"),
        "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}",
    }
    return subprocess.Popen(
        [binaries / "evidence", "build", "--cores", "2"],
        cwd=project.folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def kill(process: subprocess.Popen[bytes], leader_alone: bool) -> None:
    """SIGKILL to the session, or to Snakemake and what called it, whose stages then live on."""
    family = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
    for member in family:
        try:
            if not leader_alone or not any("--log" in word for word in member.cmdline()):
                os.kill(member.pid, signal.SIGKILL)
        except (ProcessLookupError, psutil.Error):
            continue
    process.wait()


def leftovers(project: Project) -> list[str]:
    """What a finished build should not leave: locks, scratch folders, the book before."""
    beside = project.html.parent
    found = [
        *(project.folder / ".snakemake" / "locks").glob("*"),
        *beside.glob(".*"),
        *project.folder.glob("**/*.part"),
    ]
    return sorted(str(path.relative_to(project.folder)) for path in found)


def one(started: Project, folder: Path, expected: str, seconds: float, leader_alone: bool) -> list[str]:
    """What was wrong with one round, in words; nothing where it holds."""
    project = started.copy(folder)
    stood = (project.html / "SHA256SUMS").exists()
    process = build(project)
    time.sleep(seconds)
    if process.poll() is None:
        kill(process, leader_alone)
    wrong = []
    before = project.html.with_name(".html-before")
    if stood and not any((place / "index.html").exists() for place in (project.html, before)):
        wrong.append("the last good book was gone")
    again = build(project)
    said = again.communicate()[0].decode()
    if again.returncode:
        wrong.append(f"the next build ended with {again.returncode}: {said[-300:]}")
    elif project.checksums() != expected:
        wrong.append("the bytes of the book differ")
    wrong += [f"left over: {name}" for name in leftovers(project)]
    shutil.rmtree(folder, ignore_errors=True)
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--topic", type=Path, default=REPOSITORY / "tests" / "topics" / "bcg")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    rng = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as scratch:
        fresh = copy_project(Path(scratch) / "fresh", given.topic)
        done = fresh.copy(Path(scratch) / "done")
        began = time.monotonic()
        first = build(done)
        first.communicate()
        whole = time.monotonic() - began
        stale = done.copy(Path(scratch) / "stale")
        shutil.rmtree(stale.folder / "results")  # a book stands, and everything before it is to be made again
        bad = 0
        for number in range(given.kills):
            started = fresh if rng.random() < 0.5 else stale
            wrong = one(
                started,
                Path(scratch) / f"k{number}",
                done.checksums(),
                rng.uniform(0.2, whole),
                rng.random() < 1 / 3,
            )
            bad += bool(wrong)
            print(f"kill {number + 1}: {'; '.join(wrong) or 'recovered'}", flush=True)
    print(
        f"{given.kills - bad} of {given.kills} recovered by `evidence build` alone, to identical bytes, nothing left over"
    )
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
