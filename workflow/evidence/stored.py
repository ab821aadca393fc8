"""Rows of a table that stays where it is stored, and one way to ask any table, whether stored or held as rows, for some of its cells.

`Stored` is to a file what `lookup.Rows` is to a table in memory: of a million works with abstracts, no more is read than is asked for.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import reduce
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from evidence.column_sums import group_sums
from evidence.io import arrow_schema, opened, to_rows
from evidence.kept import content, digest
from evidence.lookup import Listed, Rows
from evidence.rows import columns, is_row, table_of
from evidence.shelf import Shelf

Row = TypeVar("Row")
_AT_ONCE = 10_000
_FEW = 16
"""Of a row group of which no more than one row in so many is asked for, these rows are kept."""


class Stored(Rows[Row]):
    """The rows of a table, or of a view of it, in the order in which they were written, read anew each time that they are asked for.

    `mend` is what becomes of each row; `shelf`: where what row groups come to is kept; `about`: what the file says of itself, where it was asked.
    Raises UserError where the table cannot be read.
    """

    def __init__(
        self,
        path: Path,
        row: type[Row],
        mend: Callable[[Row], Row] | None = None,
        shelf: Shelf | None = None,
        about: Any = None,
    ) -> None:
        self._path, self._row, self._mend = path, row, mend
        self.shelf = shelf or Shelf(None)
        self._names = arrow_schema(row).names
        self._about = about or opened(path, table_of(row).row if is_row(row) else row).metadata
        self._rows: int = self._about.num_rows

    def _file(self) -> Any:
        return pq.ParquetFile(self._path, metadata=self._about)  # in a thirtieth of the time

    def __len__(self) -> int:
        return self._rows

    def __iter__(self) -> Iterator[Row]:
        for batch in self.batches(self._names):
            yield from self._made(batch)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return self.take(range(len(self))[place])
        return self.take([range(len(self))[place]])[0]

    def take(self, places: Iterable[int]) -> list[Row]:
        """The rows in these places; the whole table is gone through."""
        wanted = np.fromiter(places, np.int64)
        once, back = np.unique(wanted, return_inverse=True)
        holds = np.zeros(len(self), bool)
        holds[once] = True
        found = self._made(self._held(holds))
        return [found[n] for n in back]

    def cells(self, name: str) -> Any:
        return self._file().read([name])[name]

    def where(self, holds: Any) -> Rows[Row]:
        found = self._held(np.asarray(holds))
        return Listed(self._made(found)) if self._mend else Rows(self._row, found)

    def holding(self, name: str, wanted: Collection[Any]) -> np.ndarray:
        """(n,) whether the cell of a column of single values is one of some; of a row group whose column stands as it stood, as it lies on the shelf."""
        file, found = self._file(), []
        among = pa.array(sorted(wanted), file.schema_arrow.field(name).type)
        asked, read = digest(content(pa.table({name: among.cast(pa.string())}))), self.groups([name])
        told = self.digests([name]) if self.shelf.lasts else [b""] * file.num_row_groups
        for number, (start, end) in enumerate(self.spans()):

            def looked(number: int = number) -> bytes:
                return np.packbits(np.asarray(pc.is_in(read(number)[name], value_set=among))).tobytes()

            key = self.shelf.key("holding", name, told[number], asked) if self.shelf.lasts else ""
            body = self.shelf.get(key, looked) if key else looked()
            found.append(np.unpackbits(np.frombuffer(body, np.uint8), count=end - start).view(bool))
        return np.concatenate(found) if found else np.zeros(0, bool)

    def mended(self, mend: Callable[[Row], Row]) -> Stored[Row]:
        """The same table with something done to each row that is made."""
        return Stored(self._path, self._row, mend, self.shelf, self._about)

    def seen_as(self, row: type[Any]) -> Stored[Any]:
        """The same table with the columns of a view alone."""
        return Stored(self._path, row, self._mend, self.shelf, self._about)

    def held(self) -> Rows[Row]:
        """The same rows as they were written, of which the columns are kept in memory."""
        return Rows(self._row, self._file().read(self._names))

    def digests(self, names: Collection[str]) -> list[bytes]:
        """Of each row group a digest of some columns, as they are stored: rows that come or go change that of the group which they are in."""
        kinds, groups = group_sums(self._path, names)
        of_all = [kind.encode() for kind in kinds]
        return [digest([*of_all, group.encode()]) for group in groups]

    def spans(self) -> list[tuple[int, int]]:
        """Of each row group its first row, and that behind its last."""
        about = self._about
        ends = accumulate(about.row_group(number).num_rows for number in range(about.num_row_groups))
        return [*pairwise((0, *ends))]

    def groups(self, names: Iterable[str]) -> Callable[[int], Any]:
        """What reads some columns of a row group, by its number."""
        file, own = self._file(), [*names]
        return lambda number: file.read_row_group(number, own)

    def batches(self, names: list[str]) -> Iterator[Any]:
        """Some columns, some rows at a time."""
        for batch in self._file().iter_batches(_AT_ONCE, columns=names):
            yield pa.Table.from_batches([batch])

    def _made(self, table: Any) -> list[Row]:
        found = to_rows(table, self._row)
        return [self._mend(row) for row in found] if self._mend else found

    def _held(self, holds: np.ndarray) -> Any:
        """The rows (n,) that are asked for, as a table."""
        file = self._file()
        told = self.digests(self._names) if self.shelf.lasts else [b""] * file.num_row_groups
        found = [
            self._of_group(file, number, told[number], holds[start:end])
            for number, (start, end) in enumerate(self.spans())
            if holds[start:end].any()
        ]
        return pa.concat_tables(found) if found else arrow_schema(self._row).empty_table()

    def _of_group(self, file: Any, number: int, told: bytes, holds: np.ndarray) -> Any:
        """The same of one row group; few rows are taken as they lie on the shelf."""
        if not self.shelf.lasts or np.count_nonzero(holds) * _FEW > len(holds):
            return self._read(file, number, holds)
        key = self.shelf.key("rows", json.dumps(self._names), told, np.packbits(holds).tobytes())
        body = self.shelf.get(key, lambda: _streamed(self._read(file, number, holds)))
        return pa.ipc.open_stream(body).read_all()

    def _read(self, file: Any, number: int, holds: np.ndarray) -> Any:
        found, end = [], 0
        for batch in file.iter_batches(_AT_ONCE, row_groups=[number], columns=self._names):
            start, end = end, end + batch.num_rows
            if holds[start:end].any():
                found.append(pa.Table.from_batches([batch.filter(pa.array(holds[start:end]))]))
        return pa.concat_tables(found)


def _streamed(table: Any) -> bytes:
    """A table as bytes that are read at once."""
    held = pa.BufferOutputStream()
    with pa.ipc.new_stream(held, table.schema) as stream:
        stream.write_table(table.combine_chunks())
    return held.getvalue().to_pybytes()


def one_column(rows: Iterable[Any], name: str) -> Any:
    """One column (n,) in Arrow."""
    if isinstance(rows, Rows) and not rows.listed:
        return rows.cells(name)
    cells_ = [getattr(row, name) for row in rows]
    return pa.chunked_array([pa.array(cells_, None if cells_ else pa.string())])


def cells(rows: Iterable[Any], *names: str) -> Iterator[tuple[Any, ...]]:
    """Some columns of rows, one tuple a row; several values of a cell are a tuple."""
    if not isinstance(rows, Rows) or rows.listed:
        return (tuple(getattr(row, name) for name in names) for row in rows)
    return _cells(rows, names)


def _cells(rows: Rows[Any], names: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    row: Any = rows.row
    many = {c.name for c in columns(row) if c.many}
    for batch in batches(rows, names):
        found = [
            [tuple(value or ()) for value in batch[name].to_pylist()]
            if name in many
            else batch[name].to_pylist()
            for name in names
        ]
        yield from zip(*found, strict=True)


def batches(rows: Rows[Any], names: Iterable[str]) -> Iterator[Any]:
    """Some columns of rows that are no objects, some rows at a time, as Arrow tables."""
    if isinstance(rows, Stored):
        yield from rows.batches([*names])
        return
    table = pa.table({name: rows.cells(name) for name in names})
    for start in range(0, table.num_rows, _AT_ONCE):
        yield table.slice(start, _AT_ONCE)


def values(rows: Iterable[Any], name: str) -> Iterator[Any]:
    """One column of rows."""
    return (value for (value,) in cells(rows, name))


def tally(rows: Iterable[Any], *names: str, filled: Collection[str] = ()) -> Counter[tuple[Any, ...]]:
    """How many rows have the same cells in some columns of single values, and the same of the columns `filled` with anything."""
    if not isinstance(rows, Rows) or rows.listed:
        own, more = cells(rows, *names), cells(rows, *filled)
        return Counter((*cell, *map(bool, full)) for cell, full in zip(own, more, strict=True))
    if not isinstance(rows, Stored):
        return Counter({tuple(cell): n for cell, n in _tally(rows.table, names, filled)})
    every = [*dict.fromkeys((*names, *filled))]
    read, told = rows.groups(every), Counter[tuple[Any, ...]]()
    for number, group in enumerate(rows.digests(every)):
        key = rows.shelf.key("tally", json.dumps([names, [*filled]]), group)
        for cell, n in rows.shelf.told(key, lambda: _tally(read(number), names, filled)):  # noqa: B023
            told[tuple(cell)] += n
    return told


def _tally(table: Any, names: Iterable[str], filled: Iterable[str]) -> list[tuple[list[Any], int]]:
    """The different cells of a table with how many rows have them, in the order in which they come."""
    found = {name: table[name] for name in names} | {
        f"{name} filled": _filled(table[name]) for name in filled
    }
    counted = pa.table(found).group_by([*found], use_threads=False).aggregate([([], "count_all")])
    groups = map(list, zip(*(counted[name].to_pylist() for name in found), strict=True))
    return [*zip(groups, counted["count_all"].to_pylist(), strict=True)]


def _filled(found: Any) -> Any:
    """Whether each cell of a column (n,) holds anything: as Python has it, no number nought and no empty text."""
    if pa.types.is_list(found.type):
        found = pc.list_value_length(found)
    elif pa.types.is_string(found.type):
        found = pc.binary_length(found)
    return pc.fill_null(pc.not_equal(found, 0), False)


def beside(names: Any, among: Any, cells: Any) -> Any:
    """Of each of some names (m,) the cell (m,) that stands beside it among others (n,); a gap where it does not stand there."""
    return cells.take(
        pc.index_in(names, value_set=among.combine_chunks() if isinstance(among, pa.ChunkedArray) else among)
    )


def distinct(rows: Iterable[Any], name: str) -> int:
    """How many different cells a column has."""
    return int(pc.count_distinct(one_column(rows, name)).as_py())


def where(rows: Iterable[Any], name: str, wanted: Collection[Any], most: int | None = None) -> list[Any]:
    """The rows that have one of the values in a column; the first of them where no more are asked for."""
    if not isinstance(rows, Rows) or rows.listed:
        return [row for row in rows if getattr(row, name) in wanted][:most]
    if isinstance(rows, Stored):
        holds = rows.holding(name, wanted)
        holds[np.flatnonzero(holds)[most:] if most is not None else []] = False
        return rows.where(holds)[:]
    among = rows.cells(name)
    return rows.where(pc.is_in(among, value_set=pa.array(sorted(wanted), among.type)))[:most]


def any_other(rows: Rows[Any], than: Iterable[tuple[str, str]]) -> Any:
    """(n,) in Arrow: whether a row has in one of these columns any other text than the one named."""
    return reduce(pc.or_, (pc.not_equal(rows.cells(name), text) for name, text in than))
