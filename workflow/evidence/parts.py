"""Parts of a stage that were made by others, as one file a part: tables as `evidence.kept` names them, so that who takes them looks up what it needs.

The file is an archive without times or owners, so that the same tables are the same bytes. What a part does not hold, or holds of other
inputs, is under no name that is asked for, and is made where it is needed.
"""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from evidence.errors import UserError
from evidence.kept import packed, unpacked


def span(n: int, part: int, of: int) -> range:
    """The places among `n` that are those of a part, counted from 1.

    >>> [list(span(5, part, 3)) for part in (1, 2, 3)]
    [[0], [1, 2], [3, 4]]
    """
    return range((part - 1) * n // of, part * n // of)


def write_part(path: Path, tables: Iterable[tuple[str, Any]]) -> None:
    """Write Arrow tables, or tables that are packed, by their keys, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    with tarfile.open(beside, "w", format=tarfile.USTAR_FORMAT) as archive:
        for key, table in tables:
            body = table if isinstance(table, bytes) else packed(table)
            entry = tarfile.TarInfo(key)
            entry.size = len(body)
            archive.addfile(entry, io.BytesIO(body))
    beside.replace(path)


class Parts(Mapping[str, Any]):
    """The tables of some parts by their keys, read when they are asked for. Raises UserError where a file is damaged."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._places: dict[str, tuple[Path, int, int]] = {}
        for path in paths:
            try:
                with tarfile.open(path) as archive:
                    self._places |= {e.name: (path, e.offset_data, e.size) for e in archive.getmembers()}
            except (tarfile.TarError, EOFError):
                raise _damaged(path) from None

    def __getitem__(self, key: str) -> Any:
        path, start, size = self._places[key]
        with path.open("rb") as file:
            file.seek(start)
            table = unpacked(file.read(size))
        if table is None:
            raise _damaged(path)
        return table

    def __contains__(self, key: object) -> bool:
        return key in self._places  # without reading the table

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def _damaged(path: Path) -> UserError:
    return UserError(
        "this part of a stage is damaged",
        file=path,
        fix="delete it and run `evidence build`, which makes it anew",
    )
