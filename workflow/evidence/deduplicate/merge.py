"""One work out of its records: each field from the fullest record that has it. All in columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

MERGED = (
    *("kind", "title", "authors", "year", "container", "volume", "issue", "pages", "publisher"),
    *("doi", "pmid", "pmcid", "isbn", "issn", "arxiv", "openalex", "url"),
    *("abstract", "abstract_kind", "keywords"),
)
_SLICE = 100_000


@dataclass(frozen=True)
class Merged:
    """Works in order of their id. `work_of`: (n,) the work of each record, by its row in `works`.

    `primary`: (n,) bool, the record that names its work and is preferred for every field.
    """

    works: pa.Table
    work_of: np.ndarray
    primary: np.ndarray


def merge(records: pa.Table, label: np.ndarray) -> Merged:
    """Merge records with one label. A work is named after its primary record, so that names are stable."""
    filled = {name: _filled(records[name]) for name in MERGED}
    ids = _one(records["record_id"])
    rank = np.empty(len(label), np.int64)
    rank[pc.array_sort_indices(ids).to_numpy()] = np.arange(len(label))
    fullness = np.sum(list(filled.values()), axis=0)
    order = np.lexsort((rank, -fullness, ~filled["abstract"], ~filled["doi"], label))
    starts = np.flatnonzero(np.r_[True, np.diff(label[order]) != 0]) if len(order) else np.zeros(0, np.int64)
    primary = order[starts]
    by_id = np.argsort(rank[primary])
    columns = {name: _givers(filled[name], order, starts, primary) for name in MERGED}
    ends = np.r_[starts[1:], len(order)]
    named, keys = ids.take(pa.array(primary[by_id])), _one(records["source_key"])
    keys = keys.take(pa.array(primary[by_id]))
    work_ids = pc.binary_join_element_wise("w-", named, "")
    works = pa.table(
        {
            "work_id": work_ids,
            "key": pc.if_else(pc.equal(keys, ""), named, keys),
            **{name: _taken(records[name], giver[by_id]) for name, (giver, _) in columns.items()},
            "study_id": work_ids,
            "members": pa.ListArray.from_arrays(
                pa.array(np.r_[starts, ends[-1:]], pa.int32()), ids.take(pa.array(order))
            ).take(pa.array(by_id)),
            "provenance": _provenance(ids, columns).take(pa.array(by_id)),
        }
    )
    place = np.empty(len(primary), np.int64)
    place[by_id] = np.arange(len(primary))
    work_of = np.empty(len(label), np.int64)
    work_of[order] = np.repeat(place, ends - starts)
    is_primary = np.zeros(len(label), bool)
    is_primary[primary] = True
    return Merged(works, work_of, is_primary)


def _givers(
    filled: np.ndarray, order: np.ndarray, starts: np.ndarray, primary: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """(the record that gives the field to each work, whether it has it)."""
    if not len(order):
        return primary, np.zeros(0, bool)
    position = np.where(filled[order], np.arange(len(order)), len(order))
    first = np.minimum.reduceat(position, starts)
    there = first < len(order)
    return np.where(there, order[np.minimum(first, len(order) - 1)], primary), there


def _provenance(ids: pa.Array, columns: dict[str, tuple[np.ndarray, np.ndarray]]) -> pa.Array:
    """JSON text: field → record_id, in the order of the field names."""
    escaped = pc.replace_substring(pc.replace_substring(ids, "\\", "\\\\"), '"', '\\"')
    parts = []
    for name in sorted(columns):
        giver, there = columns[name]
        part = pc.binary_join_element_wise(f'"{name}": "', escaped.take(pa.array(giver)), '"', "")
        parts.append(pc.if_else(pa.array(there), part, pa.scalar(None, pa.string())))
    if not any(there.any() for _, there in columns.values()):
        return pa.array(["{}"] * len(next(iter(columns.values()))[1]), pa.string())
    body = pc.binary_join_element_wise(*parts, ", ", null_handling="skip")
    return pc.binary_join_element_wise("{", body, "}", "")


def _taken(column: pa.ChunkedArray | pa.Array, rows: np.ndarray) -> pa.ChunkedArray:
    """The values of these rows, in slices: long texts of a million records outgrow one Arrow array."""
    values = _one(column)
    slices = [values.take(pa.array(rows[n : n + _SLICE])) for n in range(0, max(len(rows), 1), _SLICE)]
    kind = pa.string() if pa.types.is_large_string(values.type) else values.type
    return pa.chunked_array([part.cast(kind) for part in slices], kind)


def _filled(column: pa.ChunkedArray) -> np.ndarray:
    values = _one(column)
    if pa.types.is_list(values.type):
        there = pc.greater(pc.fill_null(pc.list_value_length(values), 0), 0)
    elif pa.types.is_string(values.type) or pa.types.is_large_string(values.type):
        there = pc.not_equal(pc.fill_null(values, ""), "")
    else:
        there = pc.is_valid(values)
    return there.to_numpy(zero_copy_only=False)


def _one(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
