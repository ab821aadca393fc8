"""Rows of a large table where few are asked for: columns stay columns, and a row is made when somebody wants it.

`Lookup` says in which rows a text stands, `Rows` makes these rows, and `Keyed` is both: a mapping from the key of a table to its rows. What they
give is what lists and dicts of all rows would; of a million rows of three names each an index takes 50 MB, where objects take gigabytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, reduce
from typing import Any, TypeVar, overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evidence.io import to_row, to_rows

Row = TypeVar("Row")
_BLOCK = 1 << 13  # texts that are digested at once
_AT_ONCE = 10_000  # rows that are made at once where all are wanted
_FACTOR, _MASK = 0x9E3779B97F4A7C15, (1 << 64) - 1
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


def digest_of(text: str) -> np.uint64:
    """The digest of one text; half a character, which stands in no table, has one too."""
    total, power = 0, 1
    for byte in text.encode("utf-8", "surrogatepass"):
        power = power * _FACTOR & _MASK
        total += (byte + 1) * power
    return np.uint64(total & _MASK)


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


def digested(column: pa.Array | pa.ChunkedArray) -> np.ndarray:
    """(n,) uint64: a polynomial of the UTF-8 bytes of each text, modulo 2^64. Equal texts have equal digests."""
    if isinstance(column, pa.DictionaryArray):  # each text once
        return digested(column.dictionary)[column.indices.to_numpy()]
    chunks = column.chunks if isinstance(column, pa.ChunkedArray) else [column]
    parts = [
        _digests(chunk.slice(start, _BLOCK).cast(pa.large_string()))
        for chunk in chunks
        for start in range(0, len(chunk), _BLOCK)
    ]
    return np.concatenate(parts) if parts else np.zeros(0, np.uint64)


def ends_by_content(column: pa.Array | pa.ChunkedArray, size: int) -> list[tuple[int, int]]:
    """Where blocks of a column of text (n,) begin and end, of 2^size texts at most and about half as many in the mean.

    A block that is too long is cut at the text in it whose digest is the least, as a treap is built (Aragon and Seidel 1989), so that where blocks end hangs
    on the texts alone, and one that comes or goes changes the block that it lies in and, seldom, one beside it. Equal texts that
    stand together are of one block, however many they are.
    """
    digests = digested(column) * np.uint64(_FACTOR)
    digests[1:][digests[1:] == digests[:-1]] = _MASK  # not the first of its kind: never cut before it
    ends, open_ = [], [(0, len(digests))]
    while open_:
        start, end = open_.pop()
        cut = start + 1 + int(digests[start + 1 : end].argmin()) if end - start > 1 << size else start
        if cut == start or digests[cut] == _MASK:
            ends.append((start, end))
        else:
            open_ += [(cut, end), (start, cut)]
    return ends if len(digests) else []


def _digests(texts: pa.Array) -> np.ndarray:
    _, ends, data = texts.buffers()
    ends = np.frombuffer(ends, np.int64)[texts.offset : texts.offset + len(texts) + 1]
    if data is None or ends[0] == ends[-1]:
        return np.zeros(len(texts), np.uint64)
    letters = np.frombuffer(data, np.uint8)[ends[0] : ends[-1]].astype(np.uint64) + 1
    lengths = np.diff(ends)
    place = np.arange(len(letters)) - np.repeat(ends[:-1] - ends[0], lengths)
    powers = np.cumprod(np.full(int(lengths.max()), _FACTOR, np.uint64))
    total = np.concatenate([np.zeros(1, np.uint64), np.cumsum(letters * powers[place])])
    return total[ends[1:] - ends[0]] - total[ends[:-1] - ends[0]]


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
        for start in range(0, len(self), _AT_ONCE):
            yield from to_rows(self.table.slice(start, _AT_ONCE), self._row)

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


class Keyed(Mapping[str, Row]):
    """The rows of a table by their key, in its order. What was made once is kept. `instead`: rows that stand in the place of those of the table."""

    def __init__(self, rows: Rows[Row], key: str, instead: Mapping[str, Row] | None = None) -> None:
        self.rows, self._key = rows, key
        self._made: dict[str, Row] = dict(instead or {})

    @cached_property
    def _places(self) -> Lookup:
        return Lookup(self.rows.cells(self._key))

    def place(self, name: str) -> int | None:
        """Where a key stands in the table; the last place if there are several, as in a dict."""
        found = self._places.at(name) if isinstance(name, str) else []
        return found[-1] if found else None

    def fetch(self, names: Iterable[str]) -> None:
        """Make the rows of these keys at once, where they are to be asked for one by one."""
        wanted = [name for name in dict.fromkeys(names) if name not in self._made]
        places = {
            name: found[-1] for name, found in zip(wanted, self._places.at_each(wanted), strict=True) if found
        }
        self._made.update(zip(places, self.rows.take(places.values()), strict=True))

    def places_of_each(self, names: Sequence[str]) -> list[int | None]:
        """`place` of many keys at once."""
        return [found[-1] if found else None for found in self._places.at_each(names)]

    def places_of(self, names: Iterable[str]) -> list[int]:
        """The places of those of some keys that the table has, first to last."""
        return sorted(place for name in set(names) if (place := self.place(name)) is not None)

    def in_order(self, names: Iterable[str]) -> list[str]:
        """Those of some keys that the table has, in its order."""
        keys = self.rows.cells(self._key)
        return [keys[place].as_py() for place in self.places_of(names)]

    def __getitem__(self, name: str) -> Row:
        if name not in self._made:
            place = self.place(name)
            if place is None:
                raise KeyError(name)
            self._made[name] = self.rows[place]
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._made or (isinstance(name, str) and self.place(name) is not None)

    def __iter__(self) -> Iterator[str]:
        column = self.rows.cells(self._key)
        for start in range(0, len(column), _AT_ONCE):
            yield from column.slice(start, _AT_ONCE).to_pylist()

    def __len__(self) -> int:
        return len(self.rows)


class Named(Mapping[str, str]):
    """One column of text of a table by another, its key."""

    def __init__(self, rows: Rows[Any], key: str, says: str) -> None:
        self._by_key, self._said = Keyed(rows, key), rows.cells(says)

    def foresee(self, names: Iterable[str]) -> None:
        """Look many keys up at once, which are then asked for one by one."""
        self._by_key.places_of_each(list(names))

    def __getitem__(self, name: str) -> str:
        place = self._by_key.place(name)
        if place is None:
            raise KeyError(name)
        return self._said[place].as_py()

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_key)

    def __len__(self) -> int:
        return len(self._by_key)
