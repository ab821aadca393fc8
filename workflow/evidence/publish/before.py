"""Files of the book that stands, taken into the one that takes its place where they are the same: a name more for a file costs less than another file.

What is taken is read and compared first, so that a file that somebody changed by hand is made anew; the book that stands stays whole until it is replaced.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def lay(path: Path, body: bytes, before: Path | None = None) -> None:
    """A file of the new book; `before`: that of the same name in the book that stands."""
    with suppress(OSError):
        if before is not None and _is(before, body):
            os.link(before, path)
            return
    path.write_bytes(body)


def _is(path: Path, body: bytes) -> bool:
    facts = path.lstat()  # a link to another place is no file of the book
    return facts.st_size == len(body) and not path.is_symlink() and path.read_bytes() == body
