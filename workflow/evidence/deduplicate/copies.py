"""Entries that are the same in every field and in their key: the first of them is compared, and speaks for all.

So an export that is read twice changes nothing, and a thousand copies of one entry cost what one does.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evidence.deduplicate.cluster import Join
from evidence.deduplicate.in_one_piece import one
from evidence.deduplicate.records import MERGED, Records

RULE, REASON = "identical entries", "every field and the key are the same"


def first_of_copies(records: Records, prints: np.ndarray) -> np.ndarray:
    """(n,) the first row of those that agree in every field that a work is made of, and in their key. `prints`: as `Columns.prints`."""
    first = np.arange(len(prints))
    _, inverse, count = np.unique(prints, return_inverse=True, return_counts=True)
    rows = np.flatnonzero(count[inverse] > 1)
    if not len(rows):
        return first
    # Fingerprints only say where to look: what is one is told by the whole text of every field.
    table = records.take(pa.array(rows))
    parts = [_text(table[name]) for name in (*MERGED, "source_key")]
    whole = pc.binary_join_element_wise(*parts, pa.scalar("\x1f", pa.large_string()))
    codes = whole.dictionary_encode().indices.to_numpy()
    _, begins, copies = np.unique(codes, return_index=True, return_inverse=True)
    first[rows] = rows[begins[copies]]
    return first


def copy_joins(first: np.ndarray) -> list[Join]:
    """What ties every copy to the first of its kind."""
    copies = np.flatnonzero(first != np.arange(len(first)))
    return [Join(int(first[row]), row, RULE, REASON, "rule", 1.0) for row in copies.tolist()]


def _text(column: pa.ChunkedArray) -> pa.Array:
    values = one(column)
    if pa.types.is_list(values.type):
        values = pc.binary_join(values, "\x1e")
    return pc.fill_null(values.cast(pa.large_string()), "")
