"""Large tables of two versions, compared in columns: rows are made of what differs and of nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from evidence.review import Review
from evidence.rows import column_names

_CELL, _PART = "\x1f", "\x1e"


def columns(review: Review, row: type, names: Sequence[str]) -> pa.Table:
    """These columns of a table, each in one piece. Raises UserError where the table has not been built."""
    others = tuple(name for name in column_names(row) if name not in names)
    table = review.columns(row, without=others).select(list(names))
    return pa.table({name: _one(table[name]) for name in names})


def renamed(column: pa.Array, names: Mapping[str, str]) -> pa.Array:
    """The column with another name for each that has one."""
    if not names:
        return column
    place = pc.index_in(column, pa.array(list(names), pa.string()))
    return pc.coalesce(pa.array(list(names.values()), pa.string()).take(place), column)


def with_names(table: pa.Table, **of: Mapping[str, str]) -> pa.Table:
    """A table of before in which each of these columns has the names of after."""
    for name, names in of.items():
        table = table.set_column(table.column_names.index(name), name, renamed(_one(table[name]), names))
    return table


def differing(before: pa.Table, after: pa.Table) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The rows of each that the other does not have. The order of rows is nothing.

    >>> one, two = pa.table({"id": ["a", "b"], "n": [1, 2]}), pa.table({"id": ["b", "a"], "n": [3, 1]})
    >>> differing(one, two)
    ([{'id': 'b', 'n': 2}], [{'id': 'b', 'n': 3}])
    """
    one, two = _texts(before), _texts(after)
    return _not_in(before, one, two), _not_in(after, two, one)


def where(table: pa.Table, name: str, values: Sequence[str]) -> list[dict[str, Any]]:
    """The rows whose cell is one of these values."""
    if not values:
        return []
    return table.filter(pc.is_in(table[name], pa.array(list(values), pa.string()))).to_pylist()


def _not_in(table: pa.Table, own: pa.Array, other: pa.Array) -> list[dict[str, Any]]:
    return table.filter(pc.invert(pc.is_in(own, other))).to_pylist()


def _texts(table: pa.Table) -> pa.Array:
    """Each row as one text."""
    cells = [_text(_one(table[name])) for name in table.column_names]
    return pc.binary_join_element_wise(*cells, "", _CELL) if cells else pa.array([], pa.string())


def _text(column: pa.Array) -> pa.Array:
    if pa.types.is_list(column.type):
        column = pc.binary_join(column, _PART)
    return pc.fill_null(pc.cast(column, pa.string()), "")


def _one(column: Any) -> pa.Array:
    """A column in one piece."""
    if isinstance(column, pa.ChunkedArray):
        return column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
    return column
