"""The list of checksums by which a reader, or a second builder, can check the published book."""

from __future__ import annotations

import hashlib
from pathlib import Path

MANIFEST = "SHA256SUMS"


def write_manifest(folder: Path) -> Path:
    """Write `SHA256SUMS` into `folder`: one line a file, sorted by path, as `sha256sum` reads it.

    The manifest does not list itself. A line is the checksum, two spaces and the relative path.
    """
    target = folder / MANIFEST
    files = (path for path in folder.rglob("*") if path.is_file() and path != target)
    named = sorted((path.relative_to(folder).as_posix(), path) for path in files)
    lines = [f"{_checksum(path)}  {name}\n" for name, path in named]
    target.write_text("".join(lines), encoding="utf-8", newline="\n")
    return target


def _checksum(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
