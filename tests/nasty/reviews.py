"""A small review with nasty values in one column of one table, checked and made into pages in this process."""

from __future__ import annotations

import contextlib
import csv
import io
import shutil
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from evidence.main import app
from evidence.pipeline import STAGES as PIPELINE
from tests.nasty.values import TABLES

ROOT = Path(__file__).resolve().parents[2]
BCG = ROOT / "tests" / "topics" / "bcg"
NAMES = [stage.name for stage in PIPELINE]
STAGES = NAMES[: NAMES.index("brief") + 1]

_RECORDS = 20  # to which the rows of other tables refer in turn


@dataclass(frozen=True, slots=True)
class Outcome:
    """`refused`: check says what is wrong and stops; `fault`: where something fell without words, or None."""

    refused: bool
    fault: str | None
    said: str = ""


def copy(folder: Path) -> Path:
    """The review of BCG, ready to be built."""
    shutil.copytree(BCG, folder)
    write(folder, "records/nasty.csv", "", [""] * _RECORDS)
    return folder


def write(
    folder: Path,
    table: str,
    column: str,
    values: Sequence[str],
    single: Mapping[int, tuple[str, str]] | None = None,
) -> None:
    """One row a value, all else as it should be. `single`: row, from one → (column, value) in the place of them."""
    row = TABLES[table]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(row)
    for n, value in enumerate(values, start=1):
        writer.writerow(
            [
                value if name == column else cell.format(n=n, m=(n - 1) % _RECORDS + 1)
                for name, cell in row.items()
            ]
        )
    place = folder / "literature" / table
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(out.getvalue().encode("utf-8", "surrogatepass"))


def diagonal(folder: Path, sample: Sequence[str]) -> Outcome:
    """The outcome of a review in which every column of every table has one of these values, each in a row of its own."""
    at = 0
    for table, row in TABLES.items():
        values = [sample[(at + n) % len(sample)] for n in range(len(row))]
        at += len(row)
        write(folder, table, "", [""] * len(row), dict(enumerate(zip(row, values, strict=True), start=1)))
    try:
        return outcome(folder)
    finally:
        for table in TABLES:
            (folder / "literature" / table).unlink()
        write(folder, "records/nasty.csv", "", [""] * _RECORDS)


def of_column(folder: Path, table: str, column: str, values: Sequence[str]) -> Outcome:
    """The outcome of a review that has these values in a column, one a row; the table is taken away again."""
    if table != "records/nasty.csv":
        write(folder, "records/nasty.csv", "", [""] * _RECORDS)
    write(folder, table, column, values)
    try:
        return outcome(folder)
    finally:
        if table != "records/nasty.csv":
            (folder / "literature" / table).unlink()
        write(folder, "records/nasty.csv", "", [""] * _RECORDS)


def outcome(folder: Path, stages: Sequence[str] = STAGES) -> Outcome:
    """Check, and where nothing stops the build, every stage up to the pages."""
    with contextlib.chdir(folder):
        checked = CliRunner().invoke(app, ["check"])
        if fault := _fault("check", checked):
            return Outcome(False, fault)
        if checked.exit_code == 1:
            said = checked.stdout
            return Outcome(True, None if "to fix:" in said else f"no remedy: {said[-300:]}", said)
        for stage in stages:
            done = CliRunner().invoke(app, [stage])
            if fault := _fault(stage, done, stopped=True):
                return Outcome(False, fault)
    return Outcome(False, None, checked.stdout)


def _fault(stage: str, done, stopped: bool = False) -> str | None:
    error = done.exception
    if error is None or (isinstance(error, SystemExit) and not (stopped and done.exit_code)):
        return None
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno} {frames[-1].name}"
    own = next((f for f in reversed(frames) if "/evidence/" in f.filename), frames[-1])
    return f"{stage}: {type(error).__name__} in {where} (from {Path(own.filename).name}:{own.lineno}): {str(error)[:200]}"


def culprits(
    folder: Path, table: str, column: str, values: Sequence[str], most: int = 4
) -> list[tuple[str, str]]:
    """(value, fault) of single values, or pairs of them, that fell: halves are tried until one is left."""
    found: list[tuple[str, str]] = []
    waiting = [list(values)]
    while waiting and len(found) < most:
        part = waiting.pop()
        fault = of_column(folder, table, column, part).fault
        if not fault:
            continue
        if len(part) == 1:
            found.append((part[0], fault))
            continue
        half = len(part) // 2
        before = len(waiting)
        waiting += [part[half:], part[:half]]
        if not any(of_column(folder, table, column, own).fault for own in waiting[before:]):
            del waiting[before:]
            found.append((f"{len(part)} values together", fault))
    return found


COLUMNS = tuple((table, column) for table, row in TABLES.items() for column in row)
