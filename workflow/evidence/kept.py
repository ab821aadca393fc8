"""Tables that were made before, each under the digest of all that it is computed from: what did not change is not made again.

A folder with a file a table: a checksum, and the table as Arrow writes it. It may be lost or broken at any time, and several processes may
write to it: what cannot be had of it is made again, to the same rows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from evidence.sealed import body_of, found, is_whole, lay, sealed


class Kept:
    """`maker`: what names the code and the libraries that make; what others made is under other keys. Without `folder` nothing is kept.
    `given`: tables by key that were made elsewhere (`evidence.parts`). `plain`: tables are not packed, which takes twice the room and saves the time to unpack all at each run."""

    def __init__(
        self,
        folder: Path | None,
        maker: str = "",
        given: Mapping[str, Any] | None = None,
        plain: bool = False,
    ) -> None:
        self._folder, self._given, self._plain = folder, given or {}, plain
        self._asked: set[str] = set()
        self.maker = maker
        self.made = 0

    @property
    def lasts(self) -> bool:
        """Whether what is put here is there for the next run."""
        return self._folder is not None

    def key(self, basis: Iterable[bytes | memoryview]) -> str:
        """The name of what is made on this basis."""
        return digest([self.maker.encode(), *basis]).hex()

    def get(self, key: str, make: Callable[[], Any]) -> Any:
        """The Arrow table that `make` makes, or made when it was last asked for under this key."""
        found = self.find(key)
        if found is None:
            found = make()
            self.put(key, found)
        return found

    def find(self, key: str) -> Any:
        """The table under this key, None where there is none that is whole."""
        self._asked.add(key)
        if key in self._given:
            return self._given[key]
        body = found(self._place(key))
        return None if body is None else from_arrow(body)

    def packed(self, key: str) -> bytes | None:
        """The table under this key as it is kept, None where it is not here or not whole."""
        self._asked.add(key)
        with suppress(OSError):
            if (place := self._place(key)) and is_whole(data := place.read_bytes()):
                return data
        return None

    def put(self, key: str, table: Any) -> None:
        """Keep a table that was made."""
        self._asked.add(key)
        self.made += 1
        if place := self._place(key):
            lay(place, as_arrow(table, self._plain))

    def has(self, key: str) -> bool:
        """Whether there is something under this key, whole or not. It is not forgotten, as what is read is not."""
        self._asked.add(key)
        place = self._place(key)
        return key in self._given or (place is not None and place.exists())

    def _place(self, key: str) -> Path | None:
        return self._folder and self._folder / f"{key}.arrow"

    def left(self) -> Iterator[Any]:
        """Tables that lie here whole and were not asked for, whoever made them: none says so but by what it has beside itself."""
        for path in sorted(self._folder.glob("*.arrow")) if self._folder else ():
            if path.stem not in self._asked and (body := found(path)) is not None:
                yield from_arrow(body)

    def forget(self) -> None:
        """Take away what was not asked for."""
        if self._folder:
            for path in self._folder.glob("*.arrow"):
                if path.stem not in self._asked:
                    path.unlink(missing_ok=True)


def digest(parts: Iterable[bytes | memoryview]) -> bytes:
    """One hash of parts, each with its length, so that no two lists of them run together."""
    told = hashlib.sha256()  # twice as fast as others where the processor knows it
    for part in parts:
        told.update(len(part).to_bytes(8, "big"))
        told.update(part)
    return told.digest()[:16]


def content(table: Any) -> Iterable[bytes | memoryview]:
    """What columns of text hold, whatever their pieces in memory, as parts for `digest`."""
    import numpy as np
    import pyarrow as pa

    for name in table.column_names:
        column = table[name].cast(pa.large_string())
        column = column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
        _, ends, data = column.buffers()
        at = np.frombuffer(ends, np.int64)[column.offset : column.offset + len(column) + 1]
        yield name.encode()
        yield np.diff(at).tobytes()
        yield memoryview(data.slice(at[0], at[-1] - at[0])) if data is not None and len(column) else b""


def held(table: Any) -> Iterable[bytes | memoryview]:
    """What columns of any kind hold, as parts for `digest`: texts, lists and gaps by their bytes in memory, all else by its text."""
    for name, column in zip(table.column_names, table.columns, strict=True):
        yield name.encode()
        yield from _held(column)


def _held(column: Any) -> Iterable[bytes | memoryview]:
    import pyarrow as pa
    import pyarrow.compute as pc

    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks() if column.num_chunks else pa.array([], column.type)
    if column.null_count:
        yield pc.is_null(column).cast(pa.int8()).to_numpy(zero_copy_only=False).tobytes()
    if pa.types.is_list(column.type) or pa.types.is_large_list(column.type):
        yield pc.fill_null(pc.list_value_length(column), -1).to_numpy(zero_copy_only=False).tobytes()
        yield from _held(column.flatten())
    else:
        yield from content(pa.table({str(column.type): pc.fill_null(column.cast(pa.string()), "")}))


def packed(table: Any) -> bytes:
    """A table with its checksum."""
    return sealed(as_arrow(table))


def as_arrow(table: Any, plain: bool = False) -> memoryview:
    """A table as Arrow writes it to a file. `plain`: not packed."""
    import pyarrow as pa

    held, how = pa.BufferOutputStream(), pa.ipc.IpcWriteOptions(compression=None if plain else "zstd")
    with pa.ipc.new_file(held, table.schema, options=how) as file:
        file.write_table(table.combine_chunks())
    return memoryview(held.getvalue())


def unpacked(data: bytes) -> Any:
    """The table that was packed; None where it is not whole."""
    return from_arrow(body_of(data)) if is_whole(data) else None


def from_arrow(body: memoryview) -> Any:
    """The table that was written so."""
    import pyarrow as pa

    return pa.ipc.open_file(pa.py_buffer(body)).read_all()


def told(data: bytes) -> dict[bytes, bytes]:
    """What was written beside a table that was packed (the metadata of its schema), without reading the table."""
    import pyarrow as pa

    return pa.ipc.open_file(pa.py_buffer(body_of(data))).schema.metadata or {}
