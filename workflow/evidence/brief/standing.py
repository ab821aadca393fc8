"""The long data files of the last build as they stand: a piece that is as it was then is read there, in a fifth of the time that it takes to unpack it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any
from zlib import crc32

Told = Mapping[str, list[tuple[str, int, int]]]
"""Of each file the names of its pieces in their order, their lengths in bytes and their CRC-32."""


class Standing:
    """`told`: what the files in `folder` were made of. They are opened at once, so that they may be taken away."""

    def __init__(self, folder: Path, told: Told) -> None:
        self._open, self._places = ExitStack(), dict[str, tuple[Any, int, int, int]]()
        for name, pieces in told.items():
            with suppress(OSError):
                file, at = self._open.enter_context((folder / name).open("rb")), 0
                for key, length, check in pieces:
                    if key:  # else it is the header of one of the files
                        self._places[key] = file, at, length, check
                    at += length

    def find(self, key: str) -> bytes | None:
        """The piece of this name; None where it does not stand there as it was written."""
        if key not in self._places:
            return None
        file, at, length, check = self._places[key]
        data = os.pread(file.fileno(), length, at)
        return data if (len(data), crc32(data)) == (length, check) else None

    def check(self, key: str, data: bytes) -> int:
        """The CRC-32 of a piece, which is known of one that stood there."""
        return self._places[key][3] if key in self._places else crc32(data)

    def close(self) -> None:
        """The files are not needed any more."""
        self._open.close()


NONE = Standing(Path(), {})


def keep(folder: Path, files: Iterable[Path]) -> None:
    """Give files of this build a second name (a hard link, which takes no room) in a folder for the next; none where the disk has no such links."""
    shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):
        folder.mkdir(parents=True)
        for path in files:
            os.link(path, folder / path.name)
