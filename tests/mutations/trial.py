"""A mutation on trial: put into a copy of the package, never into the work tree, before the tests that must see it."""

from __future__ import annotations

import importlib
import os
import re
import shutil
import signal
import sys
from collections.abc import Iterable
from pathlib import Path
from time import monotonic, sleep
from typing import NoReturn

import pytest

from tests.mutations.mutation import Mutation, Outcome

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "workflow" / "evidence"
TESTS = ROOT / "tests"
_QUIETLY = ("-q", "-rf", "--tb=no", "--disable-warnings", "-p", "no:cacheprovider", "-p", "no:xdist")
_HEAVY = (
    "hypothesis", "jsonschema", "markdown_it", "markupsafe", "numpy", "psutil", "pyarrow.compute", "pyarrow.parquet",
    "rapidfuzz", "scipy.sparse", "scipy.stats", "sklearn.linear_model", "typer.testing", "yaml",
)  # fmt: skip
_PATIENCE = 170  # seconds: a fault may also make a loop that never ends
_FAILED = re.compile(r"^FAILED tests/(\S+)", re.M)
# What pytest answers: 0 all passed, 1 some failed; anything else is no answer (a module that cannot be imported, say).
_ANSWERS = (0, 1)


def copied(to: Path) -> Path:
    """A copy of the package with what it reads, to be put first on the path. Returns that folder."""
    _libraries()
    shutil.copytree(ROOT / "workflow", to / "workflow")
    return to / "workflow"


def unharmed(copy: Path, tests: Iterable[str]) -> str:
    """What the tests say of the copy as it stands: nothing where all pass, so that a failure later is the fault's."""
    code, said = _run(copy, tests)
    return "" if code == 0 else said


def tried(mutation: Mutation, copy: Path) -> Outcome:
    """The mutation in the copy, before its tests; the copy is as it was when this returns."""
    path, began = copy / "evidence" / mutation.file, monotonic()
    before = path.read_text(encoding="utf-8")
    path.write_text(mutated(before, mutation), encoding="utf-8")
    try:
        code, said = _run(copy, mutation.tests)
    finally:
        path.write_text(before, encoding="utf-8")
    failed = _FAILED.findall(said)
    missed = tuple(test for test in mutation.tests if not any(_is_of(name, test) for name in failed))
    return Outcome(mutation, missed, monotonic() - began, "" if code in _ANSWERS else said[-2000:])


def mutated(text: str, mutation: Mutation) -> str:
    """The text with the fault in it. Raises ValueError where what it replaces does not stand there exactly once.

    >>> mutated("if a < b:", Mutation("n", "l", "f.py", "a < b", "a <= b", ()))
    'if a <= b:'
    """
    if (found := text.count(mutation.find)) != 1:
        raise ValueError(f"{mutation.name}: {mutation.find!r} stands {found} times in {mutation.file}")
    return text.replace(mutation.find, mutation.replace)


def _is_of(failed: str, test: str) -> bool:
    """Whether a test that failed is the named one, or one of its parameters or of its file."""
    return failed == test or failed.startswith((f"{test}::", f"{test}["))


def _run(copy: Path, tests: Iterable[str]) -> tuple[int, str]:
    """(exit code, what pytest says) of tests with the package of `copy`. Nothing is written in the work tree.

    In a child of this process, which has the libraries already and the package not yet: most of the time of a small
    test file is that of its imports.
    """
    said = copy.parent / "said.txt"
    child = os.fork()
    if not child:
        _in_child(copy, list(tests), said)
    began, code = monotonic(), None
    while code is None:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            code = os.waitstatus_to_exitcode(status)
        elif monotonic() - began > _PATIENCE:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return -1, f"not ended after {_PATIENCE} seconds"
        else:
            sleep(0.05)
    return code, said.read_text(encoding="utf-8", errors="replace")


def _in_child(copy: Path, tests: list[str], said: Path) -> NoReturn:
    code = -1
    try:
        out = os.open(said, os.O_CREAT | os.O_TRUNC | os.O_WRONLY)
        os.dup2(out, 1)
        os.dup2(out, 2)
        os.chdir(ROOT)
        os.environ |= {
            "PYTHONPATH": str(copy),
            "PYTHONDONTWRITEBYTECODE": "1",
            "HYPOTHESIS_STORAGE_DIRECTORY": str(copy.parent / "hypothesis"),
            "COLUMNS": "400",
        }
        sys.dont_write_bytecode = True
        sys.path.insert(0, str(copy))
        code = int(pytest.main([*_QUIETLY, *(f"tests/{test}" for test in tests)]))
        sys.stdout.flush()
    finally:
        os._exit(code & 255)


def _libraries() -> None:
    """What the tests import besides the package."""
    for name in _HEAVY:
        importlib.import_module(name)
    if own := [name for name in sys.modules if name.partition(".")[0] == "evidence"]:
        raise RuntimeError(f"the package is imported already, so that no fault would be seen: {own[0]}")
