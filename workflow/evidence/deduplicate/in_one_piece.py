"""Columns in Arrow as one array, and which of their cells have something in them."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


def filled(column: pa.Array | pa.ChunkedArray) -> np.ndarray:
    """(n,) bool: the cells of a column that have something in them."""
    values = one(column)
    if pa.types.is_list(values.type):
        there = pc.greater(pc.fill_null(pc.list_value_length(values), 0), 0)
    elif pa.types.is_string(values.type) or pa.types.is_large_string(values.type):
        there = pc.not_equal(pc.fill_null(values, ""), "")
    else:
        there = pc.is_valid(values)
    return there.to_numpy(zero_copy_only=False)


def one(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    """A column in one piece, not copied where it is one."""
    if not isinstance(column, pa.ChunkedArray):
        return column
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
