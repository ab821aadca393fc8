"""Pages that a spreadsheet took for a date: 5-10 is shown as `5-Oct`, 10-15 as `Oct-15`, and kept as a day of a year.

What was typed is told by how pages run, from the lower to the higher: whether it was read as day and month or as month and
day does not matter.
"""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    "jan janv january januar janvier januari janeiro gennaio ene enero gen",
    "feb febr february februar févr fév fev février februari fevereiro febbraio febrero",
    "mar march märz mrz mär mars mrt maart março marzo",
    "apr april avr avril abr abril aprile",
    "may mai mei maj mayo maio mag maggio",
    "jun june juni juin junio junho giu giugno",
    "jul july juli juil juillet julio julho lug luglio",
    "aug august août aout augustus augusti ago agosto",
    "sep sept september septembre septiembre setembro settembre set",
    "oct october okt oktober octobre octubre out outubro ott ottobre",
    "nov november novembre noviembre novembro",
    "dec december dez dezember déc décembre dic diciembre dicembre dezembro des",
)
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
_WORD = r"(?P<month>[^\W\d_]{3,10})\.?"
_DAY_FIRST = re.compile(rf"(?P<day>\d{{1,2}})\.?[ -]{_WORD}(?:[ -](?P<year>\d\d|\d{{4}}))?")
_MONTH_FIRST = re.compile(rf"{_WORD}[ -](?P<number>\d{{1,2}}|\d{{4}})")
_CLOCK = r"(?:[ T]00?:00(?::00)?)?"
_NUMBERS = re.compile(
    rf"(?:(?P<year>\d{{4}})(?P<mark>[-/.])(?P<one>\d\d?)(?P=mark)(?P<two>\d\d?)"
    rf"|(?P<first>\d\d?)(?P<sign>[-/.])(?P<second>\d\d?)(?P=sign)(?P<last>\d{{4}})){_CLOCK}"
)
# Years that a spreadsheet makes of two figures, and in which nobody can have typed a day and a month.
_OF_TWO_FIGURES = range(1930, 2000)
_LEAP = 2000  # a year that has the 29th of February


def is_date(pages: str) -> bool:
    """Whether a cell of pages holds a date.

    >>> is_date("5-Oct"), is_date("2026-10-05"), is_date("5-10"), is_date("S5-S10"), is_date("e10")
    (True, True, False, False, False)
    """
    return _parts(pages) is not None


def typed(pages: str) -> str:
    """The pages that were typed where a date shows them beyond doubt; else nothing.

    A month before a figure that is not higher, and the first of a month in a given year, may be a month of a year as well
    (`Oct-05`, `2015-10-01`: 1-10, or 10-15).

    >>> typed("5-Oct"), typed("15-oct."), typed("Oct-15"), typed("05. Okt"), typed("Okt 99"), typed("05/10/2026 0:00")
    ('5-10', '10-15', '10-15', '5-10', '10-99', '5-10')
    >>> typed("Oct-05"), typed("2015-10-01"), typed("1947-10-01"), typed("2015-01-10"), typed("379-87")
    ('', '', '10-47', '1-10', '')
    """
    day, month, year = _parts(pages) or (0, 0, 0)
    if not month:
        return ""
    if not day:
        return f"{month}-{year}" if month < year < 100 else ""
    if day == 1 and year in _OF_TWO_FIGURES:
        return f"{month}-{year - 1900}"
    return "" if day == 1 and year else f"{min(day, month)}-{max(day, month)}"


def _parts(pages: str) -> tuple[int, int, int] | None:
    """(day, month, year) of a date, 0 for what it does not say; None for a value that is no date.

    >>> _parts("5-Oct"), _parts("Oct-15"), _parts("10/05/2026"), _parts("31-Feb"), _parts("13-Bar")
    ((5, 10, 0), (0, 10, 15), (5, 10, 2026), None, None)
    """
    if found := _DAY_FIRST.fullmatch(pages):
        return _known(int(found["day"]), _month(found), int(found["year"] or 0))
    if found := _MONTH_FIRST.fullmatch(pages):
        month = _month(found)
        return (0, month, int(found["number"])) if month else None
    if not (found := _NUMBERS.fullmatch(pages)):
        return None
    year = int(found["year"] or found["last"])
    if found["year"]:
        return _known(int(found["two"]), int(found["one"]), year)
    # Which of the two is the month depends on the country: where both may be, the lower is taken for the day.
    low, high = sorted((int(found["first"]), int(found["second"])))
    return _known(low, high, year) or _known(high, low, year)


def _month(found: re.Match[str]) -> int:
    return _MONTH_OF.get(found["month"].casefold(), 0)


def _known(day: int, month: int, year: int) -> tuple[int, int, int] | None:
    try:
        date(_LEAP, month, day)
    except ValueError:
        return None
    return day, month, year
