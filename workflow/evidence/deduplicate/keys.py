"""Blocking keys: what records share that are compared. Each is one number a record, made of the texts of its parts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_MIX = np.uint64(0x9E3779B97F4A7C15)
_AT_ONCE = 100_000  # texts that are hashed at once


def keys(columns: Any) -> np.ndarray:
    """(keys, n) uint64 of n records (`Columns`): equal where all parts of a key are; 0 where one of them is empty.

    A number stands for its texts; should two texts ever have one, two records more are compared.
    """
    title, solid = columns.title, columns.solid
    long_enough = pc.if_else(pc.greater_equal(pc.utf8_length(solid), 12), solid, "")
    names = ("pmid", "pmcid", "arxiv", "openalex")
    doi, *identifiers = (_hash(text) for text in (columns.doi, *map(columns.text, names)))
    whole = _hash(solid)
    begins, ends = (_hash(pc.utf8_slice_codeunits(long_enough, *part)) for part in ((0, 24), (-24,)))
    start = _hash(pc.utf8_slice_codeunits(solid, 0, 8))
    year, volume = _hash(columns.year_text), _hash(columns.volume)
    first, last = _hash(columns.first_page), _hash(columns.last_page)
    author, last_author = _hash(columns.first_author), _hash(columns.last_author)
    longest = _hash(_longest_word(title))
    return np.array(
        [
            *(doi, *identifiers, whole, begins, ends),
            _joined(year, volume, first),
            _joined(volume, first, last),
            _joined(author, year, first),
            _joined(author, volume, first),
            _joined(author, year, longest),
            _joined(last_author, longest),
            _joined(author, last_author, year),
            _joined(start, first),
            _hash(columns.abstract),
        ]
    )


def hashed(texts: pa.Array) -> np.ndarray:
    """(n,) uint64: one number a text (SipHash), the same on every machine."""
    from pandas.util import hash_array

    found = [np.zeros(0, np.uint64)]
    for at in range(0, len(texts), _AT_ONCE):
        some = texts.slice(at, _AT_ONCE).to_numpy(zero_copy_only=False)
        found.append(hash_array(some, categorize=False))
    return np.concatenate(found)


def _hash(texts: pa.Array) -> np.ndarray:
    """The same; 0 for no text, and for none else."""
    found = np.zeros(len(texts), np.uint64)
    there = pc.not_equal(texts, "").to_numpy(zero_copy_only=False)
    if there.any():
        found[there] = np.maximum(hashed(texts.filter(pa.array(there))), np.uint64(1))
    return found


def _joined(*parts: np.ndarray) -> np.ndarray:
    """One number of several; 0 where one of them is."""
    whole = np.zeros(len(parts[0]), np.uint64)
    for part in parts:
        whole = (whole ^ (whole >> np.uint64(29))) * _MIX + part
    return np.where(
        np.all([part != 0 for part in parts], axis=0), np.maximum(whole, np.uint64(1)), np.uint64(0)
    )


def _longest_word(titles: pa.Array) -> pa.Array:
    """The first of the longest words of each title; empty where there is none."""
    return pa.array([max(title.split(), key=len, default="") for title in titles.to_pylist()], pa.string())
