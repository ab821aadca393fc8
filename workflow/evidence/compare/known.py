"""What a version can tell: a release of an earlier program has not every table and column of today's, and what it does not have is
not known, and no change."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from evidence.releases.frozen import BY_TABLE, place
from evidence.releases.version import Version
from evidence.review import Review
from evidence.rows import Column, Table, columns, table_of


def untold(review: Review, kind: type | Table) -> frozenset[str]:
    """The columns of a table that a version does not have and that a release of today would have; nothing for the working state."""
    table = table_of(kind)
    frozen = BY_TABLE.get((table.stage, table.name))
    if not isinstance(review, Version) or frozen is None:
        return frozenset()
    names = {column.name for column in frozen.columns}
    if not review.holds(table):
        return frozenset(names)
    with (review.at.root / place(table)).open(encoding="utf-8", newline="") as lines:
        return frozenset(names - set(next(csv.reader(lines), [])))


def tells(reviews: Iterable[Review], kind: type | Table) -> bool:
    """Whether all of these have a table."""
    return all(review.holds(kind) for review in reviews if isinstance(review, Version))


def blanked(rows: list[Any], kind: type | Table, names: frozenset[str]) -> list[Any]:
    """The rows without what is in these columns."""
    blank = {column.name: _nothing(column) for column in columns(table_of(kind).row) if column.name in names}
    return [replace(row, **blank) for row in rows] if blank else rows


def _nothing(column: Column) -> Any:
    if column.many:
        return ()
    if column.optional:
        return None
    return "" if issubclass(column.kind, str) else column.kind()
