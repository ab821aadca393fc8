"""The sheet of a workbook as `evidence.ingest.workbook` writes it: a line for each row, a tab between two cells."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.csv_rows import CsvRow
from evidence.ingest import count
from evidence.ingest.format import Format, Piece
from evidence.ingest.formats import delimited
from evidence.ingest.table_header import header_of, is_header


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
            yield Piece(number + 1, line.rstrip("\t"), (CsvRow(number + 1, number + 1, cells), header, ""))


FORMAT = Format(
    name="xlsx",
    label="Excel workbook",
    tell=lambda text: 0,
    count=count.sheet,
    cut=cut,
    read=delimited.read,
)
