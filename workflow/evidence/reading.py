"""What a stage read when it last ran, as it is written down beside what it made, and the checksums by which it is told again."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from evidence.layout import Layout

READ = "read.json"
"""Where it is written, in `Layout.kept`."""
Question = list[str]
_SETTLED = 2_000_000_000  # nanoseconds, more than any disk rounds the time of a change to
_told: dict[tuple[int, ...], str] = {}


@dataclass(frozen=True)
class Reading:
    """`words`: the files that the rule handed on, as it did. `sections`, `settings`: of config.yaml, and what stood there as JSON.
    `files`: sha256 by path, of inputs that are no tables. `tables`: by path and columns (joined by commas, or none for all), the checksum of
    what they hold. `asked`: questions, each with the checksum of its answer, and `under`: the columns that answers come from, as `tables`; `groups`:
    of the same columns the checksums of the row groups.
    `made`: sha256 of what was made, by path; `blocks`: the digests of the blocks of a long table (`evidence.blocks`), by path. `said`: what the stage told people, and its log.
    """

    words: list[str]
    settings: str
    config: str
    files: dict[str, str]
    tables: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[tuple[Question, str]] = field(default_factory=list)
    under: dict[str, dict[str, str]] = field(default_factory=dict)
    groups: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)
    blocks: dict[str, list[str]] = field(default_factory=dict)
    said: dict[str, Any] = field(default_factory=dict)


def read_of(stage: str, at: Layout) -> Reading:
    """What was noted of the last run of a stage. Raises OSError, ValueError or TypeError where nothing was."""
    return Reading(**json.loads((at.kept(stage) / READ).read_text(encoding="utf-8")))


def laid_under(kept: Path, path: str) -> Path:
    """Where a table that a stage asked is kept as it was then. `kept`: the folder of that stage."""
    return kept / "under" / f"{Path(path).parent.name}-{Path(path).name}"


def sha256(path: Path) -> str:
    """The checksum of a file, in hexadecimal figures."""
    with path.open("rb") as stream:
        return sha256_of(stream)


def sha256_of(stream: BinaryIO) -> str:
    """The same of an open file, from its start, where it stands again afterwards. It is computed once in a process for a file as it lies there."""
    facts = os.fstat(stream.fileno())
    key = (facts.st_dev, facts.st_ino, facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns)
    if key not in _told:
        settled = time.time_ns() - facts.st_ctime_ns > _SETTLED
        stream.seek(0)
        digest = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]
        if not settled:  # a change of the same moment would leave the same facts
            stream.seek(0)
            return digest
        _told[key] = digest
    stream.seek(0)
    return _told[key]


def columns_digest(path: Path, names: str = "") -> str:
    """A checksum of some columns of a table (their names, joined by commas), or of all: of their bytes as they are stored, and of all that it takes to read
    them. Equal checksums are of equal cells in equal order; equal cells have equal ones where the same program wrote them."""
    kinds, groups = _checksums(path, names)
    return hashlib.sha256("\n".join([*kinds, *groups]).encode()).hexdigest()


def group_digests(path: Path, names: str = "") -> list[str]:
    """The same of each row group."""
    return [*_checksums(path, names)[1]]


def groups_of(under: dict[str, dict[str, str]]) -> dict[str, dict[str, list[str]]]:
    """The same of tables by path and columns."""
    return {
        path: {names: group_digests(Path(path), names) for names in parts} for path, parts in under.items()
    }


def _checksums(path: Path, names: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    facts = path.stat()
    return _checksums_of(path, names, facts.st_ino, facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns)


@cache
def _checksums_of(path: Path, names: str, *_facts: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(columns with their kinds, a checksum a row group), once for a file as it lies there: what is asked whether a stage has to run is asked again when it does."""
    import pyarrow.parquet as pq

    wanted, groups = {*names.split(",")} if names else None, []
    with path.open("rb") as stream:
        file = pq.ParquetFile(stream).metadata
        kinds = [str(kind) for kind in file.schema.to_arrow_schema() if wanted is None or kind.name in wanted]
        for number in range(file.num_row_groups):
            found = hashlib.sha256()
            for part in bytes_of_group(stream, file.row_group(number), wanted):
                found.update(part)
            groups.append(found.hexdigest())
    return tuple(kinds), tuple(groups)


def bytes_of_group(stream: Any, rows: Any, wanted: Collection[str] | None) -> Iterator[bytes]:
    """Some columns of a row group (its metadata) as they are stored, and all that it takes to read them."""
    yield f"{rows.num_rows}\n".encode()
    for place in range(rows.num_columns):
        column = rows.column(place)
        if wanted is None or column.path_in_schema.partition(".")[0] in wanted:
            told = (column.physical_type, column.encodings, column.compression, column.num_values)
            yield f"{column.path_in_schema} {told} {column.total_compressed_size}\n".encode()
            first = column.data_page_offset
            if column.has_dictionary_page and column.dictionary_page_offset:
                first = min(first, column.dictionary_page_offset)
            stream.seek(first)
            yield stream.read(column.total_compressed_size)


def answer_digest(answer: object) -> str:
    """A checksum of an answer: rows, texts, or lists of them."""
    return hashlib.sha256(repr(answer).encode("utf-8", "surrogatepass")).hexdigest()
