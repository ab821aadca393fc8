"""A column of a table of people's filled in where it is blank; every other letter of the table stays."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from evidence.csv_rows import CsvRow, read_rows
from evidence.given.reading import delimiter_of


def filled(text: str, name: str, cells: Mapping[int, str]) -> tuple[str, int]:
    """(the text, how many cells were filled). `cells`: line of a row → what its blank cell is to hold. The column is added at the right where
    a header lacks it. A table with rows that are wider than their header, or whose quotes do not pair, stays as it is."""
    delimiter = delimiter_of(text)
    rows = list(_headed(text, delimiter))
    if any(not row.strict or len(row.cells) > len(header) for row, header in rows):
        return text, 0
    lines: list[str | None] = list(text.split("\n"))
    done = 0
    for row, header in rows:
        own = [*row.cells, *[""] * (len(header) - len(row.cells))]
        at = header.index(name) if name in header else len(header)
        own += [""] * (at + 1 - len(own))
        if row.cells is header or [cell.strip().lower() for cell in row.cells] == header:
            own[at] = own[at] or name
        elif row.first in cells and not own[at].strip():
            own[at] = cells[row.first]
            done += 1
        elif name in header:
            continue
        _write(lines, row, own, delimiter)
    return "\n".join(line for line in lines if line is not None), done


def _headed(text: str, delimiter: str) -> Iterator[tuple[CsvRow, list[str]]]:
    """Each row with the names of the columns that it is read by; a header with its own."""
    header: list[str] = []
    for row in read_rows(text, delimiter):
        plain = [cell.strip().lower().lstrip("\ufeff") for cell in row.cells]
        if not header and row.first == 1 and len(plain) == 1 and plain[0].startswith("sep="):
            continue
        if not header or plain[: len(header)] == header:
            header = plain
        yield row, header


def _write(lines: list[str | None], row: CsvRow, cells: list[str], delimiter: str) -> None:
    """Put a row in its place: at the end of its line where it only grew, else written anew."""
    first, last = row.first - 1, row.last - 1
    end = "\r" if (lines[last] or "").endswith("\r") else ""
    grown = cells[len(row.cells) :]
    if cells[: len(row.cells)] == row.cells:
        lines[last] = (lines[last] or "").removesuffix("\r") + "".join(map(delimiter.__add__, grown)) + end
        return
    out = io.StringIO()
    csv.writer(out, lineterminator="", delimiter=delimiter).writerow(cells)
    lines[first : last + 1] = [out.getvalue() + end, *[None] * (last - first)]
