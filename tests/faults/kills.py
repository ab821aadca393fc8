"""Builds that are killed at random moments, again and again: does `evidence build` alone bring the same book?

    python -m tests.faults.kills --kills 100 [--topic tests/topics/bcg] [--seed 1]

Each round starts from a copy of an empty project, of one that lost all tables and has its book, or of one that lost the
tables of one stage; lets a build run for a random time, kills its whole session with SIGKILL (with a chance of 1 in 3 the
leader alone, so that its stages live on), and builds again. A round holds where that build ends with exit 0, the checksums
of the book are those of an undisturbed one, the book that stood before was there at the kill, and nothing is left over.
A build that had ended before it could be killed is no round and is tried again, with less time.
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

LOST = ("synthesise", "brief", "publish")


def build(project: Project) -> subprocess.Popen[bytes]:
    binaries = Path(sys.executable).parent
    environment = {
        **os.environ,
        "PYTHONPATH": str(project.code),
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


def one(
    started: Project, folder: Path, expected: str, seconds: float, leader_alone: bool
) -> list[str] | None:
    """What was wrong with one round, in words; nothing where it holds, None where the build had ended before the kill."""
    project = started.copy(folder)
    stood = (project.html / "SHA256SUMS").exists()
    process = build(project)
    time.sleep(seconds)
    if process.poll() is not None:
        shutil.rmtree(folder)
        return None
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


def starts(scratch: Path, topic: Path) -> tuple[str, list[tuple[str, Project, float]]]:
    """The checksums of an undisturbed book; and from what a round may start: its name, the project, seconds that it builds."""
    fresh = copy_project(scratch / "fresh", topic)
    done = fresh.copy(scratch / "done")
    whole = timed(done)
    stale = done.copy(scratch / "stale")
    shutil.rmtree(stale.folder / "results")  # a book stands, and everything before it is to be made again
    found = [("nothing built", fresh, whole), ("tables lost", stale, whole)]
    for stage in LOST:
        lost = done.copy(scratch / f"without-{stage}")
        shutil.rmtree(lost.folder / "results" / stage)
        found.append((f"{stage} lost", lost, timed(lost.copy(scratch / "timed"))))
        shutil.rmtree(scratch / "timed")
    return done.checksums(), found


def timed(project: Project) -> float:
    """Build, and say how many seconds it took."""
    began = time.monotonic()
    process = build(project)
    said = process.communicate()[0].decode()
    if process.returncode:
        raise SystemExit(f"the undisturbed build failed: {said[-500:]}")
    return time.monotonic() - began


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--topic", type=Path, default=REPOSITORY / "tests" / "topics" / "bcg")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    rng = random.Random(given.seed)
    bad = number = 0
    with tempfile.TemporaryDirectory() as scratch:
        expected, kinds = starts(Path(scratch), given.topic)
        while number < given.kills:
            chosen = rng.randrange(len(kinds))
            name, started, whole = kinds[chosen]
            seconds, alone = rng.uniform(0.2, whole), rng.random() < 1 / 3
            wrong = one(started, Path(scratch) / f"k{number}", expected, seconds, alone)
            if wrong is None:
                kinds[chosen] = (name, started, whole * 0.9)
                continue
            number += 1
            bad += bool(wrong)
            how = f"{name}, {seconds:.0f} s of {whole:.0f}{', the leader alone' if alone else ''}"
            print(f"kill {number} ({how}): {'; '.join(wrong) or 'recovered'}", flush=True)
    held = f"{number - bad} of {number} recovered by `evidence build` alone, to identical bytes, nothing left over"
    print(held)
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
