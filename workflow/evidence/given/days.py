"""Why a cell holds no day, and in which order the days of a column stand, as far as its cells show it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from evidence import written
from evidence.given.declare import DATE

_IN_FIGURES = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4})")
_SHORT_YEAR = re.compile(r"\d{1,2}[-/. ]+(?:\d{1,2}|[A-Za-z]{3,9})[-/. ]+\d{2}")
_MONTHS = 12
_SERIAL = range(20_000, 73_051)  # as Excel counts: from 1954 to 2099
_EXCEL = date(1899, 12, 30)
UNTOLD = "nothing says whether the day or the month comes first"
SUCH = "a date such as 2026-05-31"


def why_none(cell: str) -> tuple[str, str]:
    """(why a cell holds no day, what to do about it); blank where it holds one as YYYY-MM-DD, with the time of the day or without.

    >>> why_none("2026-05-31"), why_none("2026-02-30")
    (('', ''), ('there is no such day', ''))
    >>> why_none("²")[0], why_none("31.05.2026 9:02")[0]
    ('this is no date', 'nothing says whether the day or the month comes first')
    >>> why_none("45231.81") == why_none("45231")
    True
    >>> why_none("45231")
    ('this is the number by which Excel keeps a day', 'write 2023-11-01, if it is that day; for a whole column, format it in Excel as yyyy-mm-dd and save it again')
    """
    cell = cell.strip()
    if written.as_moment(cell) == cell:
        return "", ""
    cell = written.without_time(cell)
    if written.as_moment(cell) == cell:
        return "the day has a time behind it that no clock shows", ""
    if re.fullmatch(DATE, cell):
        known = int(cell[:4]) in written.YEARS
        return "there is no such day" if known else "nobody can have decided in this year", ""
    if _IN_FIGURES.fullmatch(cell):
        return UNTOLD, ""
    if _SHORT_YEAR.fullmatch(cell):
        return "the year has two figures", "write the year with four figures"
    if (kept := re.fullmatch(r"([0-9]+)(?:[.,][0-9]+)?", cell)) and int(kept[1]) in _SERIAL:
        day = (_EXCEL + timedelta(days=int(kept[1]))).isoformat()
        told = f"write {day}, if it is that day; for a whole column, format it in Excel as yyyy-mm-dd and save it again"
        return "this is the number by which Excel keeps a day", told
    if re.fullmatch(r"\d{4}(?:[-/.]\d{1,2})?", cell):
        return "this is no whole date", f"write year, month and day: {SUCH}"
    return "this is no date", ""


def order_shown(cells: Iterable[str]) -> tuple[str, str]:
    """(the order in which days of a column stand, the cell that shows it): the first with a figure that is no month.

    Nothing where no cell shows it, or two show different ones.

    >>> order_shown(["02/03/1994", "23/03/1994"]), order_shown(["02/03/1994"]), order_shown(["3/13/2020", "13/3/2020"])
    (('dmy', '23/03/1994'), ('', ''), ('', ''))
    """
    shown: dict[str, str] = {}
    for cell in cells:
        if match := _IN_FIGURES.fullmatch(written.without_time(cell)):
            first, second = int(match[1]), int(match[2])
            if (first > _MONTHS) != (second > _MONTHS):
                shown.setdefault("dmy" if first > _MONTHS else "mdy", cell.strip())
    return next(iter(shown.items())) if len(shown) == 1 else ("", "")


def how_to_tell(column: str, line: int, cells: Iterable[str]) -> str:
    """What to write once, in the header, so that all days of a column are read. `line`: that of the header."""
    day, month = (f"`{column} {order}`" for order in ("(day/month/year)", "(month/day/year)"))
    order, cell = order_shown(cells)
    where = f"in line {line} of this file, in the place of `{column}`"
    if order:
        first, name = ("day", day) if order == "dmy" else ("month", month)
        return f"{cell} shows that the {first} comes first: write {name} {where}"
    return f"write {day} or {month} {where}; then every row is read so"
