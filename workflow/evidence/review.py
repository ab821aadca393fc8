"""The tables of one review, read when they are asked for and written by the stage that declares them: on disk, or in memory."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, overload

from evidence.blocks import Before, is_long, made, write_blocks
from evidence.io import (
    TableWriter,
    opened,
    read_columns,
    read_table,
    read_text,
    to_json,
    to_rows,
    to_table,
    write_arrow,
    write_json,
)
from evidence.layout import Layout
from evidence.remarks import REMARKS, Remark
from evidence.row_groups import Body, Gathering
from evidence.rows import Table, column_names, table_of, whole

if TYPE_CHECKING:
    from evidence.lookup import Rows
    from evidence.pieces import Pieces

Row = TypeVar("Row")


class Review:
    """`review[Pool]` is the list of the pools, in the order in which their stage wrote them, read once;
    `review[Remark]` is what every stage left out or mended.

    Raises UserError where the table has not been built.
    """

    def __init__(self, at: Layout | None = None) -> None:
        self.at = at or Layout()
        self._read: dict[tuple[str, str], list[Any]] = {}

    @overload
    def __getitem__(self, table: type[Row]) -> list[Row]: ...
    @overload
    def __getitem__(self, table: Table) -> list[Any]: ...
    def __getitem__(self, table: type | Table) -> list[Any]:
        if table is Remark:
            return [row for each in REMARKS for row in self[each]]
        table = table_of(table)
        key = (table.stage, table.name)
        if key not in self._read:
            self._read[key] = self._rows(table)
        return self._read[key]

    def place(self, row: type | Table) -> Path:
        """Where a table lies."""
        return self._place(table_of(row))

    def columns(self, row: type, without: tuple[str, ...] = ()) -> Any:
        """A table, or a view of it, as Arrow columns."""
        table = table_of(row)
        if not whole(row):
            without = (*without, *({*column_names(table.row)} - {*column_names(row)}))
        return read_columns(self._place(table), table.row, without)

    def pieces(self, row: type, without: tuple[str, ...] = ()) -> Pieces:
        """A table, without some of its columns, in the pieces in which it lies."""
        from evidence.pieces import Stored

        return Stored(self._place(table_of(row)), table_of(row).row, without)

    def rows(self, row: type[Row]) -> Rows[Row]:
        """The rows of a table, or of a view of it, made when they are asked for; read anew each time."""
        from evidence.lookup import rows_in

        return rows_in(self.columns(row), row)

    def count(self, table: type | Table) -> int:
        """How many rows a table has."""
        return opened(self._place(table_of(table)), table_of(table).row).metadata.num_rows

    def writer(self, table: Table) -> Any:
        """Writes a table a batch of rows at a time: `add`, `count`, `close`."""
        return TableWriter(self._place(table), table.row)

    def gathering(self, table: Table) -> Any:
        """Writes a table of rows that are bytes already (`row_groups.Body`): `add`, `count`, `close`."""
        return Gathering(self._place(table), to_table([], table.row))

    def put(self, table: Table, rows: Any) -> None:
        """Write a table: a list of rows, or an Arrow table of them."""
        self._put(self._place(table), rows if hasattr(rows, "column_names") else to_table(rows, table.row))

    def _put(self, path: Path, table: Any) -> None:
        """Write an Arrow table, a long one in blocks."""
        if is_long(table):
            write_blocks(path, table, Before())
        else:
            write_arrow(path, made(table))

    def document(self, stage: str, name: str, value: object) -> None:
        """Write a JSON file beside the tables of a stage."""
        write_json(self.at.document(stage, name), value)

    def read_document(self, stage: str, name: str) -> Any:
        """A JSON file beside the tables of a stage."""
        return json.loads(read_text(self.at.document(stage, name)))

    def _rows(self, table: Table) -> list[Any]:
        return read_table(self._place(table), table.row)

    def _place(self, table: Table) -> Path:
        return self.at.table(table.stage, table.name)


class InMemory(Review):
    """A review whose tables are kept here and never written, as `evidence check` runs the stages."""

    def __init__(self, at: Layout | None = None) -> None:
        super().__init__(at)
        self.documents: dict[tuple[str, str], object] = {}
        self._written: set[tuple[str, str]] = set()

    def columns(self, row: type, without: tuple[str, ...] = ()) -> Any:
        table = to_table(self[table_of(row)], row.row if isinstance(row, Table) else row)
        return table.drop_columns([name for name in table.column_names if name in without])

    def pieces(self, row: type, without: tuple[str, ...] = ()) -> Pieces:
        from evidence.pieces import Whole

        return Whole(self.columns(row, without))

    def count(self, table: type | Table) -> int:
        return len(self[table_of(table)])

    def rows(self, row: type[Row]) -> Rows[Row]:
        from evidence.lookup import rows_of

        return rows_of(self[table_of(row)])

    def writer(self, table: Table) -> Any:
        return _Kept(table.row, self._read.setdefault((table.stage, table.name), []))

    def gathering(self, table: Table) -> Any:
        return self.writer(table)

    def put(self, table: Table, rows: Any) -> None:
        self._read[table.stage, table.name] = (
            rows if isinstance(rows, list) else to_rows(made(rows), table.row)
        )

    def document(self, stage: str, name: str, value: object) -> None:
        self.documents[stage, name] = value

    def read_document(self, stage: str, name: str) -> Any:
        return json.loads(to_json(self.documents[stage, name]))

    def _rows(self, table: Table) -> list[Any]:
        raise KeyError(f"no stage has written {table.stage}/{table.name} yet")


class Above(InMemory):
    """Tables that were made here, else those of the last build."""

    def made(self, row: type | Table) -> bool:
        """Whether a table was made here."""
        table = table_of(row)
        return (table.stage, table.name) in self._written

    def columns(self, row: type, without: tuple[str, ...] = ()) -> Any:
        return super().columns(row, without) if self.made(row) else Review.columns(self, row, without)

    def pieces(self, row: type, without: tuple[str, ...] = ()) -> Pieces:
        return super().pieces(row, without) if self.made(row) else Review.pieces(self, row, without)

    def count(self, table: type | Table) -> int:
        return super().count(table) if self.made(table) else Review.count(self, table)

    def rows(self, row: type[Row]) -> Rows[Row]:
        return super().rows(row) if self.made(row) else Review.rows(self, row)

    def writer(self, table: Table) -> Any:
        self._written.add((table.stage, table.name))
        self._read[table.stage, table.name] = []
        return super().writer(table)

    def put(self, table: Table, rows: Any) -> None:
        self._written.add((table.stage, table.name))
        super().put(table, rows)

    def _rows(self, table: Table) -> list[Any]:
        return Review._rows(self, table)


class _Kept:
    """Writes to a list what `TableWriter` writes to a file."""

    def __init__(self, row: type, rows: list[Any]) -> None:
        self._row, self._rows = row, rows

    @property
    def count(self) -> int:
        return len(self._rows)

    def add(self, rows: Any) -> None:
        """Rows, or columns or bytes that hold some."""
        rows = rows.table() if isinstance(rows, Body) else rows
        self._rows.extend(to_rows(rows, self._row) if hasattr(rows, "column_names") else rows)

    def close(self) -> None:
        pass
