"""How a table in lines is laid out: its delimiter, which of its lines names the columns, and what these mean."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice

from evidence.csv_rows import read_rows
from evidence.ingest import column_names
from evidence.ingest.table_header import (
    Header,
    foreign,
    header_at,
    header_of,
    in_place,
    joined,
    known,
    strange,
    unwrapped,
)

STRANGE = "the line that names the columns holds what looks like cells of an entry, which were not read"
_NAMED_TWICE = "the line that names the columns names some twice; where a row goes on with another entry, that one was not read"
_TWICE = 3  # so many names
DELIMITERS = ",\t;|"
_NONE = "\x1f"
_ROW_NAME = re.compile(r"(?=\D*\d)[\w.-]{1,20}")  # a title or a name has spaces, or no figure
_SEPARATOR = re.compile(r"\A\s*\"?sep=(.)\"?[ \t]*\n", re.I)  # what Excel is told, and what it writes
_LOOKED_AT = 30  # a header stands among so many lines, and so many rows say whether the others follow it
_LETTERS = 2**18  # and among so many letters
_BLOCK = re.compile(r"^[ \t]*@\s*\w+\s*\{", re.M)  # of BibTeX: what its braces hold names no columns
_BRACE = re.compile(r"[{}]")
_OPENED = 50  # so many that never close are no blocks of anything


@dataclass(frozen=True, slots=True)
class TableLayout:
    """Where the header of a text stands (lines from 0, `last` is the line after it) and how its cells are parted.

    `literal`: every line is a row and a quote is a letter, as in Web of Science's tab-delimited files.
    `joined`: the line of the header goes on with the cells of an entry, because a line break was lost. `said`: what
    is to be said of it where it holds cells that may be no names.
    """

    delimiter: str
    first: int
    last: int
    header: Header
    literal: bool = False
    named: str = ""  # the line `sep=;` where there is one
    joined: bool = False
    said: str = ""


@dataclass(slots=True)
class _Found:
    """The best header so far: `rank` is (things named, rows that follow it)."""

    rank: tuple[int, float] = (0, 0.0)
    layout: TableLayout | None = None


def layout_of(text: str) -> TableLayout | None:
    """How a text is laid out; None where no line of its beginning names a column of titles.

    >>> layout_of("sep=;\\nAbout; the; data\\n\\nJahr;Titel\\n2001;A").first
    3
    """
    named = _SEPARATOR.match(text)
    lines = without_blocks(text[:_LETTERS]).split("\n")
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
    rows = list(islice(read_rows("\n".join(lines), delimiter), 2 * _LOOKED_AT))
    cells = [unwrapped(row.cells, delimiter) for row in rows]
    number = header_at(cells[:_LOOKED_AT])
    if number < 0:
        return
    names = cells[number]
    width = len(names)
    widths = [len(unwrapped(other, delimiter, width)) for other in cells[number + 1 :]]
    one_more = bool(widths) and all(w == width + 1 for w in widths)
    shifted = one_more and _named_in_front(names, cells[number + 1 :])
    if one_more and not shifted and not any(row[-1].strip() for row in cells[number + 1 :]):
        widths = [width] * len(widths)  # each row ends in a delimiter
    own = 0 if shifted else joined(names, widths)
    if own:
        names, width = names[:own], own
    rank = column_names.score(names), sum(w == width + shifted for w in widths) / max(len(widths), 1)
    if rank > best.rank:
        best.rank = rank
        said = "" if own or shifted else _said(names, widths)
        header = header_of(["", *names] if shifted else names, shifted)
        first, last = rows[number].first - 1, rows[number].last
        best.layout = TableLayout(delimiter, first, last, header, joined=bool(own), said=said)


def _named_in_front(names: list[str], rows: list[list[str]]) -> bool:
    """Whether rows with a cell more than there are names have it at their beginning, as R writes the names of rows.

    R's names are a number or a key, each another one; a cell that a comma has parted is words (`Ash, A`). More titles, years
    and DOIs must stand one place behind their names than in their place; or as many, where the rows are numbered, and do
    not end in a delimiter that the header has not.

    >>> _named_in_front(["title", "year"], [["1", "A", "2001"]]), _named_in_front(["title", "year"], [["A", "2001", ""]])
    (True, False)
    >>> _named_in_front(["authors", "year"], [["Ash", " A", "2001"]]), _named_in_front(["year", "note"], [["2001", "a", "b"]])
    (False, False)
    """
    named = [row[0] for row in rows]
    if not all(map(_ROW_NAME.fullmatch, named)) or len(set(named)) < len(named):
        return False
    filed = header_of(names).filed
    here, behind = (sum(in_place(row, filed, more) for row in rows) for more in (0, 1))
    return behind > here or (behind == here and _numbered(named) and any(row[-1].strip() for row in rows))


def _numbered(named: list[str]) -> bool:
    return named[0].isdecimal() and named == [str(int(named[0]) + n) for n in range(len(named))]


def _said(names: list[str], widths: list[int]) -> str:
    """What is to be said of a header that may hold more than names; `widths`: how many cells each row has."""
    unknown = [f"“{name[:60]}”" for name in names if name and not known(name)]
    if not widths and unknown:
        cells = ", ".join(unknown)
        return f"no row follows the names of the columns; these are not known, and were not read: {cells}"
    odd = (strange(name) or (" " in name.strip() and not known(name)) for name in names)
    if any(map(foreign, names)) or (len(names) not in widths and any(odd)):
        return STRANGE
    if sum(number > 1 for number in Counter(filter(known, names)).values()) >= _TWICE:
        return _NAMED_TWICE
    return ""


def without_blocks(text: str) -> str:
    """The text with nothing but its line ends in BibTeX's blocks: JabRef's comments go over several lines."""
    parts, at, left = [], 0, _OPENED
    for begun in _BLOCK.finditer(text):
        if begun.start() < at:
            continue
        if end := _closed(text, begun.end()):
            parts += [text[at : begun.start()], "\n" * text.count("\n", begun.start(), end)]
            at = end
        elif not (left := left - 1):
            break
    return "".join([*parts, text[at:]])


def _closed(text: str, at: int) -> int:
    """Where the brace closes that was opened before `at`; 0 where it does not, or only far away."""
    depth = 1
    for brace in _BRACE.finditer(text, at, at + 10_000):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.end()
    return 0


def _each_line_is_a_row(lines: list[str], tabs: int) -> bool:
    """Whether quotes are not needed in order to tell the rows of a tab-delimited text apart."""
    for line in lines:
        more = line.count("\t") - tabs
        if line.strip() and (more < 0 or more > 1 or (more and '"' in line)):
            return False
    return True
