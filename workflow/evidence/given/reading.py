"""Rows of a table of people's by their lines: one reader of what parts its columns, of its header and of its rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import fields, replace
from itertools import islice, zip_longest
from typing import Any, TypeVar

from evidence.csv_rows import CsvRow, read_rows
from evidence.given.declare import DATE, Given, Placed, given_by

Row = TypeVar("Row", bound=Placed)
# Columns of a worksheet in which a person answers; where all are blank nobody has.
_ANSWERED = ("decision", "level", "side", "codes", "answer", "text", "reviewer", "date")
# A first line by which Excel is told what parts the columns, and which it writes.
_SEPARATOR = re.compile(r"\A\s*\"?sep=(.)\"?[^\S\n]*(?=\n)", re.IGNORECASE)
_DELIMITERS = (",", ";", "\t", "|")
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff"  # what looks like nothing round a word, and `strip` leaves


class Unquoted(list[str]):
    """The cells beyond the header of a row whose quotation marks do not pair; `unclosed`: one is opened and not closed."""

    unclosed = False


def header_of(text: str) -> tuple[int, list[str]]:
    """(line, names of the columns) of a CSV text; nothing where it is blank."""
    first = next(_rows(text), CsvRow(1, 1, []))
    return first.first, first.cells


def header_at_end(text: str) -> list[str]:
    """Names of the columns by which the last row of a text is read: where a worksheet was appended with its header, those of that."""
    rows = _rows(text)
    header = next(rows, CsvRow(1, 1, [])).cells
    for row in rows:
        if (
            row.strict
            and row.cells[0].strip().lower() == header[0].strip().lower()
            and _heads(header, row.cells)
        ):
            header = row.cells
    return header


def _heads(header: list[str], cells: list[str]) -> bool:
    return _plain(cells[: len(header)]) == _plain(header)


def header_below(text: str, known: Collection[str]) -> int:
    """The line of a row below the first that names three known columns at least, or all; 0 where none of the next few does."""
    for row in islice(_rows(text), 1, 6):
        if len({*known} & {*_plain(row.cells)}) >= min(3, len(known)):
            return row.first
    return 0


def _rows(text: str) -> Iterator[CsvRow]:
    """The rows of a text, without the line that says what parts them and without invisible signs round a cell."""
    delimiter, width = delimiter_of(text), 0
    for row in read_rows(_SEPARATOR.sub("", text), delimiter):
        cells = [_seen(cell) for cell in row.cells]
        if len(cells) == 1 and row.strict:
            cells = _unwrapped(cells, delimiter, width)
        width = width or len(cells)
        yield replace(row, cells=cells)


def _unwrapped(cells: list[str], delimiter: str, width: int) -> list[str]:
    """The cells of a row that stands in one cell, quotes doubled: where a spreadsheet parts columns by another mark it shows each row in
    one cell, and saves it so. `width`: of the header, which a row must have then; 0 for the header itself.

    >>> _unwrapped(['k1,include,"a title, parted"'], ",", 3), _unwrapped(["a note, and more"], ",", 3)
    (['k1', 'include', 'a title, parted'], ['a note, and more'])
    """
    if delimiter not in cells[0] or "\n" in cells[0]:
        return cells
    within = next(read_rows(cells[0], delimiter), CsvRow(1, 1, cells))
    fits = len(within.cells) == width if width else len(within.cells) > 2
    return within.cells if within.strict and fits else cells


def _seen(cell: str) -> str:
    """A cell without signs round it that cannot be seen."""
    bare = cell.strip()
    return bare.strip(f"{_UNSEEN} ") if bare[:1] in _UNSEEN or bare[-1:] in _UNSEEN else cell


def delimiter_of(text: str) -> str:
    """What parts the columns of a table: a comma, or what a spreadsheet of another country or another program writes."""
    if said := _SEPARATOR.match(text):
        return said[1]
    header = next((line for line in text.split("\n") if line.strip()), "")
    return max(_DELIMITERS, key=header.count)


def numbered_rows(text: str, sheet: tuple[str, ...] = ()) -> Iterator[tuple[int, dict[str, str]]]:
    """(line number, row) of every row of a CSV text that is not blank.

    Names of columns are in small letters. As in `csv.DictReader`, a missing cell is None and cells too many stand under None, as
    `Unquoted` where the quotes of the row are broken. A worksheet may be appended as it was printed: where its header stands among the rows it
    is the header from there on, a row as wide as the `sheet` is read as one of it, and a question of the sheet that nobody has
    answered yet is no row.
    """
    rows = _rows(text)
    header = _plain(next(rows, CsvRow(1, 1, [])).cells)
    for row in rows:
        if row.strict and header and _heads(header, row.cells):
            header = _plain(row.cells)
            continue
        wider = len(row.cells) == len(sheet) and header == list(sheet[: len(header)])
        names = list(sheet) if wider else header
        known: dict[Any, Any] = dict(zip_longest(names, row.cells[: len(names)]))
        if len(row.cells) > len(names):
            known[None] = row.cells[len(names) :]
        if not row.strict:
            known[None] = Unquoted(row.cells[len(names) :])
            known[None].unclosed = row.unclosed
        if sheet and len(names) == len(sheet) and not any(known.get(name) for name in _ANSWERED):
            continue
        yield row.first, known


def _plain(header: list[str]) -> list[str]:
    """Names of columns in small letters: spreadsheets and people write them in capitals."""
    return [name.strip().lower() for name in header]


def as_rows(checked: Iterable[tuple[int, dict[str, str]]], file: str, row: type[Row]) -> list[Row]:
    """Rows that `check_table` has found usable, each with its file and line, its words and numbers as such."""
    read = {f.name for f in fields(row)}
    columns = [column for column in given_by(row).columns if column.name in read]
    make: Callable[..., Row] = row
    found, day, time = [], "", ""
    for line, cells in checked:
        said, _, at = (cells.get("date") or "").strip().partition("T")
        day, time = said, at or (time if said == day else "")
        values = (
            _value(c, said if c.pattern == DATE else (cells.get(c.name) or "").strip()) for c in columns
        )
        found.append(make(file, line, *values, time=time, of_above=bool(time) and not at))
    return found


def _value(column: Given, cell: str) -> Any:
    make: Callable[[str], Any] = column.kind
    return make(cell) if cell or issubclass(column.kind, str) else None
