"""Rows of a large table where few are asked for: columns stay columns, and a row is made when somebody wants it.

`Lookup` says in which rows a text stands, `Rows` makes these rows, and `keyed.Keyed` is both: a mapping from the key of a table to its rows. What
they give is what lists and dicts of all rows would; of a million rows of three names each an index takes 50 MB, where objects take gigabytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, reduce
from typing import Any, TypeVar, overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evidence.io import to_row, to_rows
from evidence.text_digests import digest_of, digested

Row = TypeVar("Row")
AT_ONCE = 10_000
"""Rows that are made at once where all are wanted."""
_FEW, _LOOKS = 100, 4
"""For so few texts a column is looked through so often before its digests are made, which takes as long as ten looks."""
SHORT = 20_000
"""Of a table of so many rows, all are made at once: that takes less time than to look for some of them."""


class Lookup:
    """In which places of a column of text (n,) a text stands. Of a long column by digests, where equal ones are compared in full; of one
    that is not by a dict, which is quicker to make; and of many texts that are asked for at once in one look through the column. All give the same."""

    def __init__(self, column: pa.Array | pa.ChunkedArray, short: int = SHORT) -> None:
        self._column = column
        self._asked: dict[str, list[int]] = {}
        self._looks = 0
        self._by_text: dict[str, list[int]] | None = None
        if len(column) <= short:
            self._by_text = {}
            for place, text in enumerate(column.to_pylist()):
                self._by_text.setdefault(text, []).append(place)

    def at(self, text: str) -> list[int]:
        """The places where `text` stands, first to last."""
        if self._by_text is not None:
            return list(self._by_text.get(text, ()))
        if text in self._asked:
            return list(self._asked[text])
        digest = digest_of(text)
        digests, order = self._digests
        first = int(digests.searchsorted(digest))
        found = []
        while first < len(digests) and digests[first] == digest:
            place = int(order[first])
            if self._column[place].as_py() == text:
                found.append(place)
            first += 1
        return found

    def at_each(self, texts: Sequence[str]) -> list[list[int]]:
        """`at` of many texts at once. What was asked so is known from then on."""
        if self._by_text is not None:
            return [self.at(text) for text in texts]
        new = list(dict.fromkeys(text for text in texts if text not in self._asked))
        if len(new) < _FEW and (self._looks >= _LOOKS or "_digests" in self.__dict__):
            self._asked.update({text: self.at(text) for text in new})
        elif new:
            self._looks += 1
            self._asked.update((text, []) for text in new)
            wanted = text_column(filter(is_whole, new))  # half a character stands in no table
            places = np.flatnonzero(pc.is_in(self._column, wanted).to_numpy(zero_copy_only=False))
            found = self._column.take(pa.array(places)).to_pylist()
            for text, place in zip(found, places.tolist(), strict=True):
                self._asked[text].append(place)
        return [list(self._asked[text]) for text in texts]

    @cached_property
    def _digests(self) -> tuple[np.ndarray, np.ndarray]:
        """(digests in ascending order, where the text of each stands)."""
        digests = digested(self._column)
        order = np.argsort(digests, kind="stable")
        return digests[order], order


def is_whole(text: str) -> bool:
    """Whether a text has no half characters, which a column does not take."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def text_column(texts: Iterable[str]) -> pa.Array:
    """Texts as a column."""
    return pa.array(list(texts), pa.string())


def of_length(column: pa.Array | pa.ChunkedArray, least: int, most: int) -> list[str]:
    """The texts of a column that have so many letters."""
    long = pc.utf8_length(column)
    return column.filter(pc.and_(pc.greater_equal(long, least), pc.less_equal(long, most))).to_pylist()


class Rows(Sequence[Row]):
    """The rows of a table that stays in columns; a row is made whenever it is asked for."""

    listed = False
    """Whether the rows are objects already."""

    def __init__(self, row: type[Row], table: pa.Table) -> None:
        self._row, self.table = row, table
        self._by_name = dict(zip(table.column_names, table.columns, strict=True))

    @property
    def row(self) -> type[Row]:
        """What a row is."""
        return self._row

    def __len__(self) -> int:
        return self.table.num_rows

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        places = range(len(self))[place]
        if isinstance(places, int):
            return to_row({name: cells[places].as_py() for name, cells in self._by_name.items()}, self._row)
        if places.step == 1:
            return to_rows(self.table.slice(places.start, len(places)), self._row)
        return self.take(places)

    def __iter__(self) -> Iterator[Row]:
        for start in range(0, len(self), AT_ONCE):
            yield from to_rows(self.table.slice(start, AT_ONCE), self._row)

    def take(self, places: Iterable[int]) -> list[Row]:
        """The rows in these places."""
        return to_rows(self.table.take(pa.array(places, pa.int64())), self._row)

    def cells(self, name: str) -> Any:
        """One column (n,) in Arrow."""
        return self.table[name]

    def where(self, holds: Any) -> Rows[Row]:
        """The rows for which a mask (n,) in Arrow holds."""
        return Rows(self._row, self.table.filter(holds))

    def among(self, **values: Iterable[str]) -> Rows[Row]:
        """The rows of which one of these columns of text holds one of its values."""
        masks = [pc.is_in(self.cells(name), text_column(map(str, told))) for name, told in values.items()]
        return self.where(reduce(pc.or_, masks))


class Listed(Rows[Row]):
    """The same of rows that are objects already; `cells` gives those of text alone."""

    listed = True

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = list(rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def take(self, places: Iterable[int]) -> list[Row]:
        return [self._rows[place] for place in places]

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        return self._rows[place]

    def cells(self, name: str) -> Any:
        return text_column(getattr(row, name) for row in self._rows)

    def where(self, holds: Any) -> Rows[Row]:
        return Listed(row for row, held in zip(self._rows, holds.to_pylist(), strict=True) if held)


def rows_in(table: pa.Table, row: type[Row], short: int = SHORT) -> Rows[Row]:
    """The rows of a table: made at once where they are few."""
    return Listed(to_rows(table, row)) if table.num_rows <= short else Rows(row, table)


def rows_of(given: Iterable[Row]) -> Rows[Row]:
    """Rows as they came, or any others as such."""
    return given if isinstance(given, Rows) else Listed(given)
