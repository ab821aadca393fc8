"""The workbook of all tables of a book: what `export.workbook` makes, in a third of the time.

XlsxWriter makes the package, and the cells are written here, each with its text (ECMA-376, part 1, 18.3.53), for a book has a hundred thousand and more
of them. Own code: XlsxWriter takes ten microseconds a cell.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Callable, Iterable, Sequence
from zipfile import ZIP_DEFLATED, ZipFile

from evidence.brief.long_files import add_whole, inflated, whole
from evidence.export.workbook import LONG_AGO, Sheet, fitting

_EMPTY, _PLACE = "<sheetData/>", '<dimension ref="A1"/>'
_ESCAPED = re.compile(r"(_x[0-9a-fA-F]{4}_)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_ODD = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff&<>]|_x[0-9a-fA-F]{4}_|^\s|\s$")


def _made(number: int, make: Callable[[], bytes]) -> bytes:
    return make()


def large_workbook(
    sheets: Iterable[Sheet], kept: Callable[[int, Callable[[], bytes]], bytes] = _made
) -> bytes:
    """(name, header, rows) of each sheet. Cells are numbers or text, never formulas or links; what is too long for one is cut and says so.

    `kept` gives of a sheet, by its number from 0, what the function makes, which is its text, packed; or what it made before.
    """
    from xlsxwriter import Workbook

    given, bare, out = [*sheets], io.BytesIO(), io.BytesIO()
    book = Workbook(bare, {"in_memory": True})
    book.set_properties({"created": LONG_AGO})  # and not the time of its making
    for name, _, _ in given:
        book.add_worksheet(name)
    book.close()
    numbers = {f"xl/worksheets/sheet{n}.xml": n - 1 for n in range(1, len(given) + 1)}
    with ZipFile(bare) as package, ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for entry in package.infolist():
            text, number = package.read(entry), numbers.get(entry.filename)
            if number is None:
                packed.writestr(entry, text)
                continue

            def make(text: bytes = text, rows: Sheet = given[number]) -> bytes:
                return whole(_filled(text.decode(), *rows[1:]).encode())

            sheet = kept(number, make)
            add_whole(packed, entry, inflated(sheet), sheet)
    return out.getvalue()


def _filled(sheet: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The text of an empty sheet with its cells."""
    if _EMPTY not in sheet or _PLACE not in sheet:
        raise RuntimeError("XlsxWriter writes an empty sheet otherwise than it did")
    columns: list[str] = []
    lines = []
    for number, row in enumerate((header, *rows), 1):
        columns += map(_column, range(len(columns), len(row)))
        cells = [_cell(f"{column}{number}", value) for column, value in zip(columns, row, strict=False)]
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    before, after = sheet.split(_EMPTY)
    last = f"{columns[-1]}{len(lines)}" if columns else "A1"
    before = before.replace(_PLACE, f'<dimension ref="A1:{last}"/>')
    return f"{before}<sheetData>{''.join(lines)}</sheetData>{after}"


def _column(number: int) -> str:
    """
    >>> _column(0), _column(25), _column(26), _column(702)
    ('A', 'Z', 'AA', 'AAA')
    """
    first, last = divmod(number, 26)
    return (_column(first - 1) if first else "") + chr(ord("A") + last)


def _cell(place: str, value: object) -> str:
    if isinstance(value, int) or (isinstance(value, float) and math.isfinite(value)):
        return f'<c r="{place}"><v>{value:.16G}</v></c>'
    if value is None or value == "":
        return ""
    text, kept = fitting(str(value)), ""
    if _ODD.search(text):
        kept = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
        text = _CONTROL.sub(lambda match: f"_x{ord(match.group()):04X}_", _ESCAPED.sub(r"_x005F\1", text))
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<c r="{place}" t="inlineStr"><is><t{kept}>{text}</t></is></c>'
