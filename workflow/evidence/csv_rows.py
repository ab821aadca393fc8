"""CSV rows with their lines. A stray quote costs its own row, not the rest of the file."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row that is not blank: its first and last line, and its cells.

    `strict` is false where the quotes break the rules of CSV; such a row ends with its line, and is `unclosed` where a quote
    was opened in it and not closed.
    """

    first: int
    last: int
    cells: list[str]
    strict: bool = True
    unclosed: bool = field(default=False, compare=False)


def read_rows(text: str, delimiter: str = ",") -> Iterator[CsvRow]:
    """Yield every row of a CSV text, the header among them."""
    csv.field_size_limit(sys.maxsize)  # an abstract may be longer than csv's own 128 kB
    lines = [line + "\n" for line in text.split("\n")]
    at, vain = 0, 4 * len(lines) + 1_000
    while at < len(lines):
        if (
            vain < 0
        ):  # quotes that never close have had the text read again and again: from here a line is a row
            cells = next(csv.reader([lines[at]], delimiter=delimiter), [])
            yield from _row(at, at + 1, cells, '"' not in lines[at])
            at += 1
            continue
        reader = csv.reader(_from(lines, at), delimiter=delimiter, strict=True)
        begin = at
        try:
            for cells in reader:
                first, at = at + 1, begin + reader.line_num
                if any(map(str.strip, cells)):
                    yield CsvRow(first, at, cells)
        except csv.Error:
            vain -= reader.line_num - (at - begin)
            cells = next(csv.reader([lines[at]], delimiter=delimiter), [])
            yield from _row(at, at + 1, cells, False)
            at += 1


def _from(lines: list[str], start: int) -> Iterator[str]:
    return map(lines.__getitem__, range(start, len(lines)))


def _row(begin: int, end: int, cells: list[str], strict: bool) -> Iterator[CsvRow]:
    if any(map(str.strip, cells)):
        yield CsvRow(begin + 1, end, cells, strict, not strict and cells[-1].endswith("\n"))
