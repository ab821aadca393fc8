"""What people write in cells, read kindly: spaces, capitals, separators, the order of a date; and the word they meant.

Only what cannot be meant otherwise is read; anything else is handed back as it stands, so that it is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache

# `date (day/month/year)` in a header says in which order the dates below it stand.
_DECLARED = re.compile(
    r"\s*(date)\s*\(\s*([a-z])\w*\s*[-/. ]\s*([a-z])\w*\s*[-/. ]\s*([a-z])\w*\s*\)\s*", re.I
)
# First letters of day, month and year, as spreadsheets of other countries show them: TT.MM.JJJJ, jj/mm/aaaa, dd/mm/aaaa, gg/mm/aaaa.
_LETTERS = ("dmy", "tmj", "jma", "dma", "gma", "dmj")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,4})[-/. ]+(\d{1,2})[-/. ]+(\d{1,4})")
_WORDS = re.compile(
    r"(\d{1,2})(?:\.|st|nd|rd|th)?[-\s]+([A-Za-z]{3,9})\.?,?[-\s]+(\d{4})"
    r"|([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})"
)
# What stands behind a day where the time is told: as computers write it, or a spreadsheet.
_TIME = re.compile(
    r"(.*\d)(?:T|,?\s+)([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?\s*(?:Z|[-+]\d\d:?\d\d|([AP])\.?M\.?)?",
    re.I,
)
_TOGETHER = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ORDERS = ("date", "date (day/month/year)", "date (month/day/year)")
YEARS = range(1900, 2101)  # in which somebody can have decided something
_ALIKE = 0.6
_QUOTES = " \t\u00a0\"'‘’“”„«»`"  # round a word, by which nothing is meant
_PARTING = re.compile(r"\s*(?:[;,/|\n]|\band\b|&)\s*")


def column(name: str) -> tuple[str, str]:
    """The name of a column, and for one of dates the order that it declares (`dmy`, `mdy`, `ymd`) or nothing.

    >>> column(" date (Day/Month/Year) "), column("reason")
    (('date', 'dmy'), ('reason', ''))
    >>> column("Datum (TT.MM.JJJJ)"), column("Date (jj/mm/aaaa)"), column("date (mm-dd-yyyy)")
    (('Datum (TT.MM.JJJJ)', ''), ('date', 'dmy'), ('date', 'mdy'))
    >>> column("“record”")
    ('record', '')
    """
    if declared := _DECLARED.fullmatch(name):
        given = "".join(declared.groups()[1:]).lower()
        letters = next((letters for letters in _LETTERS if sorted(letters) == sorted(given)), "")
        if letters:
            return declared[1].lower(), given.translate(str.maketrans(letters, "dmy"))
    return name.strip(_QUOTES), ""


def as_date(cell: str, order: str = "") -> str:
    """A date as YYYY-MM-DD, or an empty string where it is none or could be two.

    A time behind it is left out (`as_moment`). Year first, or a month in words (English), needs no `order`; figures with the year last do.

    >>> as_date("1994/3/2"), as_date("2 March 1994"), as_date("02/03/1994"), as_date("02/03/1994", "dmy")
    ('1994-03-02', '1994-03-02', '', '1994-03-02')
    >>> as_date("02-Mar-1994"), as_date("March 2nd, 1994"), as_date("19940302"), as_date("02-Mar-94")
    ('1994-03-02', '1994-03-02', '1994-03-02', '')
    >>> as_date("0094-03-02"), as_date("2994-03-02")
    ('', '')
    """
    return as_moment(cell, order)[:10]


def as_moment(cell: str, order: str = "") -> str:
    """A date as `as_date` reads it, with the time of the day behind it (YYYY-MM-DDTHH:MM:SS) where the cell tells one.

    The time is what the clock showed: nothing is reckoned into another zone.

    >>> as_moment("2026-11-26T19:02:11.25+01:00"), as_moment("26/11/2026 9:02", "dmy"), as_moment("26 Nov 2026")
    ('2026-11-26T19:02:11', '2026-11-26T09:02:00', '2026-11-26')
    >>> as_moment("2026-11-26T25:99"), as_moment("02/03/2026 10:00")
    ('', '')
    >>> as_moment("11/26/2026 12:05:09 AM", "mdy"), as_moment("2026-11-26 9:02 pm"), as_moment("2026-11-26 13:00 PM")
    ('2026-11-26T00:05:09', '2026-11-26T21:02:00', '')
    """
    told = _TIME.fullmatch(cell.strip())
    if told is None:
        return _as_day(cell.strip(), order)
    day, (hour, minute, second, half) = _as_day(told[1].strip(), order), told.groups()[1:]
    if half and not 1 <= int(hour) <= 12:
        return ""
    number = int(hour) % 12 + 12 * (half in "Pp") if half else int(hour)
    return f"{day}T{number:02}:{minute}:{second or '00'}" if day else ""


def without_time(cell: str) -> str:
    """The part of a cell that tells the day, where a time of the day stands behind it; else all of it.

    >>> without_time("27.11.2026 19:28"), without_time("27.11.2026"), without_time("11/27/2026 7:28:06 PM")
    ('27.11.2026', '27.11.2026', '11/27/2026')
    """
    told = _TIME.fullmatch(cell.strip())
    return told[1].strip() if told else cell.strip()


def _as_day(cell: str, order: str) -> str:
    if match := _ISO.fullmatch(cell) or _TOGETHER.fullmatch(cell):
        return _real(*match.groups()[:3])
    if match := _WORDS.fullmatch(cell):
        day, month, year = match.groups()[:3] if match[1] else (match[5], match[4], match[6])
        number = _MONTHS.index(month[:3].lower()) + 1 if month[:3].lower() in _MONTHS else 0
        return _real(year, str(number), day)
    if order and (match := _NUMBERS.fullmatch(cell)):
        parts = dict(zip(order, match.groups(), strict=True))
        return _real(parts["y"], parts["m"], parts["d"])
    return ""


def _real(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat() if int(year) in YEARS else ""
    except ValueError:
        return ""


def as_number(cell: str, kind: type) -> str:
    """A number with the minus sign that computers read; a whole one without the `.0` of spreadsheets.

    >>> as_number(" \u22120.5 ", float), as_number("262.0", int), as_number("2.5", int), as_number("a \u2212 b", float)
    ('-0.5', '262', '2.5', 'a \u2212 b')
    """
    cell = unmarked(cell)
    cell = "-" + cell[1:] if cell[:1] == "\u2212" else cell
    return cell.partition(".")[0] if kind is int and re.fullmatch(r"-?\d+\.0+", cell) else cell


def unmarked(cell: str) -> str:
    """A cell without spaces round it and without the apostrophe by which a spreadsheet is told that it is text.

    >>> unmarked(" '2.5"), unmarked("'t Hooft")
    ('2.5', "'t Hooft")
    """
    cell = cell.strip()
    return cell[1:] if re.match(r"['\u2019][-+=@\d]", cell) else cell


def as_reference(cell: str) -> str:
    """A reference to a record as it is meant: without the marks of a spreadsheet round it, a number without its `.0`.

    >>> as_reference("'ash1950"), as_reference("23456789.0"), as_reference("'t Hooft and others")
    ('ash1950', '23456789', "'t Hooft and others")
    """
    bare = cell.strip()
    if re.fullmatch(r"['\u2018\u2019\u201c\u201d\"]\S+", bare):
        bare = bare.strip("'\"\u2018\u2019\u201c\u201d")
    return bare.partition(".")[0] if re.fullmatch(r"\d+\.0+", bare) else bare


def parted(cell: str, words: Sequence[str]) -> list[str]:
    """The parts of a cell that holds several words: by semicolons, or by another mark where each part is one of `words`.

    >>> parted("a; b", ["a", "b"]), parted("a, b", ["a", "b"]), parted("a, c", ["a", "b"])
    (['a', ' b'], ['a', 'b'], ['a, c'])
    """
    parts = _PARTING.split(cell.strip())
    if ";" not in cell and words and all(as_allowed(part, words) in words for part in parts if part):
        return parts
    return cell.split(";")


def as_allowed(cell: str, allowed: Iterable[str], also: Mapping[str, str] | None = None) -> str:
    """The allowed word that a cell is but for spaces, hyphens, underscores, apostrophes and capitals, or by an alias.

    `also`: other names → allowed words. What is none of them comes back without spaces round it.

    >>> as_allowed(" Include ", ["include", "exclude"]), as_allowed("Can’t  tell", ["can't tell"])
    ('include', "can't tell")
    >>> as_allowed("maybe", ["include"]), as_allowed("Odds-Ratio", ["odds_ratio"]), as_allowed("OR", ["odds_ratio"], {"or": "odds_ratio"})
    ('maybe', 'odds_ratio', 'odds_ratio')
    """
    cell, allowed = cell.strip(), list(allowed)
    if cell in allowed:
        return cell
    if cell.strip(_QUOTES) != cell:
        meant = as_allowed(cell.strip(_QUOTES), allowed, also)
        return meant if meant in allowed else cell
    words = {name: word for name, word in (also or {}).items() if word in allowed}
    for mostly in (_spaced, _bare):
        wanted = mostly(cell)
        found = {
            word for name, word in [*((w, w) for w in allowed), *words.items()] if mostly(name) == wanted
        }
        if len(found) == 1:
            return found.pop()
    return cell


@lru_cache(maxsize=2_000)  # the same words are allowed of every cell of a column
def _spaced(text: str) -> str:
    return " ".join(text.casefold().split())


@lru_cache(maxsize=2_000)
def _bare(text: str) -> str:
    return " ".join(re.sub(r"[\s_\-\u2010-\u2015]+", " ", text.casefold()).split()).replace("\u2019", "'")


def nearest_first(word: str, allowed: Sequence[str]) -> list[str]:
    """What is allowed, the likest first.

    >>> nearest_first("trials", ["association", "trial"])
    ['trial', 'association']
    """
    return sorted(allowed, key=lambda other: (-_likeness(word, other), other))


def meant(word: str, allowed: Sequence[str]) -> str:
    """The one that was probably meant, or an empty string.

    >>> meant("higher_ist", ["higher_is", "se"]), meant("colour", ["se"])
    ('higher_is', '')
    """
    best = next(iter(nearest_first(word, allowed)), "")
    return best if best and _likeness(word, best) >= _ALIKE else ""


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio()
