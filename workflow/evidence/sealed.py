"""What is kept for the next run: a file that is whole to its last byte, or as if it were not there.

A checksum (SHA-256) stands before the body. A file may be lost or broken at any time and several processes may write it: it is written beside its place
and put there whole, and a folder that cannot be written is no reason to stop.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

_SUM = 32


def sealed(body: bytes | memoryview) -> bytes:
    """A body with its checksum before it."""
    return b"".join((hashlib.sha256(body).digest(), body))


def is_whole(data: bytes | memoryview) -> bool:
    """Whether this is what was sealed, to its last byte."""
    whole = memoryview(data)
    return hashlib.sha256(whole[_SUM:]).digest() == whole[:_SUM]


def body_of(data: bytes | memoryview) -> memoryview:
    """What was sealed, unlooked at."""
    return memoryview(data)[_SUM:]


def found(path: Path | None) -> memoryview | None:
    """The body that lies at a path; None where there is none, or not the whole of one."""
    if path is not None:
        with suppress(OSError):
            if is_whole(data := path.read_bytes()):
                return body_of(data)
    return None


def lay(path: Path | None, body: bytes | memoryview) -> None:
    """Put a body in place, for the next run to find."""
    if path is None:
        return
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            beside.write_bytes(sealed(body))
            os.replace(beside, path)
        except OSError:
            beside.unlink(missing_ok=True)
