"""CSV in which each line is a field of a work, its name first and its values behind it, as Embase writes (*fields by row*).

A work goes from one line of its title to the next. A table that stands upright with several works beside one another has no
such lines, and is not of this format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from evidence.csv_rows import CsvRow, read_rows
from evidence.ingest import column_names
from evidence.ingest.count.quoted_rows import by_field as counted
from evidence.ingest.entry import RawEntry
from evidence.ingest.format import Format, Piece
from evidence.ingest.table_cells import fill
from evidence.ingest.table_header import header_of
from evidence.ingest.upright import upright

_DELIMITERS = ",;\t"
_SAMPLE = 2**16
_TITLE = "title"


def cut(text: str) -> Iterator[Piece]:
    """The lines of one work after another."""
    lines = text.split("\n")
    work: list[CsvRow] = []
    for row in read_rows(text, _delimiter(text)):
        if work and column_names.plain(row.cells[0]) == _TITLE:
            yield _piece(work, lines)
            work = []
        work.append(row)
    if work:
        yield _piece(work, lines)


def _piece(work: list[CsvRow], lines: list[str]) -> Piece:
    return Piece(work[0].first, "\n".join(lines[work[0].first - 1 : work[-1].last]), work)


def read(piece: Piece) -> RawEntry:
    """The entry of the lines of one work; several values of a field are parted as a list in a cell is."""
    entry = RawEntry(0, piece.line, piece.raw)
    fields: dict[str, str] = {}
    for row in piece.body:
        name, *values = (cell.strip() for cell in row.cells)
        fields[name] = "; ".join(filter(None, [fields.get(name, ""), *values]))
    fill(entry, header_of(list(fields)), list(fields.values()))
    return entry


def _delimiter(text: str) -> str:
    first = text.lstrip().split("\n", 1)[0]
    return max(_DELIMITERS, key=first.count)


def tell(text: str) -> int:
    """All letters of a text that begins with a title, has one title a work, and names its fields in its first cells.

    >>> tell('"TITLE","On tea"\\n"AUTHOR NAMES","Ash B.","Elm C."\\n"VOLUME","3"\\n"DOI","10.1000/a"\\n')
    80
    >>> tell("Title,On tea,On rent\\nAuthors,Ash,Elm\\nVolume,1,2\\nDOI,10.1000/a,10.1000/b\\n")
    0
    """
    if not re.match(r"\s*\"?title\b", text, re.I):
        return 0
    rows = [row.cells for row in islice(read_rows(text[:_SAMPLE], _delimiter(text)), 200)]
    titles = [row for row in rows if column_names.plain(row[0]) == _TITLE]
    one_each = all(len([cell for cell in row if cell.strip()]) <= 2 for row in titles)
    return len(text.strip()) if one_each and upright(rows) else 0


FORMAT = Format(
    name="csv-by-field",
    label="CSV with a line for each field (Embase)",
    tell=tell,
    count=counted,
    cut=cut,
    read=read,
    begins=re.compile(rb"\n(?=\"?TITLE\"?[,;\t])"),
    order=55,
)
