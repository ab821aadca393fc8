"""What each record says by itself, folded and keyed for comparison, kept in blocks from one run to the next.

A block ends where the id of a record says so, as those of *classify* do: a record that comes or goes changes the block that it lies in and no
other. A block is kept under the digest of all that it is read from (`evidence.kept`), so that none can be out of date.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from evidence.deduplicate.keys import keys
from evidence.deduplicate.record_columns import FOLDED, Columns
from evidence.kept import Kept, content
from evidence.lookup import digested

SIZE = 13
"""A block has 2^SIZE records in the mean."""
_MIX = np.uint64(0x9E3779B97F4A7C15)
_READ = (
    *("kind", "title", "year", "container", "volume", "issue", "pages", "publisher", "source_key"),
    *("doi", "pmid", "pmcid", "arxiv", "openalex", "abstract"),
)
"""Columns that are read of a record, and its authors."""
_KEY = "key "


def readings(records: pa.Table, kept: Kept) -> tuple[Columns, np.ndarray]:
    """(columns of n records, of which those of `FOLDED` are known; (keys, n) their keys). `records`: abstracts may be cut to what is compared."""
    needed = records.select([*_READ, "authors"])
    blocks: list[pa.Table] = []
    abstracts: list[pa.Array] = []
    for start, end in _cut(records["record_id"]):
        own = needed.slice(start, end - start)
        key = kept.key(_basis(own))
        found = kept.find(key)
        if found is None:
            columns = Columns(own.combine_chunks())
            found = _told(columns)
            kept.put(key, found)
            abstracts.append(columns.abstract)
        blocks.append(found)
    kept.forget()
    whole = pa.concat_tables(blocks)
    told = {name: _one(whole[name]) for name in whole.column_names}
    keyed = np.array([told.pop(name).to_numpy() for name in whole.column_names if name.startswith(_KEY)])
    known = {name: value if FOLDED[name] is str else _numpy(value) for name, value in told.items()}
    if len(abstracts) == len(blocks):
        known["abstract"] = pa.concat_arrays(abstracts)
    return Columns(records).told(known), keyed


def _told(columns: Columns) -> pa.Table:
    own = {name: pa.array(getattr(columns, name)) for name in FOLDED}
    return pa.table(own | {f"{_KEY}{n}": pa.array(key) for n, key in enumerate(keys(columns))})


def _basis(own: pa.Table) -> Iterator[bytes]:
    """All that the texts of a block follow from."""
    authors = _one(own["authors"])
    flat = authors.flatten()
    yield np.diff(authors.offsets.to_numpy()).tobytes()
    yield from content(pa.table({"authors": flat}))
    yield from content(own.drop_columns(["authors"]))


def _cut(ids: Any) -> list[tuple[int, int]]:
    """Where each block of records begins and ends; no records are one block."""
    mixed = digested(ids) * _MIX >> np.uint64(64 - SIZE)
    places = sorted({0, *np.flatnonzero(mixed == 0).tolist(), len(ids)})
    return list(zip(places, places[1:], strict=False)) or [(0, 0)]


def _one(column: Any) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _numpy(values: pa.Array) -> np.ndarray:
    return values.to_numpy(zero_copy_only=False)
