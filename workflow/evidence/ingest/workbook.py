"""Workbooks (.xlsx, .xls, .xlsb, .ods): every sheet as lines of text, one for each row, hidden ones too.

python-calamine reads them: it looks at the cells and not at what a sheet says of its size, and takes the saved results of
formulas, which are never computed here.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from evidence.ingest import column_names, count_workbook
from evidence.ingest.formula import shown
from evidence.ingest.table_header import header_at
from evidence.ingest.upright import upright
from evidence.merged_cells import Place, fill_down

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LOOKED_AT = 30
_MOST_CELLS = 20_000_000  # as a table; calamine holds a sheet as one, however few of its cells are filled
_MOST_BYTES = 2**31
SHOWN = 2_000  # characters of a sheet that is set aside
_ESCAPED = re.compile(
    r"_x[Dd][89ABab][0-9A-Fa-f]{2}__x[Dd][C-Fc-f][0-9A-Fa-f]{2}_|_x(?!00|[Dd][89A-Fa-f])[0-9A-Fa-f]{4}_"
)
_LINE = "\u2028"  # stands for a line break within a cell, so that a row is a line
# A cell with a formula for a link and no value.
_LINK = re.compile(
    rb"<(?P<prefix>\w+:)?c(?P<attributes>\s[^<>]*)?>\s*<(?:\w+:)?f(?:\s[^<>]*)?>(?P<formula>\s*=?\s*HYPERLINK\([^<>]*)</(?:\w+:)?f>"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)

Broken = tuple[str, str]
Merged = list[tuple[Place, Place]]  # the first and the last of its cells


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: `text` has a line for each row and a tab between two cells; `header` is the row that names the columns
    (from 0), or -1; rows above it are blank. `filled` rows hold anything, the widest of them `width` cells; `known` names of columns were met.
    `upright`: they stand below one another.
    """

    name: str
    text: str
    header: int
    filled: int = 0
    known: int = 0
    width: int = 0
    upright: bool = False

    @property
    def looks_like_records(self) -> bool:
        """Whether a table without a title column is too large, or too much like one of records, to be passed over."""
        return self.upright or self.filled > 1 and (self.known > 2 or (self.filled >= 20 and self.width >= 4))


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a workbook, how many rows were `lost` in reading it, cells that hold no value for what they show, and
    parts of it that are `damaged`."""

    sheets: list[Sheet]
    lost: int = 0
    unsaved: int = 0
    damaged: tuple[str, ...] = ()


def is_workbook(data: bytes) -> bool:
    """Whether these are the bytes of an archive or of an old office file, in one of which a workbook comes."""
    return data[:4] == _ZIP or data[:8] == _OLE


def read(data: bytes) -> Workbook | Broken:
    """Every sheet of a workbook, or why it cannot be opened and what to do."""
    from python_calamine import PasswordError

    try:
        return _refused(data) or _book(data)
    except PasswordError:
        return _LOCKED
    except (
        BaseException
    ) as error:  # a torn archive; and a fault within calamine comes as a BaseException of its own
        if not _within_reading(error):
            raise
        return _TORN


def _within_reading(error: BaseException) -> bool:
    """Whether an exception is the file's fault: any is, but for a person's or a program's wish to stop."""
    return isinstance(error, Exception) or type(error).__name__ == "PanicException"


def _book(data: bytes) -> Workbook:
    from python_calamine import load_workbook

    data = _with_links(data)
    book = load_workbook(io.BytesIO(data))
    sheets = [_sheet(book, name) for name in book.sheet_names]
    outside = count_workbook.outside(data)
    lost = max(outside.rows - sum(sheet.filled for sheet in sheets), 0)
    return Workbook(sheets, lost, outside.unsaved, outside.damaged)


