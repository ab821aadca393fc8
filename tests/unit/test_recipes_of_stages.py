"""Add a table, add a stage: followed in a copy of the package, by Python of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLE = '''

@table("decades", "How many works each decade has")
class Decade:
    """The works of ten years."""

    decade: int = column("decade", "year")
    works: int = column("works", "works")
'''
STAGE = '''"""Decades: works come in; how many each decade has goes out."""

from collections import Counter

from evidence.deduplicate.rows import Work
from evidence.decades.rows import Decade
from evidence.stage import Bench, Stage


def _run(bench: Bench) -> str:
    found = Counter(work.year // 10 * 10 for work in bench[Work] if work.year)
    bench.write({Decade: [Decade(*pair) for pair in sorted(found.items())]}, [])
    return f"{len(found)} decades"


DECADES = Stage(name="decades", does="Count works by decade.", run=_run, reads=(Work,), writes=(Decade,))
'''
LOOK = """
from pathlib import Path
from evidence import pipeline
from evidence.layout import Layout
from evidence.catalogue import BY_NAME, words
from evidence.stage import run_in_memory
stages = [s for s in pipeline.STAGES if s.name in ('ingest', 'deduplicate', 'decades')]
table = BY_NAME['decades']
print(table.stage, table.download, words(table.row)['works'].unit)
print([str(path) for path in pipeline.outputs(stages[-1], Layout()).values()][0])
print([(row.decade, row.works) for row in run_in_memory(Layout(Path(REVIEW)), *stages)[table.row]] if len(stages) == 3 else [])
"""


@pytest.fixture
def copy(tmp_path) -> Path:
    there = tmp_path / "workflow" / "evidence"
    shutil.copytree(ROOT / "workflow" / "evidence", there, ignore=shutil.ignore_patterns("__pycache__"))
    return there


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def look(copy: Path) -> list[str]:
    code = LOOK.replace("REVIEW", repr(str(ROOT / "tests" / "topics" / "bcg")))
    environment = {"PYTHONPATH": str(copy.parent), "PATH": "/usr/bin:/bin"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_add_a_table(copy) -> None:
    """One file says it; its place, its download and its words follow."""
    with (copy / "ingest" / "rows.py").open("a", encoding="utf-8") as rows:
        rows.write(TABLE)
    assert look(copy)[0] == "ingest decades.csv works"


def test_add_a_stage(copy) -> None:
    """Its rows, its stage, a line of the catalogue: three files (a room of its own has an empty `__init__.py` besides)."""
    room = copy / "decades"
    room.mkdir()
    (room / "__init__.py").write_text('"""Decades."""\n')
    (room / "rows.py").write_text(f"from evidence.rows import column, table\n{TABLE}")
    (copy / "stages" / "decades.py").write_text(STAGE)
    edit(
        copy / "catalogue.py",
        "\n_ROOMS = (",
        "from evidence.decades import rows as decades\n_ROOMS = (\n    decades,",
    )
    told = look(copy)
    assert told[:2] == ["decades decades.csv works", "results/decades/decades.parquet"]
    assert told[2] == "[(1940, 2), (1970, 2), (1980, 1)]"  # hart1977 stands in both of its files
