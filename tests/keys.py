"""What a review breaks of what its tables declare: rows with one key, and names that stand nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from evidence.catalogue import BY_NAME, TABLES
from evidence.rows import Table, columns, is_row


def broken(review: Any) -> list[str]:
    """Each in a line: the table, what is broken and the value. `review[...]` gives the rows of a table."""
    return [line for table in TABLES for line in (*_twice(review, table), *_nowhere(review, table))]


def _rows(review: Any, table: Table) -> list[Any]:
    return review[table.row if is_row(table.row) else table]


def _twice(review: Any, table: Table) -> Iterator[str]:
    keys = Counter(tuple(getattr(row, name) for name in table.key) for row in _rows(review, table))
    if table.key:
        yield from (f"{table.stage}/{table.name}: {key} stands twice" for key, n in keys.items() if n > 1)


def _nowhere(review: Any, table: Table) -> Iterator[str]:
    for column in columns(table.row):
        name, _, other = column.refers.partition(".")
        if name not in BY_NAME:  # nothing, or a word of the settings
            continue
        there = {getattr(row, other) for row in _rows(review, BY_NAME[name])}
        for row in _rows(review, table):
            value = getattr(row, column.name)
            for one in value if column.many else (value,):
                if one and one not in there:
                    yield f"{table.stage}/{table.name}.{column.name}: {one} is no {column.refers}"
