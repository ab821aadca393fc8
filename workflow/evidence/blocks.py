"""A long table is written in row groups that end where a text says so: rows that come or go change the group that they are in and no other.

Which rows make a group follows from the table alone, and its bytes from these rows, so that those of a table that was written before can be taken as they
are: `Before` knows them by the digests of their rows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from evidence.row_groups import Body, Groups, Joining

SHORT = 20_000
"""A table of so many rows is one row group."""
_SIZE = 13  # groups have up to 2^13 rows


class Before:
    """A table as it was written before. `digests`: of the rows of each of its groups, in order. Where they are not its own, or nothing is known, there is nothing to take."""

    def __init__(self, data: bytes = b"", digests: Sequence[str] = ()) -> None:
        self._groups = Groups(data) if digests else None
        known = self._groups is not None and len(self._groups) == len(digests)
        self._place = {digest: number for number, digest in enumerate(digests)} if known else {}

    def put(self, file: Joining, digest: str, rows: Callable[[], Any]) -> None:
        """Put rows behind those of a file: as they were written, or made and written now."""
        place = self._place.get(digest)
        if self._groups is None or place is None:
            file.add(Body.of(rows()))
        else:
            file.take(self._groups, place)

    def of(self, table: Any) -> Before:
        """This table, where its columns are those of another and it was written by this version of the library; else nothing."""
        nothing = _rows(table, 0, 0)
        return self if self._groups and self._groups.is_like(Body.of(nothing)) else Before()


def is_long(table: Any) -> bool:
    """Whether a table is written in blocks."""
    return table.num_rows > SHORT and bool(_told(table))


def write_blocks(path: Path, table: Any, before: Before) -> list[str]:
    """Write a long Arrow table: same rows, same bytes, whatever was written before. Returns the digests of its blocks."""
    from evidence.text_digests import ends_by_content

    file, known, digests = Joining(path), before.of(table), []
    for start, end in ends_by_content(table[_told(table)], _SIZE):  # memory for a block
        rows = cache(partial(_rows, table, start, end))
        told = table.digest(start, end) if isinstance(table, Unmade) else None
        digests.append(told or _digest(rows()))
        known.put(file, digests[-1], rows)
    file.close()
    return digests


@runtime_checkable
class Unmade(Protocol):
    """A table of which rows are made when they are written. `digest`: of rows that need not be made for it; None where they must."""

    @property
    def num_rows(self) -> int: ...
    @property
    def column_names(self) -> list[str]: ...
    def __getitem__(self, name: str) -> Any: ...
    def digest(self, start: int, end: int) -> str | None: ...
    def rows(self, start: int, end: int) -> Any: ...
    def whole(self) -> Any: ...


def made(table: Any) -> Any:
    """A table with all its rows."""
    return table.whole() if isinstance(table, Unmade) else table


def _rows(table: Any, start: int, end: int) -> Any:
    if isinstance(table, Unmade):
        return table.rows(start, end)
    return table.slice(start, end - start).combine_chunks()


def _told(table: Any) -> str:
    """The first column of text, which says where blocks end; empty where there is none."""
    import pyarrow as pa

    return next((kind.name for kind in _rows(table, 0, 0).schema if kind.type == pa.string()), "")


def _digest(block: Any) -> str:
    """Of columns and cells, as they lie in memory: equal ones are of equal rows. Arrow pads with what stands behind, so that equal rows may have another one beside
    rows that changed, and are written anew."""
    import pyarrow as pa

    held = pa.BufferOutputStream()
    with pa.ipc.new_stream(held, block.schema) as stream:
        stream.write_table(block)
    return hashlib.sha256(held.getvalue()).hexdigest()
