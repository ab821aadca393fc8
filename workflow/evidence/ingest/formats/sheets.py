"""The sheet of a workbook as `evidence.ingest.workbook` writes it: a line for each row, a tab between two cells."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from evidence.csv_rows import CsvRow
from evidence.ingest.count.quoted_rows import sheet as counted
from evidence.ingest.format import Format, Piece
from evidence.ingest.formats import delimited
from evidence.ingest.table_header import Header, header_of, is_header

_AN_ENTRY = 3  # cells that may be an entry and no note


def cut(text: str) -> Iterator[Piece]:
    """The rows below the header, the first line. A header met again, or another one, is that of the rows that follow it."""
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), len(lines) - 1)
    header = header_of(lines[first].split("\t"))
    for number in range(first + 1, len(lines)):
        line = lines[number]
        if not line.strip():
            continue
        cells = line.split("\t")
        if is_header(cells, header):
            header = header_of(cells)
        else:
            row = CsvRow(number + 1, number + 1, cells)
            yield Piece(number + 1, line.rstrip("\t"), (row, header, _beyond(cells, header)))


def _beyond(cells: list[str], header: Header) -> str:
    """What is said of a row that goes on where no column has a name: a note may stand there, or another entry."""
    last = max(at for at, name in enumerate(header.names) if name)
    behind = sum(map(bool, cells[last + 1 :]))
    return f"{behind} cells stand behind the last column that has a name" if behind >= _AN_ENTRY else ""


FORMAT = Format(
    name="xlsx",
    label="Excel workbook",
    tell=lambda text: 0,
    count=counted,
    cut=cut,
    read=partial(delimited.read, formulas=False),
    order=70,
)
