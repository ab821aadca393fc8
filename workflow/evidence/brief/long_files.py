"""Long data files in pieces, one for each row group of their table. Each lies packed under the digest of that group as it is stored, so that with one row more one piece is
made again; the archive of all files takes the same pieces."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from zipfile import ZipFile, ZipInfo

import pyarrow as pa

from evidence.brief.checks_joined import joined
from evidence.brief.standing import NONE, Standing
from evidence.csv_columns import csv_lines
from evidence.kept import Kept
from evidence.spreadsheets import csv_bytes
from evidence.stored import Stored

Piece = tuple[str, bytes]
"""A part of a file, and under which name it is kept; none where it is not."""
Pieces = Sequence[tuple[str, int, int]]
"""The parts of a file by their names, lengths in bytes and CRC-32."""
_QUICK = 1  # how hard zlib tries: twice as large as usual, in a quarter of the time
_END = b"\x03\x00"  # an empty last block (RFC 1951)


def parts(
    header: Sequence[str], rows: Stored[Any], names: list[str], kept: Kept, standing: Standing = NONE
) -> Iterator[Piece]:
    """The header, then the rows, a row group at a time."""
    yield "", csv_bytes(header, [])
    read = rows.groups(names)
    for number, group in enumerate(rows.digests(names)):
        key = kept.key([b"csv", json.dumps(names).encode(), group])
        if (lines := standing.find(key) or b"") and kept.has(key):
            yield key, lines
            continue
        found = _found(kept, key)
        if found is None:
            lines = csv_lines(read(number))
            if kept.lasts:
                kept.put(key, pa.table({"packed": pa.array([packed(lines)], pa.large_binary())}))
        else:
            lines = inflated(found)
        yield key, lines


def packed(data: bytes) -> bytes:
    """A piece of a deflated stream that does not look back at the ones before it."""
    squeeze = zlib.compressobj(_QUICK, zlib.DEFLATED, -zlib.MAX_WBITS)
    return squeeze.compress(data) + squeeze.flush(zlib.Z_FULL_FLUSH)


def whole(data: bytes) -> bytes:
    """A deflated stream to its end, as `ZipFile` makes it."""
    squeeze = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    return squeeze.compress(data) + squeeze.flush()


def inflated(data: bytes) -> bytes:
    """What was deflated."""
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(data)


def _found(kept: Kept, key: str) -> bytes | None:
    table = kept.find(key) if key else None
    return None if table is None else table["packed"][0].as_py()


def add(archive: ZipFile, entry: ZipInfo, source: Any, pieces: Pieces, kept: Kept) -> None:
    """A file of the archive of pieces that may be kept; of those that are, nothing is read in the file, which is `source`."""
    with archive.open(entry, "w") as opened:
        target: Any = opened
        target._compressor = _Given()
        at = 0
        for key, length, check in pieces:
            found = _found(kept, key)
            if found is None:
                source.seek(at)
                found = packed(source.read(length))
            target._fileobj.write(found)
            target._compress_size += len(found)
            target._crc = joined(target._crc, check, length)
            target._file_size = at = at + length


def add_whole(archive: ZipFile, entry: ZipInfo, data: bytes, stream: bytes) -> None:
    """A file of the archive, of which there is the whole stream."""
    entry.file_size = len(data)
    with archive.open(entry, "w") as target:
        squeeze = target._compressor = _Given(end=b"")  # type: ignore[attr-defined]
        squeeze.piece = stream
        target.write(data)


class _Given:
    """In the place of a compressor of zlib: what it is to give is there already, but for the `end`."""

    def __init__(self, end: bytes = _END) -> None:
        self.piece, self._end = b"", end

    def compress(self, data: bytes) -> bytes:
        return self.piece

    def flush(self) -> bytes:
        return self._end


def measured_pieces(
    found: Iterable[Piece], standing: Standing = NONE
) -> tuple[list[tuple[str, int, int]], Iterator[bytes]]:
    """The bytes of the parts, and a list that holds their names, lengths and checks when all were taken."""
    told: list[tuple[str, int, int]] = []

    def lines() -> Iterator[bytes]:
        for key, data in found:
            told.append((key, len(data), standing.check(key, data)))
            yield data

    return told, lines()
