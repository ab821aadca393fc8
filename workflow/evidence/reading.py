"""What a stage read when it last ran, as it is written down beside what it made, and the checksums by which it is told again."""

from __future__ import annotations

import hashlib
import json
import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from evidence.column_sums import group_sums
from evidence.layout import Layout

READ = "read.json"
"""Where it is written, in `Layout.kept`."""
Question = list[str]
SETTLED = 2_000_000_000  # nanoseconds, more than any disk rounds the time of a change to
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
        settled = time.time_ns() - facts.st_ctime_ns > SETTLED
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
    kinds, groups = group_sums(path, _cut(names))
    return hashlib.sha256("\n".join([*kinds, *groups]).encode()).hexdigest()


def group_digests(path: Path, names: str = "") -> list[str]:
    """The same of each row group."""
    return group_sums(path, _cut(names))[1]


def groups_of(under: dict[str, dict[str, str]]) -> dict[str, dict[str, list[str]]]:
    """The same of tables by path and columns."""
    return {
        path: {names: group_digests(Path(path), names) for names in parts} for path, parts in under.items()
    }


def _cut(names: str) -> list[str]:
    return names.split(",") if names else []


def answer_digest(answer: object) -> str:
    """A checksum of an answer: rows, texts, or lists of them."""
    return hashlib.sha256(repr(answer).encode("utf-8", "surrogatepass")).hexdigest()
