"""A spreadsheet of anybody's as sheets of text: workbooks and CSV in any encoding, headers in one or two lines wherever they stand."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from evidence import encoding
from evidence.csv_rows import read_rows
from evidence.errors import UserError
from evidence.given.reading import delimiter_of
from evidence.merged_cells import Place, fill_down

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_LOOKED_AT = 25
_NUMBER = re.compile(r"[-+−]?\d*[.,]?\d+(?:[eE][-+]?\d+)?%?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_POINT, _COMMA = (
    re.compile(r"[-+−]?\d+\.\d+"),
    re.compile(r"[-+−]?\d+,\d+"),
)  # a decimal point, or a comma for it
_SIGN_LINE = re.compile(r"\A\s*\"?sep=.\"?[^\S\n]*\n", re.IGNORECASE)

Merged = Sequence[tuple[Place, Place]]  # the first and the last of its cells


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the names of its columns, no two alike, and its rows as (line, cells), as many cells as names. `lines` hold the header."""

    name: str
    names: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    lines: tuple[int, ...] = (1,)


def sheets(name: str, data: bytes, header: int = 0) -> list[Sheet]:
    """The sheets of a file that hold a table. `header`: the line that names the columns, 0 where it is to be looked for.

    Raises UserError where the file cannot be opened.
    """
    grids = _workbook(name, data) if is_workbook(data) else [("", _csv(data), ())]
    found = [_sheet(title, grid, header, merged) for title, grid, merged in grids]
    return [sheet for sheet in found if sheet is not None]


def is_workbook(data: bytes) -> bool:
    return data[:4] in (_ZIP, _OLE)


def _csv(data: bytes) -> list[tuple[int, list[str]]]:
    text = encoding.decode(data, encoding.tell(io.BytesIO(data)))
    bare, sign = _SIGN_LINE.sub("\n", text), delimiter_of(_widest(text))
    rows = [(row.first, [cell.strip() for cell in row.cells]) for row in read_rows(bare, sign)]
    pointed = any(_POINT.fullmatch(cell) for _, cells in rows for cell in cells)
    if sign == "," or pointed:
        return rows
    return [
        (line, [cell.replace(",", ".") if _COMMA.fullmatch(cell) else cell for cell in cells])
        for line, cells in rows
    ]


def _widest(text: str) -> str:
    """The text from the line that parts most, since a title above the table has no sign that parts its columns."""
    if _SIGN_LINE.match(text):
        return text
    lines = text.split("\n")[:_LOOKED_AT]
    return max(lines, key=lambda line: max(map(line.count, (",", ";", "\t"))), default="")


def _workbook(name: str, data: bytes) -> list[tuple[str, list[tuple[int, list[str]]], Merged]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        found = []
        for title in book.sheet_names:
            sheet = book.get_sheet_by_name(title)
            rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
            merged = getattr(sheet, "merged_cell_ranges", None) or ()
            for (top, left), (_, right) in merged:
                if top < len(rows):
                    rows[top][left : right + 1] = [rows[top][left]] * (right + 1 - left)
            found.append((title, [(number, row) for number, row in enumerate(rows, start=1)], merged))
        return found
    except (CalamineError, OSError, ValueError, KeyError, IndexError) as error:
        raise UserError(
            "this workbook cannot be opened", file=name, value=str(error), fix="save it again, without a password, as .xlsx or CSV"
        ) from None  # fmt: skip


def _text(cell: Any) -> str:
    """A cell as a person sees it: whole numbers without a point, days as YYYY-MM-DD.

    >>> _text(3.0), _text(0.1), _text(datetime(2026, 1, 2)), _text(None), _text(True)
    ('3', '0.1', '2026-01-02', '', 'yes')
    """
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell).strip()


def _sheet(title: str, grid: Sequence[tuple[int, list[str]]], header: int, merged: Merged) -> Sheet | None:
    filled = [(line, cells) for line, cells in grid if any(cells)]
    at = (
        next((n for n, (line, _) in enumerate(filled) if line == header), None)
        if header
        else _header_at(filled)
    )
    if at is None or len(filled) < at + 2:
        return None
    two = at + 2 < len(filled) and _is_half(filled[at][1], filled[at + 1][1], filled[at + 2][1])
    names = _joined(filled[at][1], filled[at + 1][1]) if two else filled[at][1]
    width = max((n for n, name in enumerate(names, start=1) if name), default=0)
    told = _unique(names[:width])
    fill_down([cells for _, cells in grid], merged, filled[at + two][0] - 1, _names_them)
    below = filled[at + 1 + two :]
    rows = tuple((line, tuple((cells + [""] * width)[:width])) for line, cells in below if any(cells[:width]))
    return Sheet(title, told, rows, tuple(line for line, _ in filled[at : at + 1 + two])) if rows else None


def _names_them(cell: str) -> bool:
    """Whether a cell that is merged over several rows speaks of each: words and years do, while a result is one, and would be
    counted once a row."""
    return bool(cell) and not (_NUMBER.fullmatch(cell) and not _YEAR.fullmatch(cell))


def _header_at(filled: Sequence[tuple[int, list[str]]]) -> int | None:
    """The first row of words alone that is as wide as most rows are: a title above a table is narrower, and data hold numbers."""
    looked = filled[:_LOOKED_AT]
    widest = max((_width(cells) for _, cells in looked), default=0)
    for n, (_, cells) in enumerate(looked):
        words = [cell for cell in cells if cell]
        if len(words) >= max(2, widest / 2) and not any(map(_NUMBER.fullmatch, words)):
            return n
    return None


def _width(cells: Sequence[str]) -> int:
    return sum(bool(cell) for cell in cells)


def _is_half(above: Sequence[str], below: Sequence[str], then: Sequence[str]) -> bool:
    """Whether a header goes on in the next line: the line above names several columns at once (blank or repeated), the one below has words only, and numbers follow."""
    named = [cell for cell in above if cell]
    spans = len(named) < _width(below) or len(set(named)) < len(named) or _width(above) < len(above)
    words = [cell for cell in below if cell]
    beyond = any(b and not a for a, b in zip(list(above) + [""] * len(below), below, strict=False)) or len(
        set(named)
    ) < len(named)
    return bool(
        spans
        and beyond
        and words
        and not any(map(_NUMBER.fullmatch, words))
        and any(map(_NUMBER.fullmatch, filter(None, then)))
    )


def _joined(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """Two lines as one: what stands above several columns is said of each.

    >>> _joined(["Study", "Treated", "", "Control", ""], ["", "n", "events", "n", "events"])
    ['Study', 'Treated n', 'Treated events', 'Control n', 'Control events']
    """
    width = max(len(above), len(below))
    top, bottom = ([*cells, *[""] * (width - len(cells))] for cells in (above, below))
    found, last = [], ""
    for one, other in zip(top, bottom, strict=True):
        last = one or (last if other else "")
        found.append(
            " ".join(filter(None, (last if other or one else "", other))) if last != other else other
        )
    return found


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    found: list[str] = []
    for n, name in enumerate(names, start=1):
        plain = " ".join(name.split()) or f"column {n}"
        same = sum(other == plain or other.startswith(f"{plain} (") for other in found)
        found.append(f"{plain} ({same + 1})" if same else plain)
    return tuple(found)
