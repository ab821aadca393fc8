"""The whole pipeline at several sizes: every stage's CPU time and memory, what is asked of a built review, and how they grow.

    make bench [SIZES="1000 10000"] [OPTIONS="--peers bib-dedupe=PYTHON asreview=PYTHON pymare=PYTHON bibtexparser=PYTHON"]
    python tests/benchmarks/scale.py [SIZE ...] [--room FOLDER] [--into FILE] [--against FILE] [--asked-up-to SIZE] [--shards N] [--peers NAME=PYTHON ...] [--plots FOLDER]

Each size is a review made up for measurement (large_review.py), built cold by Snakemake on two cores. A stage's command is run under
GNU time: CPU seconds (user and system, of all its processes), seconds, and the largest resident set of one process. The peak of the build is what all its processes
hold together (PSS: what they share is counted once), looked at five times a second: what comes and goes between
two looks is not seen. Then: `evidence build` with nothing to do, a dry run, `status`, `trace`, `check`, and `evidence build` with
one record more; of sizes above --asked-up-to the cold build alone. The folder of a size is deleted before the next, unless
--room names one; what was made there before and not built is taken as it is.

FILE (tests/benchmarks/last.json) keeps the figures of the last run; --against compares ratios, which machines share: CPU seconds
in units of the yardstick, a fixed job of the interpreter and of numpy that is timed in every run, and megabytes as they are.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
import large_review
import scale_peers
import scale_report
from deduplication import resident
from tests.workflow.conftest import REPOSITORY, Project

from evidence.ingest.rows import FileCount
from evidence.layout import Layout
from evidence.review import Review

SIZES = (1_000, 10_000, 100_000)
LAST = Path(__file__).with_name("last.json")
_LOOK = 0.2  # seconds between two looks at the memory of all processes
_TIMED = (
    '#!/bin/sh\nname=$1; [ "$1" = part ] && name="$2:$3"\n'
    'exec time -a -o "$MEASURED" -f "$name %U %S %M %e" "{evidence}" "$@"\n'
)
_MORE = "TY  - JOUR\nAU  - Nobody, Nora\nTI  - One record more about partnership working in housing\nPY  - 2026\nJO  - Made up\nID  - one_record_more\nER  - \n"


def yardstick() -> float:
    """CPU seconds of a fixed job on this machine, the best of three."""
    taken = []
    for _ in range(3):
        began = time.process_time()
        words = {f"{n % 9973}-{n}": n for n in range(600_000)}
        sum(len(word) for word in sorted(words))
        drawn = np.random.default_rng(1).random(4_000_000)
        np.sort(drawn)
        taken.append(time.process_time() - began)
    return min(taken)


class Watched:
    """A command of a review, what it took with all processes that it started, and what each stage took."""

    def __init__(self, project: Project, *command: str) -> None:
        with tempfile.TemporaryDirectory() as scratch:
            room = Path(scratch)
            evidence = Path(sys.executable).parent / "evidence"
            shim = room / "evidence"
            shim.write_text(_TIMED.format(evidence=evidence), encoding="utf-8")
            shim.chmod(0o755)
            environment = {
                **os.environ,
                "PYTHONDONTWRITEBYTECODE": "",  # as where a person works: modules are compiled once
                "PATH": f"{room}{os.pathsep}{evidence.parent}{os.pathsep}{os.environ['PATH']}",
                "PYTHONPATH": str(project.folder / "workflow"),
                "MEASURED": str(room / "measured"),
                "NO_COLOR": "1",
            }
            said = room / "said"
            before, began = os.times(), time.monotonic()
            with said.open("w", encoding="utf-8") as handle:
                process = subprocess.Popen(
                    command,
                    cwd=project.folder,
                    env=environment,
                    stdout=handle,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
                self.peak, ended = 0.0, threading.Event()
                looking = threading.Thread(target=self._look, args=(process.pid, ended))
                looking.start()
                code = process.wait()
                ended.set()
            self.wall = time.monotonic() - began
            after = os.times()
            self.cpu = (
                after.children_user + after.children_system - before.children_user - before.children_system
            )
            looking.join()
            self.said = said.read_text(encoding="utf-8")
            if code:
                raise SystemExit(f"{' '.join(command)} ended with {code}:\n{self.said[-3_000:]}")
            measured = room / "measured"
            rows = [line.split() for line in measured.read_text().splitlines()] if measured.exists() else []
            self.stages = {
                name: {
                    "cpu": round(float(user) + float(system), 2),
                    "mb": round(int(kb) / 1024),
                    "wall": float(wall),
                }
                for name, user, system, kb, wall in (row for row in rows if len(row) == 5)
            }

    def _look(self, session: int, ended: threading.Event) -> None:
        while not ended.wait(_LOOK):
            self.peak = max(self.peak, resident(session))

    def figures(self) -> dict[str, float]:
        return {"cpu": round(self.cpu, 2), "wall": round(self.wall, 1), "mb": round(self.peak)}


def measure(folder: Path, works: int, asked: bool = True, shards: int = 1) -> dict[str, Any]:
    """Figures of one size; the review is made in `folder`, or taken as it is where one was made there and not built. `asked`: also what it costs
    to ask a built review. Raises SystemExit where `folder` holds a review that was built."""
    project = Project(folder)
    if (folder / "results").exists():
        raise SystemExit(
            f"{folder} holds a review that was built; remove its results, or name another --room"
        )
    if not folder.exists():
        large_review.make(folder, works, shards=shards)
    evidence = ("evidence",)
    cold = Watched(project, sys.executable, "-m", "snakemake", "--cores", "2")
    files = [path for path in project.html.rglob("*") if path.is_file()]
    told: dict[str, Any] = {
        "records": sum(file.counted for file in Review(Layout(folder))[FileCount]),
        "build": cold.figures(),
        "stages": cold.stages,
        "book": {"files": len(files), "MB": round(sum(path.stat().st_size for path in files) / 1e6, 1)},
        "asked": {},
    }
    if not asked:
        return told
    build = (*evidence, "build", "--cores", "2")
    Watched(project, *build)  # notes how everything stands
    questions = {
        "nothing to do": build,
        "dry run": (sys.executable, "-m", "snakemake", "--cores", "2", "--dry-run"),
        "status": (*evidence, "status"),
        "trace": (*evidence, "trace", "k00000000"),
        "check": (*evidence, "check"),
    }
    told["asked"] = {name: Watched(project, *command).figures() for name, command in questions.items()}
    (folder / "literature/records/one_more.ris").write_text(_MORE, encoding="utf-8")
    told["asked"]["one record more"] = Watched(project, *build).figures()
    return told


def _keep(file: Path | None, run: dict[str, Any]) -> None:
    if file:
        file.write_text(json.dumps(run, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("--room", type=Path, help="where the reviews stay, a folder for each size")
    parser.add_argument("--into", type=Path, help="write the figures here, as JSON")
    parser.add_argument("--against", type=Path, default=LAST, help="the figures of the last run")
    parser.add_argument("--asked-up-to", type=int, default=200_000, metavar="SIZE")
    parser.add_argument("--shards", type=int, default=1, help="build: shards of the reviews that are made")
    parser.add_argument("--peers", nargs="*", default=[], metavar="NAME=PYTHON")
    parser.add_argument("--plots", type=Path, help="a folder for growth.svg; needs matplotlib")
    options = parser.parse_args()
    if not shutil.which("time"):
        parser.error("GNU time is not installed (Debian: apt-get install time)")
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    run: dict[str, Any] = {"commit": commit, "date": time.strftime("%Y-%m-%d"), "yardstick": 0.0, "sizes": {}}
    run["yardstick"] = round(yardstick(), 3)
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as scratch:
            folder = (options.room or Path(scratch)) / str(size)
            run["sizes"][str(size)] = measure(folder, size, size <= options.asked_up_to, options.shards)
        print(scale_report.of_size(size, run["sizes"][str(size)]), flush=True)
        _keep(options.into, run)  # a run of hours that is broken off has told what it knew
    run["peers"] = scale_peers.beside(dict(name.split("=", 1) for name in options.peers))
    print(scale_report.whole(run))
    _keep(options.into, run)
    if options.plots:
        print(scale_report.plotted(run, options.plots))
    if not options.against.exists():
        print(f"There is no {options.against} to compare with.")
        return 0
    worse = scale_report.worse(run, json.loads(options.against.read_text(encoding="utf-8")))
    print("\n".join(worse) or "No ratio is worse than in the last run.")
    return bool(worse)


if __name__ == "__main__":
    sys.exit(main())
