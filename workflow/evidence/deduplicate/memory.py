"""What was read of pairs of records, kept from one run to the next.

A pair is known by the fingerprints of its two records, which stand for everything that the comparison of
texts reads; so a record that was corrected is compared anew, and no memory can be out of date. The
memory of a run holds the pairs of that run alone: it follows from the records as every other table does.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

COMPARED = ("title", "wording", "authors", "container", "abstract", "translated", "begins", "telling")
"""What is remembered of a pair: levels of `similarity.py`."""


@dataclass(frozen=True)
class Pairs:
    """`a`, `b`: (m,) uint64 fingerprints of pairs."""

    a: np.ndarray
    b: np.ndarray

    @cached_property
    def mixed(self) -> np.ndarray:
        """(m,) uint64: one number for each."""
        return _mixed(self.a, self.b)

    @cached_property
    def order(self) -> np.ndarray:
        """(m,) int: their places in order of these numbers."""
        return np.argsort(self.mixed)


@dataclass(frozen=True)
class Memory:
    """`a`, `b`: (m,) uint64 fingerprints of pairs, in order of `_mixed`. `levels`: (m, k) int8, columns in the order of COMPARED."""

    a: np.ndarray
    b: np.ndarray
    levels: np.ndarray

    @classmethod
    def of(cls, pairs: Pairs, levels: np.ndarray) -> Memory:
        """The memory of these pairs, each once."""
        a, b, mixed, order = pairs.a, pairs.b, pairs.mixed, pairs.order
        fresh = np.ones(len(order), bool)
        fresh[1:] = np.diff(mixed[order]) != 0
        order = order[fresh]
        return cls(a[order], b[order], levels[order])

    def recall(self, pairs: Pairs) -> tuple[np.ndarray, np.ndarray]:
        """The levels of pairs, zero where a pair is unknown, and (m,) bool whether it is known."""
        a, b, order = pairs.a, pairs.b, pairs.order
        levels = np.zeros((len(a), self.levels.shape[1]), np.int8)
        known = np.zeros(len(a), bool)
        if not len(self.a):
            return levels, known
        # Neighbours in search are neighbours in memory: many times faster.
        at = np.searchsorted(_mixed(self.a, self.b), pairs.mixed[order])
        at = np.minimum(at, len(self.a) - 1)
        same = (self.a[at] == a[order]) & (self.b[at] == b[order])
        known[order] = same
        levels[order[same]] = self.levels[at[same]]
        return levels, known

    def table(self, stamp: str) -> pa.Table:
        """Columns a, b and the levels by name; `stamp` says which code read them."""
        columns = {"a": self.a, "b": self.b, **dict(zip(COMPARED, self.levels.T.copy(), strict=True))}
        return pa.table(columns).replace_schema_metadata({"stamp": stamp})

    @classmethod
    def from_table(cls, table: pa.Table, stamp: str) -> Memory | None:
        """The memory in a table; None where other code wrote it."""
        if (table.schema.metadata or {}).get(b"stamp") != stamp.encode():
            return None
        columns = [table[name].to_numpy() for name in ("a", "b", *COMPARED)]
        return cls(columns[0], columns[1], np.column_stack(columns[2:]))


def _mixed(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """One number for a pair, to search by."""
    return a * np.uint64(0x9E3779B97F4A7C15) ^ b
