"""How a table in lines is laid out: its delimiter, which of its lines names the columns, and what these mean."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from evidence.csv_rows import CsvRow, read_rows
from evidence.ingest import columns

DELIMITERS = ",\t;|"
_MARKUP = re.compile(r"\s*(?:@\s*\w+\s*[{(]|<[!?/\w])")  # a line of BibTeX or XML, which names no columns
_NONE = "\x1f"
_ROW_NAME = re.compile(r"[\w.-]{1,20}")  # a title or a name has spaces
_DIGIT = re.compile(r"\d")
_SEPARATOR = re.compile(r"\A\s*\"?sep=(.)\"?[ \t]*\n", re.I)  # what Excel is told, and what it writes
_LOOKED_AT = 30  # a header stands among so many lines, and so many rows say whether the others follow it
_LETTERS = 2**18  # and among so many letters


@dataclass(frozen=True, slots=True)
class Header:
    """Names of columns, and where each is filed, the preferred ones first: (place, what it means, its name in small letters).

    `shifted`: the rows have a cell more at their beginning, as R writes the names of rows.
    """

    names: list[str]
    filed: list[tuple[int, str, str]]
    shifted: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the header of a text stands (lines from 0, `last` is the line after it) and how its cells are parted.

    `literal`: every line is a row and a quote is a letter, as in Web of Science's tab-delimited files.
    `joined`: the line of the header goes on with the cells of an entry, because a line break was lost.
    """

    delimiter: str
    first: int
    last: int
    header: Header
    literal: bool = False
    named: str = ""  # the line `sep=;` where there is one
    joined: bool = False


@dataclass(slots=True)
class _Found:
    """The best header so far: `rank` is (things named, rows that follow it)."""

    rank: tuple[int, float] = (0, 0.0)
    layout: Layout | None = None


def header_of(cells: list[str], shifted: bool = False) -> Header:
    names = [cell.strip() for cell in cells]
    meanings = columns.meanings(names)
    order = sorted(range(len(names)), key=lambda at: (meanings[at] or ("", 999))[1])
    filed = [(at, (meanings[at] or ("", 0))[0], names[at].lower() or f"column {at + 1}") for at in order]
    return Header(names, filed, shifted)


def layout_of(text: str) -> Layout | None:
    """How a text is laid out; None where no line of its beginning names a column of titles.

    >>> layout_of("sep=;\\nAbout; the; data\\n\\nJahr;Titel\\n2001;A").first
    3
    """
    named = _SEPARATOR.match(text)
    lines = text[:_LETTERS].split("\n")
    best = _Found()
    for delimiter in named[1] if named else DELIMITERS:
        _look(lines, delimiter, best)
    if not best.layout:
        return None
    found = best.layout
    if len(found.header.names) == 1 and not named:  # a list of titles: what stands in them parts nothing
        found = replace(found, delimiter=_NONE)
    literal = found.delimiter == "\t" and _each_line_is_a_row(
        text.split("\n")[found.last :], lines[found.first].count("\t")
    )
    return replace(found, literal=literal, named=named[0] if named else "")


def _look(lines: list[str], delimiter: str, best: _Found) -> None:
    """The header as this delimiter parts it: the first row that names columns, or one just below that names more."""
    sample = lines[: 4 * _LOOKED_AT]
    if delimiter not in "".join(sample) and delimiter != DELIMITERS[0]:
        return
    rows = _head(read_rows("\n".join(lines), delimiter), 2 * _LOOKED_AT)
    cells = [unwrapped(row.cells, delimiter) for row in rows]
    number = header_at(cells[:_LOOKED_AT])
    if number < 0:
        return
    names = cells[number]
    width = len(names)
    widths = [len(unwrapped(other, delimiter, width)) for other in cells[number + 1 :]]
    shifted = (
        bool(widths)
        and all(w == width + 1 for w in widths)
        and all(_ROW_NAME.fullmatch(row[0]) for row in cells[number + 1 :])
    )
    joined = 0 if shifted else _joined(names, widths)
    if joined:
        names, width = names[:joined], joined
    rank = columns.score(names), sum(w == width + shifted for w in widths) / max(len(widths), 1)
    if rank > best.rank:
        best.rank = rank
        header = header_of(["", *names] if shifted else names, shifted)
        first, last = rows[number].first - 1, rows[number].last
        best.layout = Layout(delimiter, first, last, header, joined=bool(joined))


def _joined(names: list[str], widths: list[int]) -> int:
    """How many names a header has that goes on with an entry; 0 where it does not.

    The rows below it, if there are any, have half as many cells; no cell of an entry is the name of a column.

    >>> _joined(["title", "year", "abstract1", "2001", "A"], [3, 3]), _joined(["title", "year", "note"], [2])
    (3, 0)
    """
    if len(names) < 5:
        return 0
    if widths:
        usual = Counter(widths).most_common(1)[0][0]
        parted = usual > 1 and 2 * usual - 1 <= len(names) <= 2 * usual and len(names) not in widths
    else:
        usual = (len(names) + 1) // 2
        parted = any(cell.strip().isdecimal() for cell in names[usual:])
    known = [cell for cell in names[usual:] if columns.is_name(cell[:60])]
    return usual if parted and not known else 0


def header_at(rows: list[list[str]]) -> int:
    """Which row names the columns, or -1: the first that does, unless one of the next two names more.

    >>> header_at([["About"], ["Reference", "", ""], ["Title", "Year", "Note"], ["A", "2001", ""]])
    2
    """
    best, most = -1, 0
    for number, cells in enumerate(rows):
        if best >= 0 and number > best + 2:
            break
        if cells and _MARKUP.match(cells[0]):
            continue
        things = columns.score(cells)
        alone = sum(map(bool, map(str.strip, cells))) == 1
        short = number == 0 and all(len(cell.split()) <= 3 for cell in cells)  # names, and no prose
        if things > most and (things > 1 or alone or short):
            best, most = number, things
    return best


def _head(rows: Iterator[CsvRow], number: int) -> list[CsvRow]:
    return [row for row, _ in zip(rows, range(number), strict=False)]


def unwrapped(cells: list[str], delimiter: str, width: int = 0) -> list[str]:
    """The cells of a row that a spreadsheet has put into one cell, quotes and all."""
    if len(cells) != 1 or delimiter not in cells[0] or width == 1 or "\n" in cells[0]:
        return cells
    return next(csv.reader([cells[0]], delimiter=delimiter), cells)


def _each_line_is_a_row(lines: list[str], tabs: int) -> bool:
    """Whether quotes are not needed in order to tell the rows of a tab-delimited text apart."""
    for line in lines:
        more = line.count("\t") - tabs
        if line.strip() and (more < 0 or more > 1 or (more and '"' in line)):
            return False
    return True


def is_header(cells: list[str], header: Header) -> bool:
    """Whether a row below the header is a header too: nothing but names, of three things at least."""
    if cells == header.names:
        return True
    first = next(filter(None, cells), "")
    if len(first) > 60 or not columns.is_name(first) or _DIGIT.search(first):
        return False
    known = [cell for cell in cells if columns.is_name(cell[:60])]
    return columns.score(cells) >= 3 and 2 * len(known) > len(cells)


def fitted(cells: list[str], header: Header) -> list[str]:
    """The cells without empty ones behind the last column, or with empty ones for columns without a name."""
    width = len(header.names)
    if len(cells) == width:
        return cells
    if len(cells) > width:
        return cells if any(map(str.strip, cells[width:])) else cells[:width]
    missing = header.names[len(cells) :]
    return cells + [""] * len(missing) if not any(missing) else cells
