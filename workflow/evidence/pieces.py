"""A large table in the row groups in which it lies: columns are read when they are asked for, of all groups or of some."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from evidence.errors import UserError
from evidence.io import opened, read_columns
from evidence.reading import group_digests

if TYPE_CHECKING:
    import pyarrow as pa


class Pieces(Protocol):
    """`names`: its columns, and `kinds` their types in Arrow. `lengths`: how many rows each piece has. `digests`: a checksum of these columns of each piece; empty where none is known."""

    @property
    def names(self) -> Sequence[str]: ...
    @property
    def kinds(self) -> Mapping[str, pa.DataType]: ...
    @property
    def lengths(self) -> Sequence[int]: ...
    @property
    def digests(self) -> Sequence[str]: ...
    def read(self, names: Sequence[str]) -> pa.Table: ...
    def some(self, numbers: Iterable[int], names: Sequence[str]) -> pa.Table: ...


class Stored:
    """A table of the disk, one piece a row group. Raises UserError where it is not there or damaged."""

    def __init__(self, path: Path, row: type, without: Sequence[str] = ()) -> None:
        self._path, self._file = path, opened(path, row)
        self.names = [name for name in self._file.schema_arrow.names if name not in without]

    @property
    def kinds(self) -> dict[str, pa.DataType]:
        return {kind.name: kind.type for kind in self._file.schema_arrow}

    @cached_property
    def lengths(self) -> list[int]:
        about = self._file.metadata
        return [about.row_group(number).num_rows for number in range(about.num_row_groups)]

    @cached_property
    def digests(self) -> list[str]:
        return group_digests(self._path, ",".join(self.names))

    def read(self, names: Sequence[str]) -> pa.Table:
        """Some columns of all rows."""
        return read_columns(self._path, without=[n for n in self._file.schema_arrow.names if n not in names])

    def some(self, numbers: Iterable[int], names: Sequence[str]) -> pa.Table:
        """Some columns of some pieces, one behind the other."""
        import pyarrow as pa

        try:
            return self._file.read_row_groups(list(numbers), list(names))
        except (pa.ArrowException, OSError):
            fix = "run `evidence build` again, which makes it anew"
            raise UserError("this table is damaged", file=self._path, fix=fix) from None


class Whole:
    """A table in memory, which is one piece."""

    digests = ("",)

    def __init__(self, table: pa.Table) -> None:
        self._table, self.names, self.lengths = table, table.column_names, (table.num_rows,)
        self.kinds = {kind.name: kind.type for kind in table.schema}

    def read(self, names: Sequence[str]) -> pa.Table:
        """Some columns."""
        return self._table.select(list(names))

    def some(self, numbers: Iterable[int], names: Sequence[str]) -> pa.Table:
        """The same: there is one piece."""
        return self.read(names)
