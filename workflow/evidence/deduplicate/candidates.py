"""Which records are compared: pairs that share a key, or stand side by side in order of title.

Blocking over many keys with a bounded window, and the sorted-neighbourhood method (Hernández and
Stolfo 1995) forwards and backwards. A key that many records share gives each of them its nearest
neighbours in order of title, year and author, never all pairs.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evidence.deduplicate.folding import joined
from evidence.deduplicate.record_columns import Columns

WINDOW = 12
NEIGHBOURS = 3


def candidates(columns: Columns) -> tuple[np.ndarray, np.ndarray]:
    """Pairs (left, right) of row numbers, left < right, each pair once, in ascending order.

    Entries that are the same to the letter are paired with the first of them and compared no further,
    so that an export that is read twice changes nothing.
    """
    n = len(columns)
    if n < 2:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    rank = _rank(columns)
    first = _first_of_each(columns, rank)
    alone = np.flatnonzero(first == np.arange(n))
    copies = np.flatnonzero(first != np.arange(n))
    found = [_encode(first[copies], copies, n)]
    by_title = alone[np.argsort(rank[alone])]
    backwards = pc.utf8_reverse(columns.solid.take(pa.array(by_title)))
    found += [_neighbours(by_title, n), _neighbours(by_title[_order(backwards)], n)]
    found += [_within(key, alone, rank, n) for key in keys(columns)]
    pairs = np.unique(np.concatenate(found))
    return pairs // n, pairs % n


def _first_of_each(columns: Columns, rank: np.ndarray) -> np.ndarray:
    """For every row the first row, by rank, of those that share its key and every cited field."""
    key = columns.text("source_key").dictionary_encode().indices.to_numpy().astype(np.int64)
    order = np.lexsort((rank, key, columns.content))
    fresh = np.r_[True, (np.diff(columns.content[order]) != 0) | (np.diff(key[order]) != 0)]
    first = np.empty(len(order), np.int64)
    first[order] = order[np.flatnonzero(fresh)][np.cumsum(fresh) - 1]
    return first


def keys(columns: Columns) -> Iterator[pa.Array]:
    """Blocking keys, each an array of n strings with null where a record has no such key."""
    title, solid = columns.title, columns.solid
    long_enough = pc.if_else(pc.greater_equal(pc.utf8_length(solid), 12), solid, "")
    yield joined(columns.doi)
    for name in ("pmid", "pmcid", "arxiv", "openalex"):
        yield joined(columns.text(name))
    yield joined(solid)
    yield joined(pc.utf8_slice_codeunits(long_enough, 0, 24))
    yield joined(pc.utf8_slice_codeunits(long_enough, -24))
    yield joined(columns.year_text, columns.volume, columns.first_page)
    yield joined(columns.volume, columns.first_page, columns.last_page)
    yield joined(columns.first_author, columns.year_text, columns.first_page)
    yield joined(columns.first_author, columns.volume, columns.first_page)
    longest = _longest_word(title)
    yield joined(columns.first_author, columns.year_text, longest)
    yield joined(columns.last_author, longest)
    yield joined(columns.first_author, columns.last_author, columns.year_text)
    yield joined(pc.utf8_slice_codeunits(solid, 0, 8), columns.first_page)
    yield joined(columns.abstract)


def _within(key: pa.Array, alone: np.ndarray, rank: np.ndarray, n: int) -> np.ndarray:
    """Pairs of one block: all of them up to WINDOW + 1 records, else the nearest by rank."""
    key = key.take(pa.array(alone))
    rows = alone[pc.is_valid(key).to_numpy(zero_copy_only=False)]
    if len(rows) < 2:
        return np.empty(0, np.int64)
    codes = key.drop_null().dictionary_encode().indices.to_numpy()
    order = np.lexsort((rank[rows], codes))
    codes, rows = codes[order], rows[order]
    pairs = []
    for step in range(1, min(WINDOW, len(rows) - 1) + 1):
        same = codes[:-step] == codes[step:]
        if not same.any():
            break
        pairs.append(_encode(rows[:-step][same], rows[step:][same], n))
    return np.concatenate(pairs) if pairs else np.empty(0, np.int64)


def _neighbours(order: np.ndarray, n: int) -> np.ndarray:
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


def _longest_word(titles: pa.Array) -> pa.Array:
    """The first of the longest words of each title; empty where there is none."""
    return pa.array([max(title.split(), key=len, default="") for title in titles.to_pylist()], pa.string())
