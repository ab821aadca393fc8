"""Why a cell holds no number, in the words of somebody at a spreadsheet, and what to write instead."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

BLANK = "leave the cell blank"
NOUNS = {float: "number", int: "whole number"}
LARGEST_WHOLE = 10**15
"""Above it no two programs read the same whole number; all people that ever lived are ten to the eleventh."""
_THOUSANDS = re.compile(r"-?\d{1,3}(?:([,.'’ \u00a0\u2009\u202f])\d{3})(?:\1\d{3})*")
_COMMA = re.compile(r"-?\d*,\d+")
_UNKNOWN = frozenset(
    [
        "na",
        "n/a",
        "n.a.",
        "nan",
        "null",
        "none",
        "nil",
        "nr",
        "n.r.",
        "n/r",
        "ns",
        "-",
        "–",
        "—",
        ".",
        "..",
        "?",
        "x",
        "missing",
        "unknown",
        "unclear",
    ]
) | {"not reported", "not stated", "not available", "not known"}
_OF_EXCEL = re.compile(r"#(?:N/A|DIV/0!|VALUE!|REF!|NAME\?|NUM!|NULL!|SPILL!|CALC!)|#{3,}", re.I)
_TWO = re.compile(r"[\[(]?\s*-?[\d.]+\s*(?:to|–|—|;|,|\.\.\.?|-)\s*-?[\d.]+\s*[\])]?")
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")


def as_read(kind: type, cell: str) -> float | None:
    """The number that a cell holds; None where it holds none. NaN and infinity are none, nor is what has underscores."""
    try:
        number: float = kind(cell)
        return number if math.isfinite(number) and "_" not in cell else None
    except (ValueError, OverflowError):
        return None


def why_none(kind: type, cell: str) -> tuple[str, str]:
    """(what stands there instead of a number, what to do about it; blank where there is no more to say than what is allowed).

    >>> why_none(float, "-0,5")
    ('this has a decimal comma; a point is read here', 'write -0.5; for a whole column, change the decimal sign in the spreadsheet and save it again')
    >>> why_none(int, "77,972")[1], why_none(int, "1.077.972")[1], why_none(float, "12%")[0]
    ('write 77972', 'write 1077972', 'this has a percent sign; a number alone is read here')
    >>> why_none(float, "large")
    ('this is no number', '')
    """
    cell = cell.strip()
    for told in _KINDS:
        if found := told(kind, cell):
            return found
    return f"this is no {NOUNS[kind]}", ""


def _unknown(kind: type, cell: str) -> tuple[str, str] | None:
    if cell.casefold() not in _UNKNOWN:
        return None
    return "what is not known is left blank here", BLANK


def _excel(kind: type, cell: str) -> tuple[str, str] | None:
    if not _OF_EXCEL.fullmatch(cell):
        return None
    if cell.startswith("##"):
        return (
            "Excel shows no number here, for its column is too narrow",
            "make the column wider and save the table again",
        )
    return (
        "this is an error of Excel's and no number",
        "mend the formula in the spreadsheet, or leave the cell blank",
    )


def _formula(kind: type, cell: str) -> tuple[str, str] | None:
    if not cell.startswith("="):
        return None
    return (
        "this is a formula and not its result",
        "save the spreadsheet as CSV, which writes results, or write the number",
    )


def _percent(kind: type, cell: str) -> tuple[str, str] | None:
    if not re.fullmatch(r"-?[\d.,]+\s*%", cell):
        return None
    bare = cell.rstrip("% ").replace(",", ".")
    share = as_read(float, bare)
    as_share = f", or {share / 100:g} where the column holds shares" if share is not None else ""
    return (
        "this has a percent sign; a number alone is read here",
        f"write {bare} where the column holds percentages{as_share}",
    )


def _grouped(kind: type, cell: str) -> tuple[str, str] | None:
    """Marks between thousands; one comma or point in a number that need not be whole may be either."""
    if not (match := _THOUSANDS.fullmatch(cell)):
        return None
    whole = re.sub(r"[^\d-]", "", cell)
    either = kind is float and match[1] == "," and cell.count(",") == 1
    other = f", or {cell.replace(',', '.')} if it is a decimal comma" if either else ""
    return "this has a mark between thousands; none is read here", f"write {whole}{other}"


def _comma(kind: type, cell: str) -> tuple[str, str] | None:
    if not _COMMA.fullmatch(cell):
        return None
    told = f"write {cell.replace(',', '.')}; for a whole column, change the decimal sign in the spreadsheet and save it again"
    return "this has a decimal comma; a point is read here", told


def _two(kind: type, cell: str) -> tuple[str, str] | None:
    if not _TWO.fullmatch(cell) or len(_NUMBER.findall(cell)) < 2:
        return None
    return "these are two numbers, and a cell holds one", "write each into a column of its own"


def _part(kind: type, cell: str) -> tuple[str, str] | None:
    if kind is not int or as_read(float, cell) is None:
        return None
    return "this is no whole number", "write it without a decimal part"


_KINDS: tuple[Callable[[type, str], tuple[str, str] | None], ...] = (
    *(_unknown, _excel, _formula, _percent, _grouped, _comma, _two, _part),
)
