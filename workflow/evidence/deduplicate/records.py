"""Records in order of their id, of which a column is read when it is asked for, and of few records their pieces of the table alone: where one record
came, most of what records say is not asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evidence.pieces import Pieces, Whole

MERGED = (
    *("kind", "title", "authors", "year", "container", "volume", "issue", "pages", "publisher"),
    *("doi", "pmid", "pmcid", "isbn", "issn", "arxiv", "openalex", "url"),
    *("abstract", "abstract_kind", "keywords"),
)
"""What a work takes over from its records."""
LONG = "abstract"
_ID = "record_id"
_FEW = 0.1
"""Up to this share of all rows is looked up in the pieces in which they lie; once more were asked for, all are read and kept."""


class Records:
    """A table with the columns of `Record` that a few rows can be taken of. `row_of`: (n,) where each record stands in `pieces`."""

    def __init__(self, pieces: Pieces, row_of: np.ndarray, known: dict[str, Any] | None = None) -> None:
        self.pieces, self.row_of = pieces, row_of
        self._columns: dict[str, pa.ChunkedArray] = dict(known or {})
        self._abstracts: list[pa.Array] = []
        self._asked: Counter[str] = Counter()

    @classmethod
    def of(cls, given: Pieces | pa.Table | Records) -> Records:
        """Records by id."""
        if isinstance(given, Records):
            return given
        pieces = Whole(given) if isinstance(given, pa.Table) else given
        ids = pieces.read([_ID])[_ID].combine_chunks()
        order = np.arange(len(ids))
        if not pc.all(pc.less_equal(ids[:-1], ids[1:])).as_py():
            order = pc.array_sort_indices(ids).to_numpy().astype(np.int64)
            ids = ids.take(pa.array(order))
        return cls(pieces, order, {_ID: pa.chunked_array([ids])})

    def __len__(self) -> int:
        return len(self.row_of)

    @property
    def num_rows(self) -> int:
        return len(self)

    @property
    def column_names(self) -> list[str]:
        return list(self.pieces.names)

    def __getitem__(self, name: str) -> Any:
        """One column, in one piece; abstracts as large strings, because those of a million records outgrow others."""
        if name == LONG:
            return self._of(LONG, np.arange(len(self)))
        if name not in self._columns and self._are_few(name, len(self)):
            self._columns[name] = pa.chunked_array([self._of(name, np.arange(len(self)))])
        elif name not in self._columns:
            column = self.pieces.read([name])[name].combine_chunks()
            if len(column) != len(self) or not np.array_equal(self.row_of, np.arange(len(self))):
                column = column.take(pa.array(self.row_of))
            self._columns[name] = pa.chunked_array([column])
        return self._columns[name]

    def select(self, names: Sequence[str]) -> pa.Table:
        """Some columns."""
        return pa.table({name: self[name] for name in names})

    def take(self, rows: pa.Array) -> Records:
        """Some records."""
        return Records(self.pieces, self.row_of[rows.to_numpy()])

    def rows(self, names: Sequence[str], rows: np.ndarray) -> pa.Table:
        """Some columns of some records."""
        return pa.table({name: self.cells(name, rows) for name in names})

    def filter(self, mask: pa.Array) -> pa.Table:
        """The records that a mask chooses, with all columns."""
        rows = np.flatnonzero(pc.fill_null(mask, False).to_numpy(zero_copy_only=False))
        return self.take(pa.array(rows)).select(self.column_names)

    def cells(self, name: str, rows: np.ndarray) -> pa.Array:
        """A column of some of them."""
        if name in self._columns or (name != LONG and not self._are_few(name, len(rows))):
            return self[name].chunk(0).take(pa.array(rows))
        return self._of(name, rows)

    def _are_few(self, name: str, rows: int) -> bool:
        """Whether these rows of a column, with those that were asked for before, are few of all."""
        self._asked[name] += rows
        return self._asked[name] <= _FEW * sum(self.pieces.lengths)

    def _of(self, name: str, rows: np.ndarray) -> pa.Array:
        """(r,) cells of some of them, from the pieces in which they lie."""
        wanted = self.row_of[rows]
        if name == LONG and not self._abstracts and not self._are_few(name, len(wanted)):
            self._abstracts.append(_joined(self.pieces.read([LONG])[LONG].chunks, pa.large_string()))
        if name == LONG and self._abstracts:
            return self._abstracts[0].take(pa.array(wanted))
        ends = np.cumsum(self.pieces.lengths)
        places, back = np.unique(wanted, return_inverse=True)
        piece = np.searchsorted(ends, places, "right")
        found = []
        for number in np.unique(piece).tolist():
            own = pa.array(places[piece == number] - (ends[number] - self.pieces.lengths[number]))
            found.append(self.pieces.some([number], [name])[name].combine_chunks().take(own))
        kind = pa.large_string() if name == LONG else self.pieces.kinds[name]
        return _joined(found, kind).take(pa.array(back))


def large(records: pa.Table) -> pa.Table:
    """Records of which the abstracts are large strings."""
    at = records.schema.get_field_index(LONG)
    return records.set_column(at, LONG, records[LONG].cast(pa.large_string())).combine_chunks()


def _joined(cells: Iterable[pa.Array], kind: pa.DataType) -> pa.Array:
    return pa.concat_arrays([pa.array([], kind), *(one.cast(kind) for one in cells)])
