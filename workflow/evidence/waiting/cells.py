"""Cells of a row that waits, and what is shown of a work beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evidence.deduplicate.rows import Work
from evidence.errors import UserError
from evidence.given.declare import given_by

Cells = dict[str, str]
"""Cells of a row by the names of its columns."""
Sheet = tuple[list[str], list[list[str]]]
"""A worksheet: names of columns, and rows."""
_MOST = 30_000  # letters that a cell of a spreadsheet holds, and some to spare


def sheet(row: type, cells: Iterable[Cells]) -> Sheet:
    """The worksheet of a table; what nobody knows yet is blank."""
    header = list(given_by(row).names)
    return header, [[own.get(column, "") for column in header] for own in cells]


def of_work(work: Work) -> Cells:
    """What a worksheet shows of a work: title, authors, year and abstract, or the opening where it has none."""
    return {
        "title": work.title,
        "authors": "; ".join(work.authors),
        "year": str(work.year or ""),
        "abstract": work.abstract[:_MOST],
    }


def asked_for(only: str, known: Sequence[str], what: str) -> None:
    """Raises UserError where somebody asks for what is not there. `what`: of what kind it would be."""
    if only and only not in known:
        raise UserError(
            f"no {what} has this id", value=only, allowed=known, fix="name one of these, or none for all"
        )
