"""Checksums of the columns of a Parquet file, a row group at a time: of their bytes as they are stored, and of all that it takes to read them.

Several stages ask for those of one table, each in its own process. What one found out is written down for the others, for a table of a review in
`results/code/.kept/sums`, under what tells a file from another one that took its place: tables are written beside their place and put there whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

SETTLED = 100_000_000  # nanoseconds, more than a clock of files rounds to
_Facts = tuple[int, int, int]


def group_sums(path: Path, names: Collection[str] = ()) -> tuple[list[str], list[str]]:
    """(some columns with their kinds, or all where none is named; a checksum of them for each row group)."""
    facts = path.stat()
    columns = _columns(path, (facts.st_ino, facts.st_size, facts.st_mtime_ns))
    wanted = [name for name in columns.kinds if not names or name in names]
    told = columns.sums(wanted)
    return [columns.kinds[name] for name in wanted], [_of_all(group) for group in zip(*told, strict=True)]


def sum_of_group(stream: Any, rows: Any, names: Collection[str]) -> str:
    """The same checksum of one row group (its metadata) of an open file."""
    own = dict.fromkeys(
        rows.column(place).path_in_schema.partition(".")[0] for place in range(rows.num_columns)
    )
    return _of_all(_sums(stream, rows, [name for name in own if name in names]).values())


def _bytes_of_group(stream: Any, rows: Any, wanted: Collection[str]) -> dict[str, list[bytes]]:
    """By name some columns of a row group (its metadata) as they are stored, and all that it takes to read them; of a name that none has, how many rows there are."""
    told = {name: [f"{rows.num_rows}\n".encode()] for name in wanted}
    for place in range(
        rows.num_columns
    ):  # once for all names: to ask for what is known of a column takes as long as to read it
        column = rows.column(place)
        path = column.path_in_schema
        if (name := path.partition(".")[0]) in told:
            about = (column.physical_type, column.encodings, column.compression, column.num_values)
            told[name].append(f"{path} {about} {column.total_compressed_size}\n".encode())
            first = column.data_page_offset
            if column.has_dictionary_page and column.dictionary_page_offset:
                first = min(first, column.dictionary_page_offset)
            stream.seek(first)
            told[name].append(stream.read(column.total_compressed_size))
    return told


def _sums(stream: Any, rows: Any, names: Collection[str]) -> dict[str, str]:
    found = _bytes_of_group(stream, rows, names)
    return {name: hashlib.sha256(b"".join(parts)).hexdigest()[:40] for name, parts in found.items()}


def _of_all(columns: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(columns).encode()).hexdigest()


@cache
def _columns(path: Path, facts: _Facts) -> _Columns:
    """Once in a process for a file as it lies there: what is asked whether a stage has to run is asked again when it does."""
    import pyarrow.parquet as pq

    return _Columns(path, facts, {kind.name: str(kind) for kind in pq.read_schema(path)})


class _Columns:
    """The columns of one file as it lies there. `kinds`: by name, in their order."""

    def __init__(self, path: Path, facts: _Facts, kinds: dict[str, str]) -> None:
        self._path, self._facts, self.kinds = path, facts, kinds
        place = path.absolute().parents[1] / "code" / ".kept"  # of a table in results/STAGE
        self._place = place / "sums" / f"{path.parent.name}-{path.stem}.json" if place.is_dir() else None
        self._told: dict[str, list[str]] = {}
        with suppress(OSError, ValueError, TypeError, AttributeError):
            if self._place:
                told = json.loads(self._place.read_text(encoding="utf-8"))
                self._told = told["sums"] if told["of"] == [str(path.absolute()), *facts] else {}

    def sums(self, names: Sequence[str]) -> list[list[str]]:
        """(columns, row groups)."""
        if missing := [name for name in names if name not in self._told]:
            import pyarrow.parquet as pq

            settled = (
                time.time_ns() - self._facts[2] > SETTLED
            )  # else a change of the same moment would leave the same facts
            with self._path.open("rb") as stream:
                about = pq.ParquetFile(stream).metadata
                groups = [about.row_group(number) for number in range(about.num_row_groups)]
                found = [_sums(stream, rows, missing) for rows in groups]
            self._told |= {name: [told[name] for told in found] for name in missing}
            if settled and self._place:
                self._write(self._place)
        return [self._told[name] for name in names]

    def _write(self, place: Path) -> None:
        part = place.with_name(f".{place.name}.{os.getpid()}")
        told = {"of": [str(self._path.absolute()), *self._facts], "sums": self._told}
        with suppress(OSError):
            place.parent.mkdir(exist_ok=True)
            part.write_text(json.dumps(told), encoding="utf-8")
            os.replace(part, place)
