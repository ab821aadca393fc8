"""Which row of a table names its columns, and what these mean."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from evidence.ingest import column_names
from evidence.ingest.left_over import OF_A_WORK
from evidence.ingest.upright import upright

_MARKUP = re.compile(r"\s*+(?:@\s*+\w++\s*+[{(]|<[!?/\w])")  # a line of BibTeX or XML, which names no columns
_JSON = re.compile(r"\s*+\[?\s*+\{\s*+\"")  # nor does a cell that is the beginning of a value of JSON
_FOREIGN = re.compile(r"[\[{]\s*\"|\"\s*:|<[/?!\w][\w:]*>|@\w+\s*\{|\b[A-Z][A-Z0-9]  ?- ?[^\s>]")
_PART = re.compile(r"(.+) \(part \d+\)")
_DIGIT = re.compile(r"\d")
_DOI = re.compile(r"10\.\d{4,}/\S+")
_VALUE = re.compile(r"\d+(?:-\d+)?|10\.\d{4,}/\S+")  # a year, a number, pages, or a DOI
_FORMS = {"title": re.compile(r"\S+\s.+"), "year": OF_A_WORK, "doi": OF_A_WORK}
_UNMISTAKABLE = {
    "year": re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)"),
    "doi": re.compile(r"10\.\d{4,}/\S+"),
}


@dataclass(frozen=True, slots=True)
class Header:
    """Names of columns, and where each is filed, the preferred ones first: (place, what it means, its name in small letters).

    `shifted`: the rows have a cell more at their beginning, as R writes the names of rows. `parts`: (place, place of the
    column whose texts go on there), as `export.table` writes texts that are longer than a cell of Excel.
    """

    names: list[str]
    filed: list[tuple[int, str, str]]
    shifted: bool = False
    parts: tuple[tuple[int, int], ...] = ()


def header_of(cells: list[str], shifted: bool = False) -> Header:
    names = [cell.strip() for cell in cells]
    meanings = column_names.meanings(names)
    order = sorted(range(len(names)), key=lambda at: (meanings[at] or ("", 999))[1])
    parts = tuple(_parts(names))
    further = {at for at, _ in parts}
    filed = [
        (at, (meanings[at] or ("", 0))[0], names[at].lower() or f"column {at + 1}")
        for at in order
        if at not in further
    ]
    return Header(names, filed, shifted, parts)


def _parts(names: list[str]) -> Iterator[tuple[int, int]]:
    """
    >>> list(_parts(["title", "abstract", "abstract (part 2)", "abstract (part 3)", "note (part 2)"]))
    [(2, 1), (3, 1)]
    """
    for at, name in enumerate(names):
        if (found := _PART.fullmatch(name)) and found[1] in names[:at]:
            yield at, names.index(found[1])


def joined(names: list[str], widths: list[int]) -> int:
    """How many names a header has that goes on with an entry; 0 where it does not.

    The rows below it (`widths`: how many cells each has) have half as many cells; or a DOI stands behind the last name;
    or there are no rows, and a cell there is like one of an entry. No cell of an entry is the name of a column.

    >>> joined(["title", "year", "abstract1", "2001", "A"], [3, 3]), joined(["title", "year", "note"], [2])
    (3, 0)
    >>> joined(["title", "year", "abstract1", "On tea and work"], []), joined(["title", "year", "My notes"], [])
    (3, 0)
    """
    last = max((at for at, cell in enumerate(names) if known(cell)), default=-1)
    behind = [cell.strip() for cell in names[last + 1 :]]
    usual = Counter(widths).most_common(1)[0][0] if widths else 0
    parted = len(names) > 4 and usual > 1 and 2 * usual - 1 <= len(names) <= 2 * usual and last < usual
    # A row or two may have been joined as the header was; then a figure in it is no name.
    if parted and (len(names) not in widths or any(map(_VALUE.fullmatch, behind))):
        return usual
    odd = any(map(_DOI.fullmatch, behind) if widths else map(strange, behind))
    return min(last + 2, len(names) - 1) if odd and last > 0 else 0


def known(cell: str) -> bool:
    """Whether a cell is the name of a column that means something here."""
    return column_names.is_name(cell[:60])


def strange(cell: str) -> bool:
    """Whether a cell of a header looks like one of an entry: a year, a number, a DOI, a name with a comma, or words as of a title.

    >>> [strange(cell) for cell in ("2001", "10.1000/x", "Ash, Bo", "On tea and work", "My notes", "Study design (coded)")]
    [True, True, True, True, False, False]
    """
    cell = cell.strip()
    return not known(cell) and (
        bool(_VALUE.fullmatch(cell)) or len(cell) > 60 or len(cell.split()) > 3 or cell.count(", ") > 0
    )


def foreign(cell: str) -> bool:
    """Whether something of another format stands in a cell of a header.

    >>> foreign('abstract[{"title": "A"}]'), foreign("Rent <50%"), foreign("KQ -> rent")
    (True, False, False)
    """
    return bool(_FOREIGN.search(cell))


def header_at(rows: list[list[str]]) -> int:
    """Which row names the columns, or -1: the first that does, unless one of the next two names more. None does in a table
    that stands upright.

    >>> header_at([["About"], ["Reference", "", ""], ["Title", "Year", "Note"], ["A", "2001", ""]])
    2
    """
    best, most = -1, 0
    for number, cells in enumerate([] if upright(rows) else rows):
        if best >= 0 and number > best + 2:
            break
        if cells and (_MARKUP.match(cells[0]) or any(map(_JSON.match, cells))):
            continue
        things = column_names.score(cells)
        alone = sum(map(bool, map(str.strip, cells))) == 1
        short = number == 0 and all(len(cell.split()) <= 3 for cell in cells)  # names, and no prose
        if things > most and (things > 1 or alone or short):
            best, most = number, things
    return best


def is_header(cells: list[str], header: Header) -> bool:
    """Whether a row below the header is a header too: nothing but names, of three things at least."""
    if cells == header.names:
        return True
    first = cells[0] or next(filter(None, cells), "")
    if len(first) > 60 or _DIGIT.search(first):
        return False
    if not column_names.is_name(first) and any(map(_DIGIT.search, cells)):  # a row of an entry has a figure
        return False
    return column_names.score(cells) >= 3 and 2 * sum(map(known, cells)) > len(cells)


def fitted(cells: list[str], header: Header) -> list[str]:
    """The cells without empty ones behind the last column, or with empty ones for columns without a name.

    Where the year or the DOI stands behind its place, a comma has parted a cell before it, and no cell is left out.
    """
    width = len(header.names)
    if len(cells) == width:
        return cells
    if len(cells) > width:
        return cells if any(map(str.strip, cells[width:])) or _parted(cells, header) else cells[:width]
    missing = header.names[len(cells) :]
    return cells + [""] * len(missing) if not any(missing) else cells


def _parted(cells: list[str], header: Header) -> bool:
    """Whether the year or the DOI of a row with too many cells stands behind its place, and something else in it.

    >>> header = header_of(["Authors", "Year", "Note"])
    >>> _parted(["Ash", " A", "2001", ""], header), _parted(["Ash", "May 2001", "2001", ""], header)
    (True, False)
    """
    more = len(cells) - len(header.names)
    for name, form in _UNMISTAKABLE.items():
        at = next((at for at, meant, _ in header.filed if meant == name), -1)
        if at < 0 or form.search(cells[at]) or (name == "year" and not cells[at].strip()):
            continue
        if any(form.fullmatch(cell.strip()) for cell in cells[at + 1 : at + 1 + more]):
            return True
    return False


def in_place(cells: list[str], filed: list[tuple[int, str, str]], more: int) -> int:
    """How many titles, years and DOIs stand so many places behind those of their columns.

    >>> filed = header_of(["Authors", "Title", "Year"]).filed
    >>> [in_place(["Ash", " A", "On tea", "2001"], filed, more) for more in (0, 1)]
    [0, 2]
    """
    return sum(
        bool(form.fullmatch(cells[at + more].strip()))
        for at, name, _ in filed
        if (form := _FORMS.get(name)) and at + more < len(cells)
    )


def unwrapped(cells: list[str], delimiter: str, width: int = 0) -> list[str]:
    """The cells of a row that a spreadsheet has put into one cell, quotes and all."""
    if len(cells) != 1 or delimiter not in cells[0] or width == 1 or "\n" in cells[0]:
        return cells
    found = next(csv.reader([cells[0]], delimiter=delimiter), cells)
    return _rejoined(found, delimiter, width) if len(found) > width > 1 else found


def _rejoined(cells: list[str], delimiter: str, width: int) -> list[str]:
    """The cells where a delimiter of the words has parted some: a space follows it, as it does none that a program writes.

    >>> _rejoined(["On tea", " a trial", "Ash, Ann", "2001"], ";", 3), _rejoined(["On tea", "a trial", "Ash", "2001"], ";", 3)[0]
    (['On tea; a trial', 'Ash, Ann', '2001'], 'On tea')
    """
    found: list[str] = []
    for cell in cells:
        if found and found[-1] and cell[:1] == " " and cell.strip():
            found[-1] += delimiter + cell
        else:
            found.append(cell)
    return found if len(found) == width else cells
