"""Workbooks of sheets of text and numbers, the same bytes whenever they are made."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from datetime import datetime

ROWS, CELL = 1_048_576, 32_767
"""What Excel has room for: rows a sheet, signs a cell."""
SHEET_NAME = 31
LONG_AGO = datetime(1980, 1, 1)
_CUT = " … (cut here)"

Sheet = tuple[str, Sequence[str], Iterable[Sequence[object]]]
"""Its name, its header, its rows."""


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """(name, header, rows) of each sheet. Cells are numbers or text, never formulas or links; what is too long for one is cut and says so."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    book.set_properties({"created": LONG_AGO})  # and not the time of its making
    for name, header, rows in sheets:
        sheet = book.add_worksheet(name)
        for n, row in enumerate((header, *rows)):
            for m, value in enumerate(row):
                if isinstance(value, int) or (isinstance(value, float) and math.isfinite(value)):
                    sheet.write_number(n, m, value)
                elif value not in (None, ""):
                    sheet.write_string(n, m, fitting(str(value)))
    book.close()
    return out.getvalue()


def fitting(text: str) -> str:
    """The text, as far as a cell has room for it."""
    return text if len(text) <= CELL else text[: CELL - len(_CUT)] + _CUT
