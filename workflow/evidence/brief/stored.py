"""Tables too long to be held as rows: they stay where they are stored, and give their rows and cells when these are asked for.

`cells` reads some columns of any table, stored or held, without a row being made of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar, overload

from evidence.io import opened, to_rows
from evidence.remarks import Remark
from evidence.review import Review
from evidence.rows import columns, table_of

Row = TypeVar("Row")
HELD = 10_000
"""Rows up to which a table is held whole."""
_AT_ONCE = 10_000


class Stored(Sequence[Row]):
    """The rows of a table in the order in which they were written, made anew each time that they are asked for.

    `mend` is what becomes of each row. Raises UserError where the table cannot be read.
    """

    def __init__(self, path: Path, row: type[Row], mend: Callable[[Row], Row] | None = None) -> None:
        self._path, self._row, self._mend = path, row, mend
        self._rows: int = opened(path, row).metadata.num_rows

    def __len__(self) -> int:
        return self._rows

    def __iter__(self) -> Iterator[Row]:
        for batch in self._batches():
            yield from self._made(batch)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        whole = opened(self._path, self._row).read()
        if isinstance(at, int):
            place = at if at >= 0 else len(self) + at
            if not 0 <= place < len(self):
                raise IndexError(at)
            return self._made(whole.slice(place, 1))[0]
        return self._made(whole.take(list(range(len(self)))[at]))

    def mended(self, mend: Callable[[Row], Row]) -> Stored[Row]:
        """The same table with something done to each row that is made."""
        return Stored(self._path, self._row, mend)

    def cells(self, *names: str) -> Iterator[tuple[Any, ...]]:
        """Some columns, row by row; several values of a cell are a tuple."""
        row: Any = self._row
        many = {column.name for column in columns(row) if column.many}
        for batch in self._batches(list(names)):
            found = [
                [tuple(value or ()) for value in batch[name].to_pylist()]
                if name in many
                else batch[name].to_pylist()
                for name in names
            ]
            yield from zip(*found, strict=True)

    def where(self, column: str, values: Collection[Any]) -> list[Row]:
        """The rows that have one of the values in a column."""
        import pyarrow as pa
        import pyarrow.compute as pc

        wanted = pa.array(sorted(values), opened(self._path, self._row).schema_arrow.field(column).type)
        found: list[Row] = []
        for batch in self._batches():
            found += self._made(batch.filter(pc.is_in(batch[column], value_set=wanted)))
        return found

    def by(self, column: str) -> Mapping[str, Row]:
        """Its rows by a column that tells them apart."""
        return _By(self._row, opened(self._path, self._row).read(), column, self._made)

    def _batches(self, names: list[str] | None = None) -> Iterator[Any]:
        import pyarrow as pa

        for batch in opened(self._path, self._row).iter_batches(_AT_ONCE, columns=names):
            yield pa.Table.from_batches([batch])

    def _made(self, table: Any) -> list[Row]:
        found = to_rows(table, self._row)
        return [self._mend(row) for row in found] if self._mend else found


class _By(Mapping[str, Row]):
    """A table in memory as columns, of which a row is made when it is asked for by its name."""

    def __init__(self, row: type[Row], table: Any, column: str, made: Callable[[Any], list[Row]]) -> None:
        self._table, self._made = table, made
        self._at = {name: n for n, name in enumerate(table[column].to_pylist())}
        self._known: dict[str, Row] = {}

    def __getitem__(self, name: str) -> Row:
        if name not in self._known:
            self._known[name] = self._made(self._table.slice(self._at[name], 1))[0]
        return self._known[name]

    def __contains__(self, name: object) -> bool:
        return name in self._at

    def __iter__(self) -> Iterator[str]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._at)


class LongTables:
    """The tables of a review, of which those of more than `held` rows are `Stored`."""

    def __init__(self, review: Review, held: int = HELD) -> None:
        self._review, self._held = review, held
        self._stored: dict[tuple[str, str], Stored[Any]] = {}

    def __getitem__(self, table: Any) -> Sequence[Any]:
        if table is Remark:
            return self._review[table]
        of = table_of(table)
        key = (of.stage, of.name)
        if key not in self._stored:
            self._stored[key] = Stored(self._review.at.table(*key), of.row)
        found = self._stored[key]
        return found if len(found) > self._held else self._review[table]


def cells(rows: Iterable[Any], *names: str) -> Iterator[tuple[Any, ...]]:
    """Some columns of rows, one tuple a row."""
    if isinstance(rows, Stored):
        return rows.cells(*names)
    return (tuple(getattr(row, name) for name in names) for row in rows)


def values(rows: Iterable[Any], name: str) -> Iterator[Any]:
    """One column of rows."""
    return (value for (value,) in cells(rows, name))


def where(rows: Iterable[Any], column: str, wanted: Collection[Any]) -> list[Any]:
    """The rows that have one of the values in a column."""
    if isinstance(rows, Stored):
        return rows.where(column, wanted)
    return [row for row in rows if getattr(row, column) in wanted]
