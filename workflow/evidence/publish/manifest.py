"""The list of checksums by which a reader, or a second builder, can check the published book."""

from __future__ import annotations

import re
from pathlib import Path

from evidence.built_from import BUILT_FROM
from evidence.reading import sha256

MANIFEST = "SHA256SUMS"
CRATE = "ro-crate-metadata.json"
UNLISTED = (MANIFEST, BUILT_FROM, CRATE)
"""What a book says of its files and of what it was built from; it is made after the list, and renewed where the book need not be."""
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


def write_manifest(folder: Path) -> Path:
    """Write `SHA256SUMS` into `folder`: one line a file, sorted by path, as `sha256sum` reads it.

    The manifest lists neither itself nor what says what the book was built from. A line is the checksum, two spaces and the relative path.
    """
    target = folder / MANIFEST
    unlisted = [folder / name for name in UNLISTED]
    files = (path for path in folder.rglob("*") if path.is_file() and path not in unlisted)
    named = sorted((path.relative_to(folder).as_posix(), path) for path in files)
    lines = [f"{sha256(path)}  {name}\n" for name, path in named]
    target.write_text("".join(lines), encoding="utf-8", newline="\n")
    return target


def read_manifest(text: str) -> dict[str, str]:
    """Checksums by name, as `write_manifest` or `sha256sum` wrote them; other lines are no entries.

    >>> read_manifest("0" * 64 + "  a/b.html\\nx")["a/b.html"][:3]
    '000'
    """
    return {match[2]: match[1] for line in text.splitlines() if (match := _LINE.fullmatch(line))}


def not_as_listed(folder: Path) -> list[str]:
    """The files of a book that are other than its list of checksums has them, missing, or not on it; sorted."""
    listed = (
        read_manifest((folder / MANIFEST).read_text(encoding="utf-8"))
        if (folder / MANIFEST).is_file()
        else {}
    )
    held = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    found = {name: sha256(path) for name, path in held.items() if name not in UNLISTED}
    return sorted(name for name in {*listed, *found} if listed.get(name) != found.get(name))
