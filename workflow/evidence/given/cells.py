"""Whether a cell keeps the rules of its column, and what is said where it does not.

The rules are those of Table Schema (Frictionless Data Package 2.0), which the tests hold them to. Three are stricter: NaN and
infinity are no numbers, nor is what Python reads as one for its underscores; and a date is a day that there was, in a year in
which somebody can have decided.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from evidence import written
from evidence.errors import listed, shorten
from evidence.given import days, numbers
from evidence.given.declare import DATE, Given
from evidence.given.reading import Unquoted

NO_CODE = {
    "facets": "the codebook has no such facet",
    "evidence_roles": "the codebook has no such evidence role",
    "source_types": "the codebook has no such kind of source",
    "caveats": "the codebook has no such caveat",
    "tool": "no such appraisal tool is known",
    "propositions": "there is no claim with this id",
}
"""What is said of a word that is in none of these lists of the codebook, or is none of those of this column."""
_PARTS = {";": "semicolons", ",": "commas", "\t": "tabs", "|": "bars (`|`)"}


class Problem(NamedTuple):
    """What is wrong with a row: its column (blank for the whole row), what stands in the way, and what to do."""

    field: str
    wrong: str
    fix: str


def wrong_width(row: dict[str, str], delimiter: str) -> Problem | None:
    """Where a row has more or fewer cells than the header has columns, or quotation marks that do not pair."""
    if None not in row and None not in row.values():
        return None
    extra: list[str] | None = row.get(None)  # type: ignore[call-overload]
    if isinstance(extra, Unquoted):
        return _quotes(extra)
    cells = [cell for name, cell in row.items() if name is not None and cell is not None]
    wanted, have = len(row) - (None in row), len(cells) + len(extra or ())
    what = f"the row has {have} {'cell' if have == 1 else 'cells'}, and the header {wanted} columns"
    other = next((mark for mark in _PARTS if mark != delimiter and have == 1 and mark in cells[0]), "")
    if re.match(r"<{7}|={7}|>{7}", cells[0] if cells else ""):
        return Problem(
            "",
            "this is a mark that git leaves where two versions meet",
            "keep one version of the rows, and remove the marks",
        )
    if other:
        return Problem(
            "",
            f"this row is parted by {_PARTS[other]}, and the header by {_PARTS[delimiter]}",
            f"part it by {_PARTS[delimiter]}",
        )
    if have > wanted:
        mark = {",": "comma", ";": "semicolon", "\t": "tab"}.get(delimiter, "bar")
        return Problem(
            "",
            what,
            f"put a cell that holds a {mark} in quotation marks, or remove the cells beyond the last column",
        )
    return Problem("", what, "add what is missing; a cell may be blank, but what parts it stays")


def _quotes(row: Unquoted) -> Problem:
    if row.unclosed:
        return Problem(
            "",
            'a quotation mark (") is opened in this line and not closed',
            "close it at the end of its cell, or remove it",
        )
    return Problem(
        "",
        "a quotation mark stands within a cell that is in quotation marks",
        'write it twice there (""), or use single ones',
    )


def broken(column: Given, cell: str, words: Sequence[str] | None) -> Problem | None:
    """The first rule of its column that a cell does not keep. `words`: what it may hold, None for anything."""
    if not cell.strip():
        return _blank(column, cell, words) if column.required else None
    if words is not None:
        return _no_word(column, cell, words)
    if column.kind in (int, float):
        return _no_number(column, cell)
    if column.pattern == DATE:
        what, fix = days.why_none(cell)
    else:
        fits = re.fullmatch(column.pattern or "(?s:.*)", cell)
        what, fix = "" if fits else "this is not written as it has to be", ""
    return Problem(column.name, what, fix or f"write {allowed(column, cell, words)}") if what else None


def _blank(column: Given, cell: str, words: Sequence[str] | None) -> Problem:
    holds = allowed(column, cell, words)
    fix = "fill it in" if holds == "text" else f"write one of: {holds}" if words else f"write {holds}"
    return Problem(column.name, "this cell may not be blank", fix)


def _no_word(column: Given, cell: str, words: Sequence[str]) -> Problem | None:
    for word in cell.split(";") if column.many else [cell]:
        if word and word not in words:
            what = (
                NO_CODE.get(str(column.codes))
                or NO_CODE.get(column.name)
                or "this is none of the words that are allowed here"
            )
            if word != cell:
                what = f"{what}: ‘{shorten(word, 60)}’"
            near = written.meant(word, words)
            asked = f"did you mean {near}? " if near else ""
            return Problem(column.name, what, f"{asked}allowed: {allowed(column, word, words)}")
    return None


def _no_number(column: Given, cell: str) -> Problem | None:
    number = numbers.as_read(column.kind, cell)
    fix = f"write {allowed(column, cell, None)}"
    if number is None:
        what, better = numbers.why_none(column.kind, cell)
        if better == numbers.BLANK and column.required:
            what, better = (
                f"this is no {numbers.NOUNS[column.kind]}",
                f"{fix}, or leave the row out where it is not known",
            )
        return Problem(column.name, what, better or f"{fix}, alone in its cell")
    if column.kind is int and abs(number) > numbers.LARGEST_WHOLE:
        return Problem(column.name, "this is more than anything that can be counted", fix)
    if column.minimum is not None and number < column.minimum:
        return Problem(column.name, f"this is less than {column.minimum}", fix)
    if column.maximum is not None and number > column.maximum:
        return Problem(column.name, f"this is more than {column.maximum}", fix)
    if column.above is not None and number <= column.above:
        return Problem(column.name, f"this is not above {column.above}", fix)
    return None


def allowed(column: Given, cell: str, words: Sequence[str] | None) -> str:
    """What a column may hold, in words; of a list the likest to the cell first."""
    if words is not None:
        return listed(written.nearest_first(cell, words) if cell.strip() else words)
    if column.kind in (int, float):
        bounds = (("of at least", column.minimum), ("above", column.above), ("up to", column.maximum))
        told = [f"{how} {bound}" for how, bound in bounds if bound is not None]
        return " ".join([f"a {numbers.NOUNS[column.kind]}", *told])
    if column.pattern == DATE:
        return days.SUCH
    return f"text like {column.pattern}" if column.pattern else "text"
