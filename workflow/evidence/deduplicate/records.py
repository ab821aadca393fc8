"""Records in order of their id, of which abstracts, more than half of all bytes, are read when they are asked for: where one record came, those of few are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evidence.pieces import Pieces, Whole

LONG = "abstract"
_FEW = 0.1
"""Up to this share of all rows is looked up in the pieces in which they lie; of more, all are read and kept."""


class Records:
    """A table with the columns of `Record` that a few rows can be taken of. `row_of`: (n,) where each record stands in `pieces`."""

    def __init__(self, short: pa.Table, pieces: Pieces, row_of: np.ndarray) -> None:
        self.short, self.pieces, self.row_of = short, pieces, row_of
        self._abstracts: list[pa.Array] = []

    @classmethod
    def of(cls, given: Pieces | pa.Table | Records) -> Records:
        """Records by id, each column in one piece."""
        if isinstance(given, Records):
            return given
        pieces = Whole(given) if isinstance(given, pa.Table) else given
        short = pieces.read([name for name in pieces.names if name != LONG])
        ids = short["record_id"].combine_chunks()
        if pc.all(pc.less_equal(ids[:-1], ids[1:])).as_py():
            return cls(short.combine_chunks(), pieces, np.arange(len(short)))
        order = pc.sort_indices(
            short.select(["record_id"]), sort_keys=[("record_id", "ascending")]
        ).to_numpy()
        return cls(short.take(pa.array(order)).combine_chunks(), pieces, order.astype(np.int64))

    def __len__(self) -> int:
        return len(self.row_of)

    @property
    def num_rows(self) -> int:
        return len(self)

    @property
    def column_names(self) -> list[str]:
        return [*self.short.column_names, LONG]

    def __getitem__(self, name: str) -> Any:
        """One column; abstracts as large strings, because those of a million records outgrow others."""
        return self._of(np.arange(len(self))) if name == LONG else self.short[name]

    def drop_columns(self, names: Sequence[str]) -> Records:
        """Without some of the short columns."""
        return Records(self.short.drop_columns(names), self.pieces, self.row_of)

    def select(self, names: Sequence[str]) -> pa.Table:
        """Some columns."""
        return pa.table({name: self[name] for name in names})

    def take(self, rows: pa.Array) -> Records:
        """Some records."""
        return Records(self.short.take(rows).combine_chunks(), self.pieces, self.row_of[rows.to_numpy()])

    def filter(self, mask: pa.Array) -> pa.Table:
        """The records that a mask chooses, with all columns."""
        rows = np.flatnonzero(pc.fill_null(mask, False).to_numpy(zero_copy_only=False))
        return self.take(pa.array(rows)).table()

    def table(self) -> pa.Table:
        """All columns of all of them."""
        return self.short.append_column(LONG, self[LONG])

    def cells(self, name: str, rows: np.ndarray) -> pa.Array:
        """A column of some of them."""
        if name == LONG:
            return self._of(rows)
        column = self.short[name]
        return (column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()).take(pa.array(rows))

    def _of(self, rows: np.ndarray) -> pa.Array:
        """(r,) the abstracts of some of them."""
        wanted = self.row_of[rows]
        if len(wanted) > _FEW * sum(self.pieces.lengths) and not self._abstracts:
            self._abstracts.append(_joined(self.pieces.read([LONG])[LONG].chunks))
        if self._abstracts:
            return self._abstracts[0].take(pa.array(wanted))
        ends = np.cumsum(self.pieces.lengths)
        places, back = np.unique(wanted, return_inverse=True)
        piece = np.searchsorted(ends, places, "right")
        found = [
            _joined(self.pieces.some([number], [LONG])[LONG].chunks).take(
                pa.array(places[piece == number] - (ends[number] - self.pieces.lengths[number]))
            )
            for number in np.unique(piece).tolist()
        ]
        return _joined(found).take(pa.array(back))


def large(records: pa.Table) -> pa.Table:
    """Records of which the abstracts are large strings."""
    at = records.schema.get_field_index(LONG)
    return records.set_column(at, LONG, records[LONG].cast(pa.large_string())).combine_chunks()


def _joined(texts: Iterable[pa.Array]) -> pa.Array:
    return pa.concat_arrays(
        [pa.array([], pa.large_string()), *(one.cast(pa.large_string()) for one in texts)]
    )
