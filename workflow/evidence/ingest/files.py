"""What was read of each file, in columns and some thousand entries at a time, kept so that a file that did not change is not read again.

A file is read by itself: of all that is found in it, the ids alone depend on other files, for identical entries get `.2`, `.3` ... in the order of
file and position. They are numbered within the file when it is read, and over all files when files are put together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pyarrow as pa

from evidence import kept
from evidence.ingest import chunks
from evidence.ingest.rows import FileCount, Record
from evidence.ingest.settings import ReadingRules
from evidence.ingest.stage import Source, Unique, encoding_of, of_file
from evidence.io import to_table
from evidence.kept import Kept
from evidence.reading import sha256_of
from evidence.remarks import Quarantined, Remark
from evidence.row_groups import Body

ROWS = {"records": Record, "quarantine": Quarantined, "remarks": Remark, "counts": FileCount}
_IDS = {"records": "record_id", "quarantine": "entry_id", "remarks": "row_id"}
_AGAIN, _NAMES = "again", "names"
_LAST, _MORE = b"last", b"more"
_AT_ONCE = 20_000
"""Records that are kept together."""

_AGAIN_SCHEMA = pa.schema([("id", pa.string()), ("name", pa.string()), ("number", pa.int64())])

Piece = dict[str, Any]
"""The tables of `ROWS` by name, of which the records are a `Body`, as it stands in their table. What is kept has besides, under `names`, the ids of
the records alone, and under `again` those of the file that are not the first of their name there: `id`, `name`, `number`."""


@dataclass(frozen=True)
class Files:
    """Files as they are read by some rules."""

    kept: Kept
    rules: ReadingRules
    size: int = chunks.SIZE

    def tables(self, sources: Iterable[Source]) -> Iterator[Piece]:
        """The tables of all files, in order of their names; ids are numbered over all."""
        before: dict[str, int] = {}
        for source in sorted(sources, key=lambda s: s.name):
            own: dict[str, int] = {}
            for key, piece in self.pieces(source):
                yield self._numbered(key, _unpacked(piece), before, own)
            for name in before.keys() & own.keys():
                own[name] += before[name]
            before |= own

    def pieces(self, source: Source) -> Iterator[tuple[str, Any]]:
        """What a file holds, a piece at a time as one table each, by its key; ids are numbered within the file."""
        basis, n, last = self._basis(source), 0, False
        while not last and (found := self.kept.find(self._key(basis, n))) is not None:
            last = _LAST in (found.schema.metadata or {})
            yield self._key(basis, n), found
            n += 1
        if last:
            return
        for number, (piece, last) in enumerate(_ended(self._read(source))):
            made = _packed(piece, last)
            self.kept.put(self._key(basis, number), made)
            if number >= n:  # those before were had already
                yield self._key(basis, number), made

    def fresh(self, source: Source) -> Iterator[tuple[str, Any]]:
        """What of it is not kept yet, for who hands it on: the rest is found where it is kept."""
        basis, n = self._basis(source), 0
        while (body := self.kept.packed(self._key(basis, n))) is not None:
            if _LAST in kept.told(body):
                return
            n += 1
        yield from islice(self.pieces(source), n, None)

    def _numbered(self, key: str, piece: Piece, before: Mapping[str, int], own: dict[str, int]) -> Piece:
        """A piece with its ids as they are behind those of other files. `before`: how many these had of each name; `own`: how many this file has so
        far, which is kept up."""
        again = {row["id"]: (row["name"], row["number"]) for row in piece.pop(_AGAIN).to_pylist()}
        ids = [*piece.pop(_NAMES)["record_id"].to_pylist(), *piece["quarantine"]["entry_id"].to_pylist()]
        first = dict.fromkeys(ids, 1)
        for one in again.keys() & first.keys():
            del first[one]
        own.update(first)
        own.update(again.values())
        other = {one: f"{one}.{before[one] + 1}" for one in first.keys() & before.keys()}
        for one, (name, number) in again.items():
            if name in before:
                other[one] = f"{name}.{before[name] + number}"
        if other:
            piece |= {name: _with(piece[name], _IDS[name], other) for name in ("quarantine", "remarks")}
            piece["records"] = self._renamed(key, piece["records"], other)
        return piece

    def _renamed(self, key: str, records: Body, other: Mapping[str, str]) -> Body:
        """Records under other ids, which are kept too: the same files have the same ones each time."""

        def make() -> Any:
            made = Body.of(_with(records.table(), _IDS["records"], other))
            return pa.table({"body": pa.array([made.data], pa.large_binary())})

        told = (part.encode("utf-8", "surrogatepass") for one in sorted(other.items()) for part in one)
        found = self.kept.get(self.kept.key([key.encode(), *told]), make)
        return Body(found["body"][0].as_py(), records.rows)

    def _basis(self, source: Source) -> list[bytes]:
        """All that is read of a file follows from this."""
        named = encoding_of(source.name, self.rules.encodings)
        told = (source.name, self.rules.own_words_marker, named, str(self.size))
        return [*(part.encode("utf-8", "surrogatepass") for part in told), digest_of(source)]

    def _key(self, basis: Iterable[bytes], number: int) -> str:
        return self.kept.key([*basis, str(number).encode()])

    def _read(self, source: Source) -> Iterator[Piece]:
        named = encoding_of(source.name, self.rules.encodings)
        if not isinstance(source.data, bytes):
            source.data.seek(0)
        unique, held = Unique(), list[Piece]()
        for batch in of_file(source, self.rules.own_words_marker, self.size, unique, named):
            held.append({name: to_table(getattr(batch, name), row) for name, row in ROWS.items()})
            held[-1][_AGAIN] = pa.Table.from_pylist(unique.again(), _AGAIN_SCHEMA)
            if sum(piece["records"].num_rows for piece in held) >= _AT_ONCE:
                yield _joined(held)
                held = []
        yield _joined(held)


def _joined(pieces: list[Piece]) -> Piece:
    names = pieces[0] if pieces else [*ROWS, _AGAIN]
    nothing = {name: to_table([], row) for name, row in ROWS.items()} | {_AGAIN: _AGAIN_SCHEMA.empty_table()}
    return {name: pa.concat_tables([nothing[name], *(piece[name] for piece in pieces)]) for name in names}


def _with(table: Any, column: str, other: Mapping[str, str]) -> Any:
    """A table with other words in a column."""
    if not other or not column:
        return table
    cells = [other.get(cell, cell) for cell in table[column].to_pylist()]
    return table.set_column(table.schema.get_field_index(column), column, pa.array(cells, pa.string()))


def _ended(pieces: Iterable[Piece]) -> Iterator[tuple[Piece, bool]]:
    """Each, and whether it is the last."""
    waiting: Piece | None = None
    for piece in pieces:
        if waiting is not None:
            yield waiting, False
        waiting = piece
    if waiting is not None:
        yield waiting, True


def _packed(piece: Piece, last: bool) -> Any:
    """A piece as one table, as `Kept` takes it."""
    records = piece["records"]
    bodies = {name: _streamed(table) for name, table in piece.items() if table is not records}
    bodies |= {"records": Body.of(records).data, _NAMES: _streamed(records.select(["record_id"]))}
    table = pa.table({"name": list(bodies), "body": pa.array(bodies.values(), pa.large_binary())})
    return table.replace_schema_metadata({_LAST: b""} if last else {_MORE: b""})


def _streamed(table: Any) -> bytes:
    held = pa.BufferOutputStream()
    with pa.ipc.new_stream(held, table.schema) as stream:
        stream.write_table(table.combine_chunks())
    return held.getvalue().to_pybytes()


def _unpacked(table: Any) -> Piece:
    bodies = dict(zip(table["name"].to_pylist(), table["body"], strict=True))
    records = bodies.pop("records").as_py()
    piece = {name: pa.ipc.open_stream(body.as_buffer()).read_all() for name, body in bodies.items()}
    return {"records": Body(records, piece[_NAMES].num_rows), **piece}


def digest_of(source: Source) -> bytes:
    """Of all bytes of a file, which is then at its start."""
    if isinstance(source.data, bytes):
        return hashlib.sha256(source.data).digest()
    try:
        return bytes.fromhex(sha256_of(source.data))
    except OSError:  # no file of the disk
        source.data.seek(0)
        told = hashlib.file_digest(source.data, "sha256").digest()  # type: ignore[arg-type]
        source.data.seek(0)
        return told
