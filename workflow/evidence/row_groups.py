"""A Parquet file put together of row groups that were made before, as the bytes that they are: what did not change is neither read nor made again.

A row group does not know where in its file it lies; only the footer does (Apache Parquet, *File Format*), and is written anew with other places.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence.parquet_footer import I16, I64, LIST, STRUCT, Fields, read, written

_MAGIC = b"PAR1"
_TAIL = 8  # bytes behind the footer: its length, and the magic word
# Numbers of fields of parquet.thrift.
_ROWS, _GROUPS = 3, 4  # FileMetaData
_COLUMNS, _OF_GROUP, _GROUP_AT, _ORDINAL = 1, 3, 5, 7  # RowGroup
_CHUNK_AT, _ABOUT = 2, 3  # ColumnChunk
_PLACES = (9, 10, 11)  # ColumnMetaData: of its data, index and dictionary pages
_ELSEWHERE = (4, 6, 14)  # of an index of pages, of columns, of a Bloom filter: none is written here

LEAST = 4_096
"""Bodies of fewer rows that stand side by side become one row group: each takes time to read."""


@dataclass(frozen=True, slots=True)
class Body:
    """Rows as bytes: a whole Parquet file of one row group, which can also be read as one."""

    data: bytes
    rows: int

    @classmethod
    def of(cls, table: Any) -> Body:
        """The rows of an Arrow table as one row group: same rows, same bytes."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        made = pa.BufferOutputStream()
        # In one piece: where the pages of a column end follows from its pieces.
        pq.write_table(
            table.combine_chunks(), made, compression="zstd", row_group_size=max(table.num_rows, 1)
        )
        return cls(made.getvalue().to_pybytes(), table.num_rows)

    def table(self) -> Any:
        """Its rows as an Arrow table."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        found = pq.ParquetFile(pa.BufferReader(self.data)).read()
        # Parquet has its own name for what is in a list, which would stand in the footer of what is made of it.
        kinds = [pa.list_(kind.value_type) if pa.types.is_list(kind) else kind for kind in found.schema.types]
        return found.cast(pa.schema(zip(found.schema.names, kinds, strict=True)))


class Joining:
    """Writes a Parquet file of row groups, one behind the other; all are of one schema and one version of the library. Of one body the file is that body."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path, self._part = path, path.with_name(f".{path.name}.part")
        self._file = self._part.open("wb")
        self._at = self._file.write(_MAGIC)
        self._footer: Fields | None = None

    def add(self, body: Body) -> None:
        """Put the rows of a body behind those before."""
        footer, end = _footer(body.data)
        for group in footer[_GROUPS][1][1]:
            self._take(footer, group, len(_MAGIC))
        if self._footer is None:  # there is no row
            self._footer = {**footer}
        self._at += self._file.write(memoryview(body.data)[len(_MAGIC) : end])

    def take(self, file: Groups, number: int) -> None:
        """Put a row group of another file behind those before."""
        start, end = file.span(number)
        self._take(file.footer, _copied(file.group(number)), start)
        self._at += self._file.write(memoryview(file.data)[start:end])

    def _take(self, footer: Fields, group: Fields, start: int) -> None:
        if self._footer is None:
            kind = footer[_GROUPS][1][0]
            self._footer = {**footer, _ROWS: (I64, 0), _GROUPS: (LIST, (kind, []))}
        groups = self._footer[_GROUPS][1][1]
        _move(group, self._at - start, len(groups))
        groups.append(group)
        self._footer[_ROWS] = (I64, self._footer[_ROWS][1] + group[_OF_GROUP][1])

    def close(self) -> None:
        """Write the footer and put the file in its place. Raises ValueError where there is no body."""
        if self._footer is None:
            raise ValueError(f"nothing was written to {self._path}")
        out = written(self._footer)
        self._file.write(out + len(out).to_bytes(4, "little") + _MAGIC)
        self._file.close()
        os.replace(self._part, self._path)


class Groups:
    """The row groups of a Parquet file, as bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.footer, self._end = _footer(data)
        self._starts = [_start(group) for group in self.footer[_GROUPS][1][1]]

    def __len__(self) -> int:
        return len(self._starts)

    def group(self, number: int) -> Fields:
        """What the footer says of one."""
        return self.footer[_GROUPS][1][1][number]

    def span(self, number: int) -> tuple[int, int]:
        """Where one begins and ends."""
        return self._starts[number], [*self._starts[1:], self._end][number]

    def is_like(self, body: Body) -> bool:
        """Whether they are of the same columns as a body, and written by the same version of the library."""
        other = _footer(body.data)[0]
        return all(
            self.footer.get(name) == other.get(name) for name in {*self.footer, *other} - {_ROWS, _GROUPS}
        )


class Gathering:
    """Writes a table a `Body` at a time, in row groups of `LEAST` rows or more, so that many small ones become few. `nothing`: the table without rows."""

    def __init__(self, path: Path, nothing: Any) -> None:
        self._file, self._nothing = Joining(path), nothing
        self._waiting: list[Body] = []
        self.count = 0

    def add(self, body: Body) -> None:
        """Rows behind those before."""
        self.count += body.rows
        if body.rows >= LEAST:
            self._flush()
            self._file.add(body)
        elif body.rows:
            self._waiting.append(body)
            if sum(one.rows for one in self._waiting) >= LEAST:
                self._flush()

    def close(self) -> None:
        """Write what is left and put the table in its place."""
        self._flush()
        if not self.count:
            self._file.add(Body.of(self._nothing))
        self._file.close()

    def _flush(self) -> None:
        if self._waiting:
            self._file.add(joined(self._waiting))
            self._waiting = []


def joined(bodies: list[Body]) -> Body:
    """The rows of some bodies in one."""
    import pyarrow as pa

    return bodies[0] if len(bodies) == 1 else Body.of(pa.concat_tables(body.table() for body in bodies))


def _footer(data: bytes) -> tuple[Fields, int]:
    """(what the footer of a file says, where it begins)."""
    end = len(data) - _TAIL - int.from_bytes(data[-_TAIL:-4], "little")
    return read(data, end), end


def _start(group: Fields) -> int:
    first = group[_COLUMNS][1][1][0][_ABOUT][1]
    return min(first[place][1] for place in _PLACES if place in first)


def _copied(group: Fields) -> Fields:
    """The same, to be moved; all that is moved is copied."""
    kind, chunks = group[_COLUMNS][1]
    own = [{**chunk, _ABOUT: (STRUCT, {**chunk[_ABOUT][1]})} for chunk in chunks]
    return {**group, _COLUMNS: (LIST, (kind, own))}


def _move(group: Fields, by: int, number: int) -> None:
    """Let a row group lie so many bytes further on, and be that one of its file. Raises ValueError where it has what would not move along."""
    for chunk in group[_COLUMNS][1][1]:
        about = chunk[_ABOUT][1]
        if any(place in chunk for place in _ELSEWHERE[:2]) or _ELSEWHERE[2] in about:
            raise ValueError("a row group with an index or a filter is none of those that are written here")
        if chunk[_CHUNK_AT][1]:
            chunk[_CHUNK_AT] = (I64, chunk[_CHUNK_AT][1] + by)
        for place in _PLACES:
            if place in about:
                about[place] = (I64, about[place][1] + by)
    if _GROUP_AT in group:
        group[_GROUP_AT] = (I64, group[_GROUP_AT][1] + by)
    if _ORDINAL in group:
        group[_ORDINAL] = (I16, number)
