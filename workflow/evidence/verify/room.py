"""The clean room: a copy of the review's inputs and code, an environment of its own, and nothing that was built before."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from evidence.built_from import INPUTS, input_files
from evidence.errors import UserError
from evidence.layout import Layout
from evidence.lock import LOCK
from evidence.stage_code import PACKAGE

_NEEDED = ("config", "literature")
_SHIPPED = ("Snakefile", LOCK)
_LAST_LINES = 12
# How this machine's processor is told to compute; without them numbers could be wrong on it.
_KEPT = ("LD_LIBRARY_PATH", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "SYSTEMROOT")


def rebuild(at: Layout, room: Path, cores: str, log: Path) -> Path:
    """Build the review of `at` from nothing in the empty folder `room`, and say where its HTML is.

    All that the build says goes to `log`. Raises UserError where this folder is no review, or its build ends with a mistake.
    """
    review = room / "review"
    _copy(at, review)
    shutil.copytree(PACKAGE, room / "engine" / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
    run = subprocess.run(
        [sys.executable, "-m", "evidence.main", "build", "--cores", cores],
        cwd=review,
        env=environment(room),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text(run.stdout, encoding="utf-8")
    if run.returncode:
        said = [line for line in run.stdout.splitlines() if line.strip()][-_LAST_LINES:]
        problem = "\n    ".join(["the book could not be built again from this folder:", *said])
        raise UserError(problem, fix=f"mend what the lines above name; all of it: {log}")
    return Layout(review).html


def environment(room: Path) -> dict[str, str]:
    """The few variables that a build needs, in order of name: folders of its own, no settings of the user's."""
    folders = {"HOME": room / "home", "TMPDIR": room / "tmp"}
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    binaries = Path(sys.executable).parent
    chosen = {name: os.environ[name] for name in _KEPT if name in os.environ}
    chosen |= {name: str(folder) for name, folder in folders.items()}
    chosen |= {
        "LANG": "C.UTF-8",
        "PATH": f"{binaries}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "PYTHONNOUSERSITE": "1",
        "PYTHONPATH": str(room / "engine"),
        "TZ": "UTC",
    }
    return dict(sorted(chosen.items()))


def _copy(at: Layout, review: Path) -> None:
    for name in _NEEDED:
        if not (at.root / name).exists():
            fix = "run this in the folder of the review that the book was built from"
            raise UserError(f"this folder is no review: it has no {name}", file=at.root.resolve(), fix=fix)
    for name in INPUTS:
        (review / name).mkdir(parents=True)
    for path in [*input_files(at), *(at.root / name for name in _SHIPPED)]:
        if path.exists():
            target = review / path.relative_to(at.root)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
