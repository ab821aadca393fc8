"""Arrow columns of two versions: names put in the place of others, and the rows that only one of the two has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

_CELL, _PART = "\x1f", "\x1e"


def one(column: Any) -> pa.Array:
    """A column in one piece."""
    if isinstance(column, pa.ChunkedArray):
        return column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
    return column


def renamed(column: Any, names: Mapping[str, str]) -> pa.Array:
    """The column with another name for each that has one."""
    column = one(column)
    if not names:
        return column
    place = pc.index_in(column, pa.array(list(names), pa.string()))
    return pc.coalesce(pa.array(list(names.values()), pa.string()).take(place), column)


def with_names(table: pa.Table, name: str, names: Mapping[str, str]) -> pa.Table:
    """A table of before in which a column has the names of after."""
    if not names:
        return table
    return table.set_column(table.column_names.index(name), name, renamed(table[name], names))


def differing(before: pa.Table, after: pa.Table) -> tuple[pa.Table, pa.Table]:
    """The rows of each that the other does not have. The order of rows is nothing.

    >>> first, then = pa.table({"id": ["a", "b"], "n": [1, 2]}), pa.table({"id": ["b", "a"], "n": [3, 1]})
    >>> [rows.to_pylist() for rows in differing(first, then)]
    [[{'id': 'b', 'n': 2}], [{'id': 'b', 'n': 3}]]
    """
    texts = _texts(before), _texts(after)
    return before.filter(_not_in(*texts)), after.filter(_not_in(*texts[::-1]))


def where(table: pa.Table, name: str, values: Sequence[str]) -> list[dict[str, Any]]:
    """The rows whose cell is one of these values."""
    if not values:
        return []
    return table.filter(pc.is_in(table[name], pa.array(values, pa.string()))).to_pylist()


def without(table: pa.Table, other: pa.Table, name: str) -> list[dict[str, Any]]:
    """The rows whose cell no row of the other table has."""
    return table.filter(_not_in(table[name], other[name])).to_pylist()


def _not_in(own: Any, other: Any) -> Any:
    return pc.invert(pc.is_in(own, one(other)))


def _texts(table: pa.Table) -> pa.Array:
    """Each row as one text."""
    return pc.binary_join_element_wise(*(_text(one(table[name])) for name in table.column_names), "", _CELL)


def _text(column: pa.Array) -> pa.Array:
    if pa.types.is_list(column.type):
        column = pc.binary_join(column, _PART)
    return pc.fill_null(pc.cast(column, pa.string()), "")
