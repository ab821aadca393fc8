"""A file of another tool as it is opened: its entries, read by the readers of exports, and what lies beside it.

An archive (Rayyan's) is opened for the tables in it; nothing is unpacked to the disk, and what claims to be larger than
`MOST` is not read.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from pathlib import Path

from evidence.errors import UserError
from evidence.given.reading import numbered_rows
from evidence.ingest.stage import Ingested, Source, ingest

MOST = 2**30
TABLES = (".csv", ".ris", ".bib", ".enw", ".xml", ".txt", ".json", ".xlsx")


@dataclass(frozen=True)
class Opened:
    """One file: its name, bytes and last day of change. `beside`: the other files that were given with it, by name."""

    name: str
    data: bytes
    date: str
    beside: dict[str, bytes] = field(default_factory=dict)

    @cached_property
    def read(self) -> Ingested:
        """Its entries, and what could not be read of it."""
        return ingest([Source(self.name, self.data)])

    @cached_property
    def members(self) -> dict[str, bytes]:
        """The files of an archive by their path in it; none where it is no archive."""
        try:
            with zipfile.ZipFile(BytesIO(self.data)) as archive:
                files = [info for info in archive.infolist() if not info.is_dir()]
                if sum(info.file_size for info in files) > MOST:
                    raise UserError(
                        "this archive says that it holds more than a gigabyte", file=self.name,
                        fix="unpack it, look through it, and give the file that holds the decisions",
                    )  # fmt: skip
                return {info.filename: archive.read(info) for info in files}
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError):
            return {}

    @cached_property
    def columns(self) -> frozenset[str]:
        """What its entries hold, by the names of columns and fields in small letters."""
        from evidence.brought.told import fields

        return frozenset(name for entry in self.read.records for name in fields(entry))


def rows_of(data: bytes) -> list[tuple[int, dict[str, str]]]:
    """(line, row) of a table that is no table of records, such as a log; names of columns in small letters."""
    from evidence import encoding

    return [
        (line, {name: cell or "" for name, cell in row.items() if name})
        for line, row in numbered_rows(encoding.decode(data, encoding.tell(BytesIO(data))))
    ]


def opened(paths: Iterable[Path]) -> list[Opened]:
    """The files of one call, archives of tables by what is in them. Raises UserError for a file that is not there or is empty."""
    named = dict(_files(paths))
    return [
        Opened(name, data, date, {n: d for n, (d, _) in named.items() if n != name})
        for name, (data, date) in named.items()
    ]


def _files(paths: Iterable[Path]) -> Iterator[tuple[str, tuple[bytes, str]]]:
    from datetime import date

    for path in paths:
        if not path.is_file():
            raise UserError(
                "there is no such file", file=path, fix="give the path of a file that the tool exported"
            )
        if path.stat().st_size > MOST:
            raise UserError(
                "this file is larger than a gigabyte", file=path, fix="export the decisions alone"
            )
        one = Opened(path.name, path.read_bytes(), date.fromtimestamp(path.stat().st_mtime).isoformat())
        if not one.data.strip():
            raise UserError("this file is empty", file=path, fix="export it again")
        inner = {
            name: data for name, data in one.members.items()
            if path.suffix.lower() == ".zip" and name.lower().endswith(TABLES) and data.strip()
        }  # fmt: skip
        if path.suffix.lower() == ".zip" and not inner:
            raise UserError(
                "this archive holds no table of records",
                file=path,
                value=", ".join(sorted(one.members)) or "nothing that can be read",
                fix="unpack it, and give the table that holds the decisions",
            )
        for name, data in sorted(inner.items()) or [("", b"")]:
            yield (f"{path.name}:{name}", (data, one.date)) if name else (path.name, (one.data, one.date))
