"""Excel workbooks: the sheet that has a title column, as delimited text that the CSV reader reads.

Cells are taken as the text that they hold; formulas stay text and are never computed.
"""

from __future__ import annotations

import csv
import io
import re

_TITLE = re.compile(r"(?:document |article |primary )?title(?: primary)?|ti|display_name", re.I)
_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def is_workbook(data: bytes) -> bool:
    """Whether these are the bytes of an .xlsx file, whatever its name."""
    return data[:4] == _ZIP and b"xl/" in data


def is_old_workbook(data: bytes) -> bool:
    """Whether these are the bytes of an .xls file, which is not read."""
    return data[:8] == _OLD


def to_delimited(data: bytes) -> str | None:
    """The first sheet with a title column as CSV text, else the first sheet; None where it cannot be opened."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        sheets = [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
    except (
        Exception
    ):  # a broken archive fails in a dozen ways; each of them means that there is nothing to read
        return None
    chosen = next((rows for rows in sheets if _heading(rows) is not None), sheets[0] if sheets else [])
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    # Sheets without a declared size give rows that end with their last cell.
    table = chosen[_heading(chosen) or 0 :]
    width = max(map(len, table), default=0)
    for row in table:
        writer.writerow([_text(cell) for cell in row] + [""] * (width - len(row)))
    return out.getvalue()


def _heading(rows: list[tuple]) -> int | None:
    """The row that names the columns, among the first ten."""
    for number, row in enumerate(rows[:10]):
        if any(isinstance(cell, str) and _TITLE.fullmatch(cell.strip()) for cell in row):
            return number
    return None


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace("\r", "")
