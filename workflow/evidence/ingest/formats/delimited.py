"""CSV, TSV and their kin: the header is looked for, rows are known by their lines, columns by their many names."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from evidence.csv_rows import CsvRow, read_rows
from evidence.ingest import columns, count
from evidence.ingest.entry import Problem, RawEntry
from evidence.ingest.format import Format, Piece
from evidence.ingest.table_layout import (
    DELIMITERS,
    Header,
    Layout,
    fitted,
    header_of,
    is_header,
    layout_of,
    unwrapped,
)
from evidence.io import spreadsheet_safe

_WRITTEN_LIST = re.compile(r"[\[(]\s*['\"]")  # Python's or JSON's
_ENTITY = re.compile(r"&#?\w+;")
_DIGIT = re.compile(r"\d")
_MARKUP = re.compile(r"\s*(?:@\s*\w+\s*[{(]|<[!?/\w])")  # a line of BibTeX or XML, which names no columns
_NOTES = 3  # lines of notes about the file that are passed over without a word
_NOT_READ = "{} lines above the one that names the columns were not read"
_TOO_LATE = "the row stands above the line that names the columns"
_JOINED = "the line that names the columns goes on with the cells of an entry"
_WHOLE = re.compile(r"(\d+)\.0")
_NUMBERS = ("year", "volume", "issue", "pages", "first", "last", "article", "pmid")
_SCOPUS_ID = re.compile(r"\s*\(\d{7,}\)")
_LINES = re.compile(r"\s*[\n\u2028]\s*")


def cut(text: str) -> Iterator[Piece]:
    """The rows of a text below its header. A header met again, or another one, is that of the rows that follow it."""
    layout = layout_of(text)
    lines = text.split("\n")
    if layout is None:
        yield from _unknown(text, lines)
        return
    header, delimiter = layout.header, layout.delimiter
    above = list(_above(lines, layout))
    yield from above
    if layout.joined:
        raw = "\n".join(lines[layout.first : layout.last])
        yield Piece(layout.first + 1, raw, (None, None, _JOINED))
    notes = [line for line in lines[: layout.first] if line.strip()] if not above else []
    # What stands above the header is blanked, so that every row keeps its line.
    below = "\n" * layout.last + "\n".join(lines[layout.last :])
    rows = _lines(lines, layout.last) if layout.literal else read_rows(below, delimiter)
    met = {len(header.names): header}
    for row in rows:
        width = len(header.names)
        if len(row.cells) != width:
            if len(row.cells) == 1 and row.strict:
                row = CsvRow(row.first, row.last, unwrapped(row.cells, delimiter), row.strict)
            # Rows of another table may stand between those of this one.
            header = header if len(fitted(row.cells, header)) == width else met.get(len(row.cells), header)
        if is_header(row.cells, header):
            header = header_of(["", *row.cells] if header.shifted else row.cells, header.shifted)
            met[len(header.names)] = header
            continue
        said = _NOT_READ.format(len(notes)) if len(notes) > _NOTES else ""
        yield Piece(row.first, "\n".join(lines[row.first - 1 : row.last]), (row, header, said))
        notes = []


def _above(lines: list[str], layout: Layout) -> Iterator[Piece]:
    """Rows above the header with as many cells as it has: entries that it came too late for, and no notes about the file."""
    width = len(layout.header.names)
    if width > 1:
        for row in read_rows("\n".join(lines[: layout.first]), layout.delimiter):
            if len(row.cells) == width and 2 * sum(map(bool, row.cells)) > width:
                yield Piece(row.first, "\n".join(lines[row.first - 1 : row.last]), (row, None, _TOO_LATE))


def heading(text: str) -> str:
    """What a later part of a file has to begin with in order to be read as this part: its last header."""
    layout = layout_of(text)
    if layout is None:
        return ""
    lines = text.split("\n")
    last = lines[layout.first : layout.last]
    for line in lines[layout.last :]:
        end = line.find(layout.delimiter, 0, 61)
        if end >= 0 and columns.is_name(line[:end]) and not _DIGIT.search(line[:end]):
            cells = next(csv.reader([line], delimiter=layout.delimiter), [])
            last = [line] if is_header(cells, layout.header) else last
    return f"sep={layout.delimiter}\n" + "\n".join(last) + "\n"


def _unknown(text: str, lines: list[str]) -> Iterator[Piece]:
    """The rows of a text in which no column of titles is known."""
    delimiter = max(DELIMITERS, key=text.lstrip().split("\n", 1)[0].count)
    rows = read_rows(text, delimiter)
    next(rows, None)
    for row in rows:
        yield Piece(row.first, "\n".join(lines[row.first - 1 : row.last]), (row, None, ""))


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


def read(piece: Piece) -> RawEntry:
    """The entry of one row."""
    row, header, said = piece.body
    entry = RawEntry(0, piece.line, piece.raw)
    if header is None and said:
        fix = (
            "put the entry on a line below it"
            if said == _JOINED
            else "put the line that names the columns above it"
        )
        entry.problem = Problem("", said, fix)
        return entry
    if header is None:
        fix = "name the column that holds the titles `title`"
        entry.problem = Problem("title", "no column of this file is known as the title", fix)
        return entry
    if said:
        entry.repairs.append(("", "", said, "nothing, if no entry stands there"))
    cells = fitted(row.cells, header)
    if len(cells) != len(header.names):
        entry.problem = _ragged(row, len(header.names))
        return entry
    fill(entry, header, cells)
    if not row.strict:
        problem = "a quote stands inside a cell; the cell was read up to the delimiter"
        fix = "double the quotes inside quoted cells"
        entry.repairs.append(("", entry.raw[:160], problem, fix))
    return entry


def _ragged(row: CsvRow, width: int) -> Problem:
    count = f"the row has {len(row.cells)} cells, the header has {width}"
    if not row.strict:
        count = f"a quote is opened or closed in the wrong place: {count}"
    fix = "put quotes around cells that hold the delimiter, or add the missing cells"
    return Problem("", count, fix, " | ".join(row.cells)[:80])


def fill(entry: RawEntry, header: Header, cells: list[str]) -> None:
    """File every cell under what its column means, the preferred column first; nothing is left out."""
    page: dict[str, str] = {}
    for at, name, column in header.filed:
        value = cells[at].strip()
        if value[:1] == "'":
            value = unguarded(value)
        if not value:
            continue
        if value[-2:] == ".0" and name in _NUMBERS and (match := _WHOLE.fullmatch(value)):
            value = match[1]
        if name in _FIELDS:
            if name in entry.fields or name == "year":
                entry.put(name, column, value)
            elif value := value.strip():
                entry.fields[name] = value
        elif name == "authors" and not entry.authors:
            entry.authors = authors(value)
        elif name == "keywords":
            entry.keywords += [word for word in keywords(value) if word not in entry.keywords]
        elif name == "key" and not entry.key:
            entry.key = value
            if "openalex.org" in value:
                entry.put("openalex", column, value)
        elif name == "kind" and not entry.kind:
            entry.kind = value.lower()
        elif name in ("first", "last", "article") and name not in page:
            page[name] = value
        else:
            entry.put(None, column, value)
    if not page:
        return
    first, last = page.get("first", ""), page.get("last", "")
    entry.put("pages", "start page", f"{first}-{last}" if first and last and first != last else first or last)
    entry.put(None if entry.fields.get("pages") else "pages", "article number", page.get("article", ""))


_FIELDS = frozenset(columns.FIELDS) - {"authors", "keywords", "key", "kind", "first", "last", "article"}


def unguarded(cell: str) -> str:
    """The cell without the apostrophe that keeps a spreadsheet from running it (`io.spreadsheet_safe`).

    >>> unguarded("'=1+1"), unguarded("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell[:1] == "'" and spreadsheet_safe(cell[1:]) == cell else cell


def authors(value: str) -> list[str]:
    """The names of a cell: parted here by semicolons, bars and lines only, and not where these are part of something else."""
    if ")" in value:
        value = _SCOPUS_ID.sub("", value)
    if "\n" in value or "\u2028" in value:
        value = _LINES.sub("; ", value)
    if ("&" in value and _ENTITY.search(value)) or _WRITTEN_LIST.match(value):
        return [value]
    return [name for part in value.replace("|", ";").split(";") if (name := part.strip())]


def keywords(value: str) -> list[str]:
    """The keywords of a cell; a list that a program wrote is handed on as it is."""
    if _WRITTEN_LIST.match(value):
        return [value]
    listed = value.replace("|", ";").replace("\n", ";").replace("\u2028", ";").split(";")
    return [word for part in listed if (word := part.strip())]


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
        fits = len(fitted(unwrapped(row.cells, delimiter), layout.header)) == width
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
    count=count.delimited,
    cut=cut,
    read=read,
)
