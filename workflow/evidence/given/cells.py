"""Whether a cell keeps the rules of its column, and what is said where it does not.

The rules are those of Table Schema (Frictionless Data Package 2.0), which the tests hold them to. Three are stricter: NaN and
infinity are no numbers, nor is what Python reads as one for its underscores; and a date is a day that there was, in a year in
which somebody can have decided.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from evidence import written
from evidence.errors import shorten
from evidence.given.declare import DATE, Given

Problem = tuple[str, str, str]
"""(field, problem, what is allowed)."""


def wrong_width(row: dict[str, str]) -> Problem | None:
    """Where a row has more or fewer cells than the header has columns, or quotes that do not close."""
    if None not in row and None not in row.values():
        return None
    wanted = len(row) - (None in row)
    have = wanted + len(row.get(None) or ()) - sum(cell is None for cell in row.values())  # type: ignore[call-overload]
    return "", f"the row has {have} cells", f"{wanted}, as many as the header has columns"


def broken(column: Given, cell: str, words: Sequence[str] | None) -> Problem | None:
    """The first rule of its column that a cell does not keep. `words`: what it may hold, None for anything."""
    if not cell.strip():
        return (column.name, "the cell is empty", allowed(column, cell, words)) if column.required else None
    if words is not None:
        return _no_word(column, cell, words)
    if column.kind in (int, float):
        found = _no_number(column, cell)
    elif column.pattern == DATE:
        found = _no_day(cell)
    else:
        fits = re.fullmatch(column.pattern or "(?s:.*)", cell)
        found = "" if fits else "this is not written as it has to be"
    return (column.name, found, allowed(column, cell, words)) if found else None


def _no_word(column: Given, cell: str, words: Sequence[str]) -> Problem | None:
    for word in cell.split(";") if column.many else [cell]:
        if word and word not in words:
            what = f"the code '{shorten(word, 60)}'" if column.codes else "this word"
            return column.name, f"{what} is not known here", allowed(column, word, words)
    return None


def _no_number(column: Given, cell: str) -> str:
    number = _number(column.kind, cell)
    if number is None and re.fullmatch(r"[-\u2212]?\d+,\d+", cell):
        return "this number has a comma; a decimal point is read, and no mark between thousands"
    if number is None:
        return f"this is no {_NUMBERS[column.kind]}"
    if column.minimum is not None and number < column.minimum:
        return f"this is less than {column.minimum}"
    if column.maximum is not None and number > column.maximum:
        return f"this is more than {column.maximum}"
    return f"this is not above {column.above}" if column.above is not None and number <= column.above else ""


def _number(kind: type, cell: str) -> float | None:
    try:
        number = kind(cell)
        return number if math.isfinite(number) and "_" not in cell else None
    except (ValueError, OverflowError):
        return None


def _no_day(cell: str) -> str:
    if written.as_moment(cell) == cell:
        return ""
    if not re.fullmatch(DATE, cell):
        return "this is no date, or one that could be read in two orders"
    return (
        "there is no such day" if int(cell[:4]) in written.YEARS else "nobody can have decided in this year"
    )


_NUMBERS = {float: "number", int: "whole number"}
_DAY = "a date such as 2026-05-31"
_ORDERS = f"YYYY-MM-DD, or another order that the header declares: {' or '.join(written.ORDERS[1:])}"


def allowed(column: Given, cell: str, words: Sequence[str] | None) -> str:
    """What a column may hold, in words; of a list the likest to the cell first."""
    if words is not None:
        return ", ".join(written.nearest_first(cell, words))
    if column.kind in (int, float):
        bounds = (("of at least", column.minimum), ("above", column.above), ("up to", column.maximum))
        told = [f"{how} {bound}" for how, bound in bounds if bound is not None]
        return " ".join([f"a {_NUMBERS[column.kind]}", *told])
    if column.pattern == DATE:
        return _DAY if not cell.strip() or re.fullmatch(DATE, cell) else _ORDERS
    return f"text like {column.pattern}" if column.pattern else "text"
