"""Tables for people: CSV of which a spreadsheet opens every cell, and runs none."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import islice

_FORMULA = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")
_ROWS = 10_000


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table for people: UTF-8, LF, and no cell that a spreadsheet would run."""
    return b"".join(csv_parts(header, rows))


def csv_parts(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """The same, some rows at a time."""
    rest = iter(rows)
    some: list[Sequence[object]] = [header]
    while some:
        out = StringIO()
        csv.writer(out, lineterminator="\n").writerows(
            [spreadsheet_safe(cell) for cell in row] for row in some
        )
        yield out.getvalue().encode()
        some = list(islice(rest, _ROWS))


def spreadsheet_safe(cell: object) -> object:
    """Text that begins like a formula gets a leading apostrophe (OWASP, CSV injection).

    White space before the sign and full-width signs count too: spreadsheets drop or fold them. One that has
    such an apostrophe gets another, so that taking one off gives the text again.

    >>> spreadsheet_safe('=1+1'), spreadsheet_safe(-0.5), spreadsheet_safe('plain')
    ("'=1+1", -0.5, 'plain')
    """
    if isinstance(cell, str) and _FORMULA.match(cell):
        return "'" + cell
    return "" if cell is None else cell
