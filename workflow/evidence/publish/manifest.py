"""The list of checksums by which a reader, or a second builder, can check the published book."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from evidence.built_from import BUILT_FROM
from evidence.reading import sha256

MANIFEST = "SHA256SUMS"
CRATE = "ro-crate-metadata.json"
UNLISTED = (MANIFEST, BUILT_FROM, CRATE)
"""What a book says of its files and of what it was built from; it is made after the list, and renewed where the book need not be."""
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


def write_manifest(folder: Path, known: Mapping[str, str] | None = None) -> Path:
    """Write `SHA256SUMS` into `folder`: one line a file, sorted by path, as `sha256sum` reads it. `known`: checksums of files in it, by path.

    The manifest lists neither itself nor what says what the book was built from. A line is the checksum, two spaces and the relative path.
    """
    target = folder / MANIFEST
    known = known or {}
    names = sorted(name for name, _ in files_in(folder) if name not in UNLISTED)
    lines = [f"{known.get(name) or sha256(folder / name)}  {name}\n" for name in names]
    target.write_text("".join(lines), encoding="utf-8", newline="\n")
    return target


def files_in(folder: Path) -> Iterator[tuple[str, int]]:
    """(name, size in bytes) of every file of a book, at any depth, but not behind links to folders."""
    left = [""]
    while left:
        above = left.pop()
        with os.scandir(folder / above) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    left.append(f"{above}{entry.name}/")
                elif entry.is_file():
                    yield f"{above}{entry.name}", entry.stat().st_size


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
