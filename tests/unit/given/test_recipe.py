"""A column that people fill in is one line: the recipe of CONTRIBUTING.md is followed in a copy, and what follows works."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from ..imports import PACKAGE

_BEFORE = '    title: str = title(default="")'
_LINE = '    minutes: int | None = given("Minutes that it took", minimum=1, default=None)\n'
_READ = """
from evidence.given.check import check_table
from evidence.given.reading import as_rows
from evidence.screen.decisions import ScreeningDecision as Row
text = "record,decision,reason,basis,reviewer,date,Minutes\\na,include,,,An,2026-01-01,3\\nb,include,,,An,2026-01-01,0\\n"
checked = check_table(text, "s.csv", Row)
print([row.minutes for row in as_rows(checked.rows, "s.csv", Row)], [(r.line, r.field, r.problem) for r in checked.set_aside])
"""


def test_one_line_more_is_a_column_that_is_read_checked_and_told(tmp_path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "evidence", ignore=shutil.ignore_patterns("__pycache__"))
    declared = tmp_path / "evidence" / "screen" / "decisions.py"
    text = declared.read_text(encoding="utf-8")
    assert text.count(_BEFORE) == 1
    declared.write_text(text.replace(_BEFORE, _LINE + _BEFORE), encoding="utf-8")
    assert _said(tmp_path, "-c", _READ) == "[3] [(3, 'minutes', 'this is less than 1')]\n"
    assert "minutes: Minutes that it took" in _said(tmp_path, "-m", "evidence.main", "columns", "screening")


def _said(folder: Path, *words: str) -> str:
    command = [sys.executable, *words]
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, "PYTHONPATH": str(folder)}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
