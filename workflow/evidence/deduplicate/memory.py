"""What was read of pairs of records, kept from one run to the next.

A record is known by its fingerprint, which stands for everything that the comparison of texts reads; so a record that was corrected is compared
anew, and no memory can be out of date. A pair is told by where its records stood in the run that read it, and these places, which nearly all keep
their order, are looked up once for each record and not for each pair. The memory of a run holds the pairs of that run alone: it
follows from the records as every other table does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pyarrow as pa

TEXTS = ("title", "wording", "authors", "container", "abstract", "translated", "begins", "telling")
"""Levels of `similarity.py`."""
STANDS = ("identifier", "pages", "volume", "year", "worth")
"""Levels of `standing.py`, and whether they alone say that a pair is worth a look."""
COMPARED = (*TEXTS, *STANDS)
"""What is remembered of a pair: all that depends on its two records alone and takes time."""


def _none() -> np.ndarray:
    return np.zeros(0, np.int64)


@dataclass(frozen=True)
class Pairs:
    """`prints`: (n,) uint64 fingerprints of records. `left`, `right`: (m,) rows of them, each pair once and in ascending order."""

    prints: np.ndarray
    left: np.ndarray
    right: np.ndarray

    @cached_property
    def codes(self) -> np.ndarray:
        """(m,) int64: one number for each, in ascending order."""
        return _codes(self.left, self.right, len(self.prints))


@dataclass(frozen=True)
class Memory:
    """`levels`: (m, k) int8 of these pairs, columns in the order of COMPARED. `forwards`, `backwards`: records in order, as in `Candidates`."""

    pairs: Pairs
    levels: np.ndarray
    forwards: np.ndarray = field(default_factory=_none)
    backwards: np.ndarray = field(default_factory=_none)

    def recall(self, pairs: Pairs) -> tuple[np.ndarray, np.ndarray]:
        """The levels of pairs, zero where a pair is unknown, and (m,) bool whether it is known."""
        levels = np.zeros((len(pairs.left), self.levels.shape[1]), np.int8)
        known = np.zeros(len(pairs.left), bool)
        if not len(self.pairs.left):
            return levels, known
        row = self._row_of(pairs.prints)
        left, right = row[pairs.left], row[pairs.right]
        codes = np.where((left < 0) | (right < 0), -1, _codes(left, right, len(self.pairs.prints)))
        at = np.minimum(np.searchsorted(self.pairs.codes, codes), len(self.pairs.codes) - 1)
        known = self.pairs.codes[at] == codes
        levels[known] = self.levels[at[known]]
        return levels, known

    def _row_of(self, prints: np.ndarray) -> np.ndarray:
        """Where the record of each fingerprint stood; -1 for one that was not there."""
        own = self.pairs.prints
        order = np.argsort(own, kind="stable")
        place = np.minimum(np.searchsorted(own[order], prints), len(own) - 1)
        return np.where(own[order[place]] == prints, order[place], -1)

    def table(self, stamp: str) -> pa.Table:
        """Columns print, left, right and the levels by name, the shorter of them filled up with zeros; `stamp` says which code read them."""
        pairs = self.pairs
        length = max(len(pairs.prints), len(pairs.left))
        levels = dict(zip(COMPARED, self.levels.T, strict=True))
        columns = {
            "print": pairs.prints,
            "left": pairs.left.astype(np.int32),
            "right": pairs.right.astype(np.int32),
            "forwards": self.forwards.astype(np.int32),
            "backwards": self.backwards.astype(np.int32),
            **levels,
        }
        filled = {name: np.pad(column, (0, length - len(column))) for name, column in columns.items()}
        told = {"stamp": stamp, "records": str(len(pairs.prints)), "pairs": str(len(pairs.left))}
        told["ordered"] = str(len(self.forwards))
        return pa.table(filled).replace_schema_metadata(told)

    @classmethod
    def from_table(cls, table: pa.Table, stamp: str) -> Memory | None:
        """The memory in a table; None where other code wrote it, or it is none. Raises KeyError or ValueError for another table."""
        told = table.schema.metadata or {}
        if told.get(b"stamp") != stamp.encode():
            return None
        records, count, ordered = (int(told[name]) for name in (b"records", b"pairs", b"ordered"))
        left, right = (table[name].to_numpy()[:count].astype(np.int64) for name in ("left", "right"))
        pairs = Pairs(table["print"].to_numpy()[:records], left, right)
        levels = np.column_stack([table[name].to_numpy()[:count] for name in COMPARED])
        orders = (table[name].to_numpy()[:ordered].astype(np.int64) for name in ("forwards", "backwards"))
        return cls(pairs, levels, *orders)


def _codes(left: np.ndarray, right: np.ndarray, many: int) -> np.ndarray:
    return left.astype(np.int64) * many + right