def _with_links(data: bytes) -> bytes:
    """The workbook with what its links show where the program that wrote it did not save that."""
    if data[:4] != _ZIP:
        return data
    archive = ZipFile(io.BytesIO(data))
    sheets = {name: archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")}
    changed = {name: _LINK.sub(_saved, part) for name, part in sheets.items() if b"HYPERLINK(" in part}
    if all(sheets[name] == part for name, part in changed.items()):
        return data
    out = io.BytesIO()
    with ZipFile(out, "w") as copy:
        for name in archive.namelist():
            copy.writestr(name, changed.get(name) or archive.read(name))
    return out.getvalue()


def _saved(cell: re.Match[bytes]) -> bytes:
    words = shown(html.unescape(cell["formula"].decode("utf-8", errors="replace")))
    if not words:
        return cell[0]
    name = (cell["prefix"] or b"").decode()
    kept = re.sub(rb'\s+t="[^"]*"', b"", cell["attributes"]).decode("utf-8", errors="replace")
    return f'<{name}c{kept} t="str"><{name}v>{html.escape(words, quote=False)}</{name}v></{name}c>'.encode()


_TORN = (
    "the workbook is damaged and cannot be opened",
    "open it in a spreadsheet, let it repair the file, and save it as .xlsx; or download it again",
)
_LOCKED = (
    "the workbook is protected by a password and cannot be read",
    "open it in a spreadsheet, remove the password, and save it again",
)


def _refused(data: bytes) -> Broken | None:
    if _ENCRYPTED in data and data[:8] == _OLE:
        return _LOCKED
    if data[:8] == _OLE:
        return None
    try:
        archive = ZipFile(io.BytesIO(data))
        names = archive.namelist()
    except (BadZipFile, ValueError, NotImplementedError, OSError):
        return _TORN
    if not any(name.startswith("xl/") for name in names) and "content.xml" not in names:
        if any(name.startswith("word/") for name in names):
            return "this is a text document, not a workbook", "export the references as RIS, BibTeX or CSV"
        return "this is an archive of files", "unpack it and put the exports that it holds in its place"
    if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
        return "the workbook unpacks to more than 2 GB", "save the sheet with the records alone, as .csv"
    if far := count_workbook.farthest(data, _MOST_CELLS):
        fix = f"delete what stands in {far}, or save the table alone as .csv"
        return f"a cell far outside the table ({far}) makes a sheet too large to read", fix
    return None


def _sheet(book: CalamineWorkbook, name: str) -> Sheet:
    from python_calamine import SheetTypeEnum

    kinds = {meta.name: meta.typ for meta in book.sheets_metadata}
    if kinds.get(name, SheetTypeEnum.WorkSheet) != SheetTypeEnum.WorkSheet:
        return Sheet(name, "", -1)
    sheet = book.get_sheet_by_name(name)
    lines: list[str] = []
    top: list[list[str]] = []
    filled, width = 0, 0
    merged = sheet.merged_cell_ranges or []
    rows: Iterable[list[str]] = (
        [_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)
    )
    if any(first[0] < last[0] for first, last in merged):
        rows = _told_down(list(rows), merged)
    for cells in rows:
        if len(top) < _LOOKED_AT:
            top.append(cells)
        line = "\t".join(cells)
        filled += bool(line.strip())
        width = max(width, sum(1 for cell in cells if cell) if filled < 100 else 0)
        lines.append(line)
    header, known = _header(top, merged)
    if header >= 0:  # what stands above the table is blanked, so that every row keeps its line
        lines[: header + 1] = [""] * header + ["\t".join(top[header])]
    return Sheet(name, "\n".join(lines), header, filled, known, width, upright(top))


def _told_down(rows: list[list[str]], merged: Merged) -> list[list[str]]:
    """The rows, each with what is merged over it: a name over two rows is that of both."""
    fill_down(rows, merged, _header([row[:] for row in rows[:_LOOKED_AT]], merged)[0])
    return rows


def _header(rows: list[list[str]], merged: Merged) -> tuple[int, int]:
    """(the row that names the columns, or -1; how many columns the best row names). Merged names are written into each cell."""
    for (top, left), (bottom, right) in merged:
        for row in rows[top : bottom + 1]:
            for at in range(left, min(right + 1, len(row))):
                row[at] = row[at] or rows[top][left]
    found = header_at(rows)
    known = ({column_names.plain(cell) for cell in row if cell} & column_names.NAMES for row in rows)
    return found, max(map(len, known), default=0)


def _unescaped(text: str) -> str:
    """The text with the signs for which their numbers stand, those that calamine leaves; it reads the numbers up to 255.

    >>> _unescaped("On tea _x2013_ and _xD83D__xDE00_"), _unescaped("_xD83D_ _x0041_")
    ('On tea – and 😀', '_xD83D_ _x0041_')
    """
    return _ESCAPED.sub(
        lambda run: bytes.fromhex(run[0].replace("_x", "").replace("_", "")).decode("utf-16-be"), text
    )


def _text(cell: object) -> str:
    if isinstance(cell, str):
        text = cell.strip()
        if "\n" in text or "\t" in text or "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", _LINE).replace("\t", " ")
        return _unescaped(text) if "_x" in text else text
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, int | timedelta) else ""
