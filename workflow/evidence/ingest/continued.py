"""Sheets of a workbook that have no line of names: which go on with the table of the sheet before, and which hold entries all the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.ingest.left_over import OF_A_WORK
from evidence.ingest.table_header import Header, header_of
from evidence.normalise import year

_DOI = re.compile(r"(?:https?://\S*/|doi:\s*)?10\.\d{4,}/\S+", re.I)
_WORD = re.compile(r"[^\W\d_]{2,}")
_TITLE = re.compile(r"\S+\s.+")
_DATE = 20  # letters of a cell that is a year or a date
_ABSTRACT = 100  # letters that no note in its place has
_MOST = 0.5  # of the rows have them, at least


def continued(text: str, names: str) -> str:
    """The rows of a sheet below the `names` of the sheet before (cells parted by tabs); nothing where they are not of that table.

    No row is wider than the table; in the first and in most of them a title, and a year, a DOI or an abstract, stand in their columns.

    >>> continued("On tea\\t2001\\nOn rent\\t2002", "Title\\tYear")
    'Title\\tYear\\nOn tea\\t2001\\nOn rent\\t2002'
    >>> continued("Year\\tCount\\n2001\\t3", "Title\\tYear"), continued("On tea\\tAsh\\t2001", "Title\\tYear")
    ('', '')
    """
    header = header_of(names.split("\t"))
    width = len(header.names)
    lines = [cells[:width] + [""] * (width - len(cells)) for cells in _cells(text)]
    rows = [cells for cells in lines if any(cells)]
    wide = any(any(cells[width:]) for cells in _cells(text))
    if not rows or wide or not _fits(rows[0], header):
        return ""
    fitting = sum(_fits(cells, header) for cells in rows)
    return "\n".join([names, *map("\t".join, lines)]) if fitting >= _MOST * len(rows) else ""


def holds_entries(text: str) -> bool:
    """Whether several rows of a sheet are like entries: with words as of a title, and with a DOI or a year and a further text.

    >>> holds_entries("Homes for all\\t10.1000/a\\nOn tea and work\\t10.1000/b"), holds_entries("On tea and work\\t2001\\nOn rent\\t10.1000/b")
    (True, False)
    >>> holds_entries("2001\\tHomes for all\\tAsh, Bo\\n2002\\tOn tea and work\\tElm, C")
    True
    >>> holds_entries("Journal\\tYear\\tCount\\nHousing, Theory and Society\\t2001\\t3\\nJournal of Homes\\t2001\\t4")
    False
    """
    return sum(map(_is_like_an_entry, _cells(text))) > 1


def _cells(text: str) -> Iterator[list[str]]:
    return ([cell.strip() for cell in line.split("\t")] for line in text.split("\n"))


def _fits(cells: list[str], header: Header) -> bool:
    held: dict[str, list[str]] = {}
    for at, name, _ in header.filed:
        held.setdefault(name, []).append(cells[at])
    dated = any(year(cell[:_DATE]) and len(cell) <= _DATE for cell in held.get("year", ()))
    told = any(map(_DOI.fullmatch, held.get("doi", ()))) or any(
        len(a) > _ABSTRACT for a in held.get("abstract", ())
    )
    return any(map(_TITLE.fullmatch, held.get("title", ()))) and (dated or told)


def _is_like_an_entry(cells: list[str]) -> bool:
    said = [cell for cell in cells if _WORD.search(cell) and not _DOI.fullmatch(cell)]
    if not any(len(cell.split()) > 2 for cell in said):
        return False
    return any(map(_DOI.fullmatch, cells)) or (len(said) > 1 and any(map(OF_A_WORK.fullmatch, cells)))
