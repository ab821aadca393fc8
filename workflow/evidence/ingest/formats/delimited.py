"""CSV, TSV and their kin: the header is looked for, rows are known by their lines, columns by their many names."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from evidence.csv_rows import CsvRow, read_rows
from evidence.ingest import column_names
from evidence.ingest.count.quoted_rows import delimited as counted
from evidence.ingest.entry import NO_WORKS, Problem, RawEntry
from evidence.ingest.format import Format, Piece, Rest
from evidence.ingest.left_over import OF_A_WORK
from evidence.ingest.table_cells import fill
from evidence.ingest.table_header import Header, fitted, header_of, is_header, unwrapped
from evidence.ingest.table_layout import DELIMITERS, STRANGE, TableLayout, layout_of, without_blocks
from evidence.ingest.untitled import no_title

_DIGIT = re.compile(r"\d")
_OTHER = re.compile(
    r"\s*(?:<[!?]|<[\w:]{4,}|@\s*\w+\s*\{|\[?\s*\{\s*\")"
)  # the beginning of XML, BibTeX or JSON
_QUOTED = re.compile(r'"(?:[^"]|"")*+"')
_MOVED = "a quote is not closed, so that the cells of this row are not in their places"
_ABSTRACKR = (
    "(internal) id"  # the first column of its table, in which a work without a label has no cells for one
)
_UNLABELLED = ["citations that are not yet labeled by anyone"]
_TOO_LATE = "the row stands above the line that names the columns"
_JOINED = "the line that names the columns goes on with the cells of an entry"
_FIXES = {
    _TOO_LATE: "put the line that names the columns above it",
    _JOINED: "put the entry on a line below it",
}


def cut(text: str) -> Iterator[Piece | Rest]:
    """The rows of a text below its header. A header met again, or another one, is that of the rows that follow it."""
    layout = layout_of(text)
    lines = text.split("\n")
    if layout is None:
        yield from _unknown(text, lines)
        return
    yield from _above(text, lines, layout)
    header, delimiter = layout.header, layout.delimiter
    # What stands above the header is blanked, so that every row keeps its line.
    below = "\n" * layout.last + "\n".join(lines[layout.last :])
    rows = _lines(lines, layout.last) if layout.literal else read_rows(below, delimiter)
    met = {len(header.names): header}
    for row in rows:
        width = len(header.names)
        if len(row.cells) != width:
            if len(row.cells) == 1 and row.strict:
                row = CsvRow(row.first, row.last, unwrapped(row.cells, delimiter, width), row.strict)
            # Rows of another table may stand between those of this one.
            header = header if len(fitted(row.cells, header)) == width else met.get(len(row.cells), header)
        if row.cells == _UNLABELLED and header.names[0] == _ABSTRACKR:
            continue
        if is_header(row.cells, header):
            header = header_of(["", *row.cells] if header.shifted else row.cells, header.shifted)
            met[len(header.names)] = header
            continue
        yield Piece(row.first, "\n".join(lines[row.first - 1 : row.last]), (row, header, ""))


def _above(text: str, lines: list[str], layout: TableLayout) -> Iterator[Piece | Rest]:
    """What stands above the rows: entries that the header came too late for, notes about the file, and the header
    itself where more than names stands in it."""
    at = len(layout.named)
    for row in _too_early(lines, layout):
        start = len("\n".join(lines[: row.first - 1])) + (row.first > 1)
        yield from _notes(text, at, start)
        raw = "\n".join(lines[row.first - 1 : row.last])
        yield Piece(row.first, raw, (row, None, _TOO_LATE))
        at = start + len(raw)
    header = len("\n".join(lines[: layout.first])) + (layout.first > 0)
    yield from _notes(text, at, header)
    raw = "\n".join(lines[layout.first : layout.last])
    if raw.endswith(names := without_blocks(raw)) and len(names) < len(raw):
        yield Rest(header, header + len(raw) - len(names))  # entries of BibTeX on the line of the names
    if layout.joined:
        yield Piece(layout.first + 1, raw, (None, None, _JOINED))
    elif layout.said:
        yield Rest(header, header + len(raw), notes=layout.said != STRANGE, said=layout.said)


def _notes(text: str, start: int, end: int) -> Iterator[Rest]:
    if text[start:end].strip():
        yield Rest(start, end, notes=True)


def _too_early(lines: list[str], layout: TableLayout) -> Iterator[CsvRow]:
    """Rows above the header with half as many cells as it has, or more, most of them filled."""
    width = len(layout.header.names)
    for row in read_rows("\n".join(lines[: layout.first]), layout.delimiter) if width > 1 else ():
        filled = sum(1 for cell in row.cells if cell.strip())
        if 2 * len(row.cells) > width and 2 * filled > width and (filled > 2 or width < 4):
            yield row


def heading(text: str) -> str:
    """What a later part of a file has to begin with in order to be read as this part: its last header."""
    layout = layout_of(text)
    if layout is None:
        return ""
    lines = text.split("\n")
    last = lines[layout.first : layout.last]
    for line in lines[layout.last :]:
        end = line.find(layout.delimiter, 0, 61)
        if end < 0 or _DIGIT.search(line, 0, end):
            continue
        if not _DIGIT.search(line) or column_names.is_name(line[:end]):
            cells = next(csv.reader([line], delimiter=layout.delimiter), [])
            last = [line] if is_header(cells, layout.header) else last
    return f"sep={layout.delimiter}\n" + "\n".join(last) + "\n"


def _unknown(text: str, lines: list[str]) -> Iterator[Piece]:
    """The rows of a text in which no column of titles is known; the first names the columns."""
    delimiter = max(DELIMITERS, key=text.lstrip().split("\n", 1)[0].count)
    rows = read_rows(text, delimiter)
    names = next(rows, CsvRow(1, 1, [])).cells
    for row in rows:
        yield Piece(row.first, "\n".join(lines[row.first - 1 : row.last]), (names, None, ""))


def _lines(lines: list[str], start: int) -> Iterator[CsvRow]:
    """Every line that is not blank as a row; quotes around the whole of a cell are left out."""
    for number in range(start, len(lines)):
        line = lines[number]
        if line.strip():
            cells = line.split("\t")
            if '"' in line:
                cells = [_bare(cell) for cell in cells]
            yield CsvRow(number + 1, number + 1, cells)


def _bare(cell: str) -> str:
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell


def read(piece: Piece, formulas: bool = True) -> RawEntry:
    """The entry of one row. `formulas`: see `table_cells.fill`."""
    row, header, said = piece.body
    entry = RawEntry(0, piece.line, piece.raw)
    if header is None and said:
        entry.problem = Problem("", said, _FIXES[said])
        return entry
    if header is None:
        entry.problem = Problem("title", *no_title(row))
        return entry
    cells = fitted(row.cells, header)
    if len(cells) < len(header.names) and row.strict and header.names[0] == _ABSTRACKR:
        cells = cells + [""] * (len(header.names) - len(cells))
    if len(cells) != len(header.names):
        entry.problem = _ragged(row, len(header.names))
        return entry
    if not row.strict and _moved(piece.raw, len(header.names)):
        entry.problem = Problem(
            "", _MOVED, "close the quote of that cell, and double the quotes inside it", piece.raw[:80]
        )
        return entry
    fill(entry, header, cells, formulas)
    if entry.kind in NO_WORKS and {"key", "itemtype"} <= set(map(column_names.plain, header.names)):
        entry.no_work = entry.kind
        return entry
    if row.last > row.first and (within := _row_within(cells, header)):
        what = "a line within a cell looks like a row of the table; other entries may run into this one, which were then not read as entries"
        entry.repairs.append(
            ("", within[:160], what, "look for a quote that is missing in this row or in those below it")
        )
    if said:
        entry.repairs.append(("", "", said, "if they are another entry, put it into a row of its own"))
    if not row.strict:
        problem = "a quote stands inside a cell; the cell was read up to the delimiter"
        fix = "double the quotes inside quoted cells"
        entry.repairs.append(("", entry.raw[:160], problem, fix))
    return entry


def _moved(raw: str, width: int) -> bool:
    """Whether a cell of a row, by one of the delimiters, closes with the quote that opens the next: `"On tea,"Elm, D",2001`.

    >>> _moved('"On tea,"Elm, D",2001', 3), _moved('"On "tea, and" rent","Elm, D",2001', 3)
    (True, False)
    """
    return any(_opens_within(raw, mark) for mark in DELIMITERS if raw.count(mark) >= width - 1)


def _opens_within(raw: str, delimiter: str) -> bool:
    at = 0
    while at >= 0:
        quoted = _QUOTED.match(raw, at)
        at = quoted.end() if quoted else at
        if quoted and quoted[0][-2:] == f'{delimiter}"' and raw[at : at + 1].strip() not in ("", delimiter):
            return True
        at = raw.find(delimiter, at) + 1 or -1
    return False


def _row_within(cells: list[str], header: Header) -> str:
    """A line within a cell that is a row of the table: one that has as many cells as the header, with a year or a DOI in its
    place; or the end of a row and the beginning of another, which a cell that opens in the one and closes in the other
    has both, with a year or a DOI in its place; else nothing.
    """
    width = len(header.names)
    dated = {at for at, name, _ in header.filed if name in ("year", "doi")}
    for place, cell in enumerate(cells):
        if "\n" not in cell:
            continue
        end, *whole, beginning = cell.split("\n")
        if place == width - 1:  # nothing follows it on its last line
            whole.append(beginning)
        for line in whole:
            delimiter = max(DELIMITERS, key=line.count)
            if line.count(delimiter) >= max(width - 1, 2) and _is_row(line, delimiter, width, dated):
                return line
        if place < width - 1 and any(
            _are_of_rows(end, beginning, mark, place, width, dated) for mark in DELIMITERS
        ):
            return beginning
    return ""


def _is_row(line: str, delimiter: str, width: int, dated: set[int]) -> bool:
    cells = next(csv.reader([line], delimiter=delimiter), [])
    return len(cells) == width and any(OF_A_WORK.fullmatch(cells[at].strip()) for at in dated)


def _are_of_rows(end: str, beginning: str, delimiter: str, place: int, width: int, dated: set[int]) -> bool:
    """Whether the first line of a cell has all cells of a row from its `place` on, and the last line all up to it."""
    last, first = end.split(delimiter), beginning.split(delimiter)
    if len(last) < width - place or len(first) <= place:
        return False
    # A comma may stand in a cell of the row that ends here, so that its places are told from behind.
    return any(OF_A_WORK.fullmatch(first[at] if at < place else last[at - width]) for at in dated)


def _ragged(row: CsvRow, width: int) -> Problem:
    count = f"the row has {len(row.cells)} cells, the header has {width}"
    if not row.strict:
        count = f"a quote is opened or closed in the wrong place: {count}"
    fix = "put quotes around cells that hold the delimiter, or add the missing cells"
    if len(row.cells) > width:
        fix = "put quotes around cells that hold the delimiter; where every row has a cell more, give it a name in the header"
    return Problem("", count, fix, " | ".join(row.cells)[:80])


def tell(text: str) -> int:
    """Characters of the header and of the rows that have as many cells as it; 0 where it names too little.

    >>> tell("Title, year\\nand other prose that follows\\n"), tell("title,year\\nA,2001\\n")
    (0, 18)
    """
    layout = layout_of(text)
    if layout is None:
        return 0
    width, delimiter = len(layout.header.names), layout.delimiter
    lines = text.split("\n")
    told = sum(len(line) + 1 for line in lines[layout.first : layout.last])
    if width == 1:
        # A list of titles is as good as any other reading of a text only if no other reading is at hand.
        return told if len(lines) > 2 else 0
    below = "\n".join(lines[layout.last :])
    rows = _lines(lines, layout.last) if layout.literal else read_rows(below, delimiter)
    fitting = others = 0
    for row in rows:
        fits = (
            len(row.cells) == width
            or len(fitted(unwrapped(row.cells, delimiter, width), layout.header)) == width
        )
        fits = fits and not _OTHER.match(row.cells[0])
        size = sum(map(len, row.cells)) + len(row.cells)
        fitting, others = fitting + size * fits, others + size * (not fits)
    named = sum(bool(name) for _, name, _ in layout.header.filed)
    if named < 3 and others > fitting:
        return 0
    return told + fitting


FORMAT = Format(
    name="csv",
    label="CSV or TSV",
    tell=tell,
    count=counted,
    cut=cut,
    read=read,
    order=60,
    rows=True,
)
