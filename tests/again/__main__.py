"""Does a build over what earlier builds left give the bytes of a build from nothing, whatever was done in between?

    python -m tests.again --steps 30 --seed 1 [--room FOLDER] [--tiny]

The review is changed at random, step by step, as people and accidents change one: records, decisions, settings and pages come, change, move and go, results
are deleted, what is kept for the next build is damaged, a build is killed. After each step it is built where it stands, and from nothing in another folder;
every table, every file of the book and the checksums are compared. A change that a build refuses is undone, once the refusal from nothing is the same.
Exit 1 where anything differs; the folder of the step stays.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from tests.again.steps import Step
from tests.workflow.conftest import TINY, Project, copy_project

_INPUTS = ("config", "literature", "book")
# What a build keeps for the next one, and what it says of itself.
_NOT_COMPARED = ("results/meanings/", "results/code/.")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--steps", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--room", type=Path, help="where the reviews lie")
    parser.add_argument("--tiny", action="store_true", help="the review of thirteen trials")
    asked = parser.parse_args()
    room, topic = asked.room or Path(tempfile.mkdtemp(prefix="again-")), TINY if asked.tiny else None
    random, faults, refused = Random(asked.seed), 0, 0
    warm = copy_project(room / "warm", topic, code=True)
    code, said = _built(warm)
    if code:
        raise SystemExit(said)
    for number in range(1, asked.steps + 1):
        began = time.monotonic()
        _inputs_from(warm.folder, room / "before")
        does = Step(warm.folder, random).does()
        told = "; ".join(next(does)() for _ in range(random.choice((1, 1, 1, 2, 3))))
        cold = copy_project(room / "cold", topic, code=True)
        _inputs_from(warm.folder, cold.folder)
        code, said = _built(warm)
        wrong = _differs(warm, cold, code, said)
        how = f"refused: {_error(said)[:300]}" if code else "built"
        print(f"{number} ({time.monotonic() - began:.0f} s) {told}: {how}", flush=True)
        if wrong:
            faults += 1
            kept = room / f"step{number}"
            shutil.copytree(warm.folder, kept / "warm", symlinks=True)
            shutil.move(cold.folder, kept / "cold")
            print(f"NOT AS FROM NOTHING: {wrong}\n  kept in {kept}", flush=True)
        if code:
            refused += 1
            _inputs_from(room / "before", warm.folder)
        shutil.rmtree(cold.folder, ignore_errors=True)
    print(f"{asked.steps} steps, {refused} refused, {faults} not as from nothing")
    return bool(faults)


def _inputs_from(source: Path, target: Path) -> None:
    """All that a person wrote, and nothing else of what she wrote before; what was built stays."""
    for name in _INPUTS:
        there = target / name
        for path in there.iterdir() if there.exists() else ():
            if path.name != "_build":
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(source / name, there, ignore=shutil.ignore_patterns("_build"), dirs_exist_ok=True)


def _built(project: Project) -> tuple[int, str]:
    done = project.run("evidence", "build")
    return done.returncode, done.stdout + done.stderr


def _differs(warm: Project, cold: Project, code: int, said: str) -> str:
    """Where the review that was built again is not the one that is built now from nothing."""
    cold_code, cold_said = _built(cold)
    if code != cold_code:
        return f"ends with {code}, from nothing with {cold_code}\n{_error(said)}\n--- from nothing\n{_error(cold_said)}"
    one, other = ({}, {}) if code else (_files(warm.folder), _files(cold.folder))
    return "\n".join([name for name in sorted({*one, *other}) if one.get(name) != other.get(name)][:30])


def _files(folder: Path) -> dict[str, bytes]:
    """What was built, by path: tables and book."""
    built = (path for room in ("results", "book/_build/html") for path in (folder / room).rglob("*"))
    files = {path.relative_to(folder).as_posix(): path for path in built if path.is_file()}
    return {
        name: path.read_bytes()
        for name, path in files.items()
        if not name.startswith(_NOT_COMPARED) and "/parts/" not in name
    }


def _error(said: str) -> str:
    return said[said.rfind("Error") :] if "Error" in said else said[-600:]


if __name__ == "__main__":
    sys.exit(main())
