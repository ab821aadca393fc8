"""Checks a table of people's against its declaration and the codebook, row by row.

A row that breaks a rule is set aside with its line and the remedy; the others go on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from evidence import written
from evidence.codebook import Codebook
from evidence.errors import shorten
from evidence.given import days
from evidence.given.cells import Problem, wrong_width
from evidence.given.codes import with_codes
from evidence.given.declare import GivenTable, given_by
from evidence.given.header import check_header
from evidence.given.once import Cells
from evidence.given.reading import delimiter_of, header_of, numbered_rows
from evidence.remarks import ONE_LINE, Quarantined, Remark


@dataclass(frozen=True, slots=True)
class CheckedTable:
    """Usable rows as (line, row), the rows that were set aside, and words of people's own, which are kept."""

    rows: list[tuple[int, dict[str, str]]]
    set_aside: list[Quarantined]
    own_words: list[Remark]


def check_table(
    text: str,
    file: str,
    kind: type | GivenTable,
    codebook: Codebook | None = None,
    claims: Sequence[str] = (),
) -> CheckedTable:
    """Check a CSV text. `kind`: the row or table that it holds. Raises UserError where a needed column is missing or one is not known.

    Cells come back as they are meant: without spaces round them, in the capitals of the allowed word, dates as
    YYYY-MM-DD. Columns whose names begin with `_` are the researcher's own and are not read.
    """
    table = with_codes(kind if isinstance(kind, GivenTable) else given_by(kind), codebook, claims)
    check_header(text, file, table)
    delimiter = delimiter_of(text)
    good, bad, own = [], [], []
    first: dict[tuple[str, str], int] = {}
    cells = Cells(table, codebook)
    rows = [(line, cells.as_meant(row)) for line, row in numbered_rows(text, table.sheet)]
    unique = [column.name for column in table.columns if column.unique]
    for position, (line, row) in enumerate(rows):
        twin = _twin(row, line, unique, first)
        if problem := wrong_width(row, delimiter) or next(cells.problems(row), None) or twin:
            bad.append(_set_aside(file, position, line, row, problem, table))
        else:
            good.append((line, row))
            own += _own_words(row, file, line, table)
    return CheckedTable(good, _told_once(bad, text, rows), own + _without_name(text, file, rows))


def _twin(
    row: dict[str, str], line: int, unique: Sequence[str], first: dict[tuple[str, str], int]
) -> Problem | None:
    """A second row with what only one may have; `first`: the line of each such cell before. What was taken back is free again."""
    for name in unique:
        cell = row.get(name) or ""
        if row.get("withdrawn"):
            first.pop((name, cell), None)
            continue
        if cell and first.setdefault((name, cell), line) != line:
            what = f"the same as in line {first[name, cell]}"
            return Problem(
                name, what, "give each row a name of its own here, or remove the one that stands twice"
            )
    return None


def _told_once(
    bad: list[Quarantined], text: str, rows: list[tuple[int, dict[str, str]]]
) -> list[Quarantined]:
    """Days of which nobody can tell the order: what to write in the header, the same for all rows of the file."""
    line = header_of(text)[0]
    fixes: dict[str, str] = {}
    found = []
    for entry in bad:
        if entry.problem == days.UNTOLD:
            if entry.field not in fixes:
                cells = [row.get(entry.field) or "" for _, row in rows]
                fixes[entry.field] = days.how_to_tell(entry.field, line, cells)
            entry = replace(entry, problem=entry.problem + ONE_LINE, how_to_fix=fixes[entry.field])
        found.append(entry)
    return found


def _without_name(text: str, file: str, rows: list[tuple[int, dict[str, str]]]) -> list[Remark]:
    """A remark where something stands in a column without a name, which nobody reads."""
    line, names = header_of(text)
    cell = next((row[""] for _, row in rows if (row.get("") or "").strip()), "")
    if not cell:
        return []
    which = "the first column" if names[0] == "" else f"column {names.index('') + 1}"
    problem = f"{which} has no name, so that what stands in it is not read"
    fix = "remove it, or give it a name that begins with `_` where it is a note of your own"
    return [Remark(f"{file}:{line}", file, line, "", shorten(cell, 60), problem, fix)]


def _own_words(row: dict[str, str], file: str, line: int, table: GivenTable) -> list[Remark]:
    """What stands in columns that have known words and may hold others: kept, and said, because nothing is done by it."""
    found = []
    for column in table.columns:
        cell = (row.get(column.name) or "").strip()
        if column.known and cell and cell not in column.known:
            near = written.meant(cell, column.known)
            fix = f"did you mean `{near}`?" if near else "leave it, or write one of these"
            problem = "this is a word of your own: it is kept, and nothing follows from it"
            fix += f"; known: {', '.join(written.nearest_first(cell, column.known))}"
            found.append(Remark(f"{file}:{line}", file, line, column.name, cell, problem, fix))
    return found


def _set_aside(
    file: str, position: int, line: int, row: dict[str, str], problem: Problem, table: GivenTable
) -> Quarantined:
    return Quarantined(
        entry_id=str(row.get(table.key) or f"line {line}"),
        source_file=file,
        position=position,
        line=line,
        field=problem.field,
        value=(row.get(problem.field) or "") if problem.field else "",
        problem=problem.wrong,
        how_to_fix=problem.fix,
        raw=",".join(str(v) for v in row.values()),
    )
