"""The labels of all works as one table, of which no more is read or made than is written anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evidence.classify.rows import CodedBy, Label, State
from evidence.io import to_table
from evidence.kept import digest
from evidence.rows import column_names


@dataclass(frozen=True)
class Share:
    """What is known of the labels of a block without them. `many`: (works,) int64, how many each work has. `tally`: those accepted from people,
    those accepted from machines, and abstentions."""

    many: np.ndarray
    tally: tuple[int, int, int]

    @classmethod
    def of(cls, labels: pa.Table, works: Any) -> Share:
        """Of labels that are there, and the names of the works of their block (n,)."""
        place = pc.index_in(labels["work_id"], pa.array(works.to_pylist(), pa.string())).to_numpy()
        by_person = pc.equal(labels["source"], CodedBy.PERSON)
        accepted, abstained = (pc.equal(labels["state"], one) for one in (State.ACCEPTED, State.ABSTAINED))
        told = (pc.and_(accepted, by_person), pc.and_(accepted, pc.invert(by_person)), abstained)
        people, machines, nothing = (pc.sum(one).as_py() or 0 for one in told)
        return cls(np.bincount(place, minlength=len(works)), (people, machines, nothing))


def noted(shares: Sequence[Share]) -> dict[str, Any]:
    """Shares as columns."""
    return {
        "many": pa.array([one.many for one in shares], pa.list_(pa.int64())),
        "tally": pa.array([one.tally for one in shares], pa.list_(pa.int64())),
    }


def shares_in(table: pa.Table) -> list[Share]:
    """Shares out of columns."""
    tallies = table["tally"].to_pylist()
    return [
        Share(one.values.to_numpy(), tuple(tally)) for one, tally in zip(table["many"], tallies, strict=True)
    ]


@dataclass(frozen=True)
class Labels:
    """Rows of `Label`, in order of works, that are made when they are written (`evidence.blocks.Unmade`).

    `works`: names (n,) in Arrow. `keys`, `shares`: of each block, the name of all that its labels follow from and what is known of them.
    `labels`: those of a block by its place.
    """

    works: Any
    keys: Sequence[str]
    shares: Sequence[Share]
    labels: Callable[[int], pa.Table]
    _nothing: pa.Table = field(default_factory=lambda: to_table([], Label))

    @property
    def num_rows(self) -> int:
        return int(self._ends[-1]) if self.keys else 0

    @property
    def column_names(self) -> list[str]:
        return column_names(Label)

    def __getitem__(self, name: str) -> Any:
        """One column; that of works holds each name once."""
        if name != "work_id" or not self.keys:
            return self.whole()[name]
        many = np.concatenate([share.many for share in self.shares])
        names = self.works.combine_chunks() if isinstance(self.works, pa.ChunkedArray) else self.works
        return pa.DictionaryArray.from_arrays(np.repeat(np.arange(len(many)), many), names)

    @cached_property
    def tally(self) -> tuple[int, int, int]:
        """Codes accepted from people, codes accepted from machines, and abstentions."""
        people, machines, nothing = (
            sum(one) for one in zip((0, 0, 0), *(s.tally for s in self.shares), strict=True)
        )
        return people, machines, nothing

    def whole(self) -> pa.Table:
        """All rows."""
        return self.rows(0, self.num_rows)

    def rows(self, start: int, end: int) -> pa.Table:
        """Some rows, in one piece."""
        parts = [self.labels(block).slice(low, high - low) for block, low, high in self._within(start, end)]
        return pa.concat_tables([self._nothing, *parts]).combine_chunks()

    def digest(self, start: int, end: int) -> str | None:
        """A checksum of what some rows follow from, and of which of them they are."""
        told = ((self.keys[block], low, high) for block, low, high in self._within(start, end))
        return digest(repr(one).encode() for one in told).hex()

    @cached_property
    def _ends(self) -> np.ndarray:
        """(blocks,) int64: how many rows there are up to the end of each block."""
        return np.cumsum([int(share.many.sum()) for share in self.shares], dtype=np.int64)

    def _within(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """(block, its first row, the row behind its last) of which some rows are."""
        found, block = [], int(self._ends.searchsorted(start, "right"))
        while start < end:
            before, behind = int(self._ends[block - 1]) if block else 0, min(end, int(self._ends[block]))
            if behind > start:
                found.append((block, start - before, behind - before))
            start, block = behind, block + 1
        return found
