"""Which records are compared: pairs that share a key, or stand side by side in order of title.

Blocking over many keys with a bounded window, and the sorted-neighbourhood method (Hernández and
Stolfo 1995) forwards and backwards. A key that many records share gives each of them its nearest
neighbours in order of title, year and author, never all pairs.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evidence.deduplicate.keys import keys
from evidence.deduplicate.record_columns import Columns

WINDOW = 12
NEIGHBOURS = 3


class Candidates(NamedTuple):
    """Pairs `left`, `right` (m,) of row numbers, left < right, each pair once, in ascending order. `forwards`, `backwards`: the rows that are not copies, in order of
    title and in that of titles read backwards."""

    left: np.ndarray
    right: np.ndarray
    forwards: np.ndarray
    backwards: np.ndarray


def candidates(columns: Columns, keyed: np.ndarray | None = None) -> Candidates:
    """The pairs that are compared.

    `keyed`: their keys, where these are known. Entries that are the same to the letter are paired with the first of them and compared no further,
    so that an export that is read twice changes nothing.
    """
    n = len(columns)
    if n < 2:
        return Candidates(*[np.empty(0, np.int64)] * 4)
    rank = _rank(columns)
    first = _first_of_each(columns, rank)
    alone = np.flatnonzero(first == np.arange(n))
    copies = np.flatnonzero(first != np.arange(n))
    found = [_encode(first[copies], copies, n)]
    by_title = alone[np.argsort(rank[alone])]
    backwards = by_title[_order(pc.utf8_reverse(columns.solid.take(pa.array(by_title))))]
    found += [neighbours(by_title, n), neighbours(backwards, n)]
    found += [within(key, by_title, n) for key in (keys(columns) if keyed is None else keyed)]
    pairs = np.sort(np.concatenate(found))  # several times faster than np.unique of so many
    pairs = pairs[np.r_[True, np.diff(pairs) != 0]]
    return Candidates(pairs // n, pairs % n, by_title, backwards)


def _first_of_each(columns: Columns, rank: np.ndarray) -> np.ndarray:
    """For every row the first row, by rank, of those that share its key and every cited field."""
    key = columns.text("source_key").dictionary_encode().indices.to_numpy().astype(np.int64)
    order = np.lexsort((rank, key, columns.content))
    fresh = np.r_[True, (np.diff(columns.content[order]) != 0) | (np.diff(key[order]) != 0)]
    first = np.empty(len(order), np.int64)
    first[order] = order[np.flatnonzero(fresh)][np.cumsum(fresh) - 1]
    return first


def within(key: np.ndarray, by_title: np.ndarray, n: int) -> np.ndarray:
    """Pairs of one block: all of them up to WINDOW + 1 records, else the nearest in order of title."""
    rows = by_title[key[by_title] != 0]
    if len(rows) < 2:
        return np.empty(0, np.int64)
    rows = rows[np.argsort(key[rows], kind="stable")]
    codes = key[rows]
    pairs = []
    for step in range(1, min(WINDOW, len(rows) - 1) + 1):
        same = codes[:-step] == codes[step:]
        if not same.any():
            break
        pairs.append(_encode(rows[:-step][same], rows[step:][same], n))
    return np.concatenate(pairs) if pairs else np.empty(0, np.int64)


def neighbours(order: np.ndarray, n: int) -> np.ndarray:
    """Pairs that stand side by side in an order, or nearly so."""
    steps = range(1, min(NEIGHBOURS, len(order) - 1) + 1)
    pairs = [_encode(order[:-step], order[step:], n) for step in steps]
    return np.concatenate(pairs) if pairs else np.empty(0, np.int64)


def _encode(a: np.ndarray, b: np.ndarray, n: int) -> np.ndarray:
    return np.minimum(a, b).astype(np.int64) * n + np.maximum(a, b)


def _rank(columns: Columns) -> np.ndarray:
    """The place of each record in order of title, year, first author and id."""
    table = pa.table({"t": columns.solid, "y": columns.year, "a": columns.first_author, "i": columns.ids})
    order = pc.sort_indices(table, sort_keys=[(name, "ascending") for name in "tyai"]).to_numpy()
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return rank


def _order(texts: pa.Array) -> np.ndarray:
    return pc.array_sort_indices(texts).to_numpy().astype(np.int64)
