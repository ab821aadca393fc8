"""One work out of its records: each field from the fullest record that has it. All in columns.

The name of a work is another matter (`identity.py`): a fuller record gives more fields, and never a new name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evidence.deduplicate.identity import namers, names
from evidence.deduplicate.in_one_piece import one
from evidence.deduplicate.records import MERGED, Records
from evidence.deduplicate.works_table import Works


@dataclass(frozen=True)
class Merged:
    """Works in order of their id. `work_of`: (n,) the work of each record, by its row in `works`.

    `primary`: (n,) bool, the record that stands for its work and names it; it is the first of the members.
    """

    works: Works
    work_of: np.ndarray
    primary: np.ndarray


def merge(
    records: Records,
    label: np.ndarray,
    fields: np.ndarray,
    by_people: Mapping[int, int] | None = None,
    known: Mapping[str, str] | None = None,
    contents: np.ndarray | None = None,
) -> Merged:
    """Merge records with one label. Every field is the fullest record's that has it, the id and key the namer's.

    `by_people` and `known` say what a work is called: see `identity.namers` and `identity.names`. `contents`: see `Works`.
    `fields`: (n,) which of them have something in them, as `Columns.filled`.
    """
    filled = {name: fields & (1 << place) > 0 for place, name in enumerate(MERGED)}
    ids = one(records["record_id"])
    rank = np.empty(len(label), np.int64)
    rank[pc.array_sort_indices(ids).to_numpy()] = np.arange(len(label))
    fullness = np.sum(list(filled.values()), axis=0)
    order = np.lexsort((rank, -fullness, ~filled["abstract"], ~filled["doi"], label))
    starts = np.flatnonzero(np.r_[True, np.diff(label[order]) != 0]) if len(order) else np.zeros(0, np.int64)
    ends = np.r_[starts[1:], len(order)]
    place = np.empty(len(label), np.int64)
    place[order] = np.repeat(np.arange(len(starts)), ends - starts)
    named = namers(label, by_people or {}, (filled["doi"], filled["abstract"], fullness, rank))
    work_ids, stands = names(ids.to_pylist(), place, named.tolist(), known or {})
    standing = np.array(stands, np.int64)
    by_id = pc.array_sort_indices(pa.array(work_ids, pa.string())).to_numpy()
    columns = {name: _givers(filled[name], order, starts, standing) for name in MERGED}
    primary = np.zeros(len(label), bool)
    primary[standing] = True
    members = np.lexsort((rank, -fullness, ~filled["abstract"], ~filled["doi"], ~primary, label))
    chosen = pa.array(standing[by_id])
    keys = one(records["source_key"]).take(chosen)
    taken_ids = pa.array(work_ids, pa.string()).take(pa.array(by_id))
    own = pa.table(
        {
            "work_id": taken_ids,
            "key": pc.if_else(pc.equal(keys, ""), ids.take(chosen), keys),
            "study_id": taken_ids,
            "members": pa.ListArray.from_arrays(
                pa.array(np.r_[starts, ends[-1:]], pa.int32()), ids.take(pa.array(members))
            ).take(pa.array(by_id)),
        }
    )
    givers = {name: (giver[by_id], there[by_id]) for name, (giver, there) in columns.items()}
    every = ("work_id", "key", *MERGED, "study_id", "members", "provenance")
    works = Works(own, givers, records, every, contents)
    position = np.empty(len(standing), np.int64)
    position[by_id] = np.arange(len(standing))
    return Merged(works, position[place], primary)


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
