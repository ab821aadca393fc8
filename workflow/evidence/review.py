"""One review on disk: its tables, read when they are asked for and written by the stage that declares them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar, overload

from evidence.catalogue import REMARKS
from evidence.io import read_columns, read_table, write_table
from evidence.layout import Layout
from evidence.remarks import Remark
from evidence.rows import Table, table_of

Row = TypeVar("Row")


class Review:
    """`review[Pool]` is the list of the pools, in the order in which their stage wrote them, read once;
    `review[Remark]` is what every stage left out or mended.

    Raises UserError where the table has not been built.
    """

    def __init__(self, at: Layout | None = None) -> None:
        self.at = at or Layout()
        self._read: dict[Path, list[Any]] = {}

    @overload
    def __getitem__(self, table: type[Row]) -> list[Row]: ...
    @overload
    def __getitem__(self, table: Table) -> list[Any]: ...
    def __getitem__(self, table: type | Table) -> list[Any]:
        if table is Remark:
            return [row for each in REMARKS for row in self[each]]
        table = table_of(table)
        place = self._place(table)
        if place not in self._read:
            self._read[place] = read_table(place, table.row)
        return self._read[place]

    def columns(self, row: type, without: tuple[str, ...] = ()) -> Any:
        """A table as Arrow columns."""
        return read_columns(self._place(table_of(row)), without)

    def _place(self, table: Table) -> Path:
        return self.at.table(table.stage, table.name)

    def write(self, rows: dict[Any, Any], remarks: list[Remark] | None = None) -> None:
        """Write tables by their rows, as lists or as Arrow tables, and what their stage left out or mended."""
        for kind, given in rows.items():
            table = table_of(kind)
            write_table(self._place(table), given, table.row)
        if remarks is not None:
            write_table(self._place(table).with_name("remarks.parquet"), remarks, Remark)
