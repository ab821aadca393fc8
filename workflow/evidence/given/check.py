"""Checks a table of people's against its declaration and the codebook, row by row.

A row that breaks a rule is set aside with its line and the remedy; the others go on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from evidence import written
from evidence.codebook import Codebook
from evidence.errors import UserError
from evidence.given.cells import Problem, broken, wrong_width
from evidence.given.codes import with_codes, words_of
from evidence.given.declare import DATE, Given, GivenTable, given_by
from evidence.given.reading import header_below, header_of, numbered_rows
from evidence.remarks import Quarantined, Remark


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
    _check_header(text, file, table)
    good, bad, own = [], [], []
    first: dict[tuple[str, str], int] = {}
    for position, (line, row) in enumerate(numbered_rows(text, table.sheet)):
        row = _as_meant(row, table, codebook)
        twin = _twin(row, line, table, first)
        if problem := _problem(row, table, codebook) or twin:
            bad.append(_set_aside(file, position, line, row, problem, table))
        else:
            good.append((line, row))
            own += _own_words(row, file, line, table)
    return CheckedTable(good, bad, own)


def _problem(row: dict[str, str], table: GivenTable, codebook: Codebook | None) -> Problem | None:
    facet = row.get("facet") or ""
    found = (
        broken(column, row.get(column.name) or "", words_of(column, facet, codebook))
        for column in table.columns
    )
    return wrong_width(row) or next(filter(None, found), None) or _several(row, codebook)


def _several(row: dict[str, str], codebook: Codebook | None) -> Problem | None:
    """Codes of a decision on a facet of which a work has only one."""
    facet = codebook.find((row.get("facet") or "").strip()) if codebook else None
    codes = [code for code in (row.get("codes") or "").split(";") if code.strip()]
    if facet is None or facet.multiple or len(codes) < 2:
        return None
    what = f"a work has one code of {facet.id} (`multiple: false` in the codebook)"
    return "codes", what, " or ".join(codes)


def _twin(
    row: dict[str, str], line: int, table: GivenTable, first: dict[tuple[str, str], int]
) -> Problem | None:
    """A second row with what only one may have; `first`: the line of each such cell before."""
    for column in table.columns:
        cell = row.get(column.name) or ""
        if column.unique and cell and first.setdefault((column.name, cell), line) != line:
            return (
                column.name,
                f"the same as in line {first[column.name, cell]}",
                "text that no other row has",
            )
    return None


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


def _check_header(text: str, file: str, table: GivenTable) -> None:
    line, names = header_of(text)
    wrong = partial(UserError, file=file, line=line)
    given = [_known(name, table.names)[0] for name in names]
    for name in table.names:
        if given.count(name) > 1:
            raise wrong("two columns have this name", field=name, fix="remove or rename one")
    if len(set(given) & set(table.names)) < 2 and (below := header_below(text, table.names)):
        raise wrong(
            f"the names of the columns stand in line {below}, and not in the first",
            value=", ".join(filter(None, names)),
            fix="remove the lines above them",
        )
    for name in given:
        if name and name not in table.names and not name.startswith("_"):
            near = written.meant(name, table.names)
            orders = " or ".join(f"`{order}`" for order in written.ORDERS[1:])
            fix = f"did you mean `{near}`? " if near else ""
            fix += f"an order of dates is written as {orders}; " if near == "date" and "(" in name else ""
            raise wrong(
                "the column is not known, so what stands in it would not be read",
                field=name,
                allowed=written.nearest_first(name, table.names),
                fix=f"{fix}correct its name, or begin it with `_` where it is a note of your own",
            )
    for name in table.needed:
        if name not in given:
            fix = "add the column to the header"
            raise wrong("a column is missing", field=name, allowed=table.names, fix=fix)


@lru_cache
def _known(name: str, known: tuple[str, ...]) -> tuple[str, str]:
    """(name of a known column in whatever capitals it is written, or the name as it stands; order of its dates)."""
    plain, order = written.column(name)
    return (plain if plain.startswith("_") else written.as_allowed(plain, known)), order


def _as_meant(row: dict[str, str], table: GivenTable, codebook: Codebook | None) -> dict[str, str]:
    """The row under the names of its columns, each cell as it is meant."""
    found: dict[str, str] = {}
    orders: dict[str, str] = {}
    for written_name, cell in row.items():
        name, order = _known(written_name, table.names) if written_name else (written_name, "")
        found[name], orders[name] = cell, order
    for column in table.columns:
        if isinstance(given := found.get(column.name), str):
            words = words_of(column, found.get("facet") or "", codebook) or column.known
            found[column.name] = _cell(column, given, words, orders[column.name])
    return found


def _cell(column: Given, cell: str, words: Sequence[str], order: str) -> str:
    if column.many:
        parts = (written.as_allowed(part, words, column.others) for part in cell.split(";"))
        return ";".join(dict.fromkeys(part for part in parts if part))
    if words:
        return written.as_allowed(cell, words, column.others)
    if column.kind in (int, float):
        return written.as_number(cell, column.kind)
    return written.as_moment(cell, order) or cell.strip() if column.pattern == DATE else cell


def _set_aside(
    file: str, position: int, line: int, row: dict[str, str], problem: Problem, table: GivenTable
) -> Quarantined:
    field, what, allowed = problem
    return Quarantined(
        entry_id=str(row.get(table.key) or f"line {line}"),
        source_file=file,
        position=position,
        line=line,
        field=field,
        value=row.get(field) or "",
        problem=what,
        how_to_fix=f"correct the cell; allowed: {allowed}" if allowed else "correct the cell",
        raw=",".join(str(v) for v in row.values()),
    )
