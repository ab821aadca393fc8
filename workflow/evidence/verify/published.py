"""A published book as files by name, from a folder or a zip of it. Nothing of it is unpacked, followed or run."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from evidence.built_from import BUILT_FROM, BuiltFrom, read_built_from
from evidence.errors import UserError
from evidence.publish.manifest import MANIFEST, read_manifest

# A book of ten thousand studies has 150 MB; what is far beyond that is no book but a trap for the memory.
LARGEST = 2_000_000_000
MOST_FILES = 200_000


@dataclass(frozen=True)
class Published:
    """The files of a book: a way to read each by name, their checksums, those listed in the book, what it was built from."""

    read: Callable[[str], bytes]
    digests: dict[str, str]
    listed: dict[str, str] = field(default_factory=dict)
    built_from: BuiltFrom | None = None


def read_published(place: Path) -> Published:
    """A book in a folder, or in a zip. Raises UserError for what holds no book, and for a zip beyond the bounds."""
    if not place.exists():
        raise UserError("there is nothing here", file=place, fix="give the folder of a book, or a zip of it")
    names, read = _folder(place) if place.is_dir() else _within(*zipped(place))
    if MANIFEST not in names:
        fix = "give the folder with index.html and SHA256SUMS in it, or a zip of that folder"
        raise UserError(f"this is not a published book: it has no {MANIFEST}", file=place, fix=fix)
    digests = {name: hashlib.sha256(read(name)).hexdigest() for name in names}
    facts = read_built_from(_text(read(BUILT_FROM))) if BUILT_FROM in names else None
    return Published(read, digests, read_manifest(_text(read(MANIFEST))), facts)


def _folder(root: Path) -> tuple[list[str], Callable[[str], bytes]]:
    found = (p for p in root.rglob("*") if p.is_file() and not p.is_symlink())
    within = (p for p in found if p.resolve().is_relative_to(root.resolve()))
    return sorted(p.relative_to(root).as_posix() for p in within), lambda name: (root / name).read_bytes()


def zipped(path: Path) -> tuple[list[str], Callable[[str], bytes]]:
    """The names of the files of a zip, and what reads one. Raises UserError for what is no zip, or beyond the bounds."""
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile:
        raise UserError(
            "this is neither a folder nor a zip", file=path, fix="give a zip of the book"
        ) from None
    files = [info for info in archive.infolist() if not info.is_dir()]
    if len(files) > MOST_FILES or sum(info.file_size for info in files) > LARGEST:
        raise UserError(
            "the zip unpacks to more than any book", file=path, fix="give a zip of the book alone"
        )
    names = [info.filename for info in files]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise UserError("the zip has two files of one name", file=path, value=twice, fix="zip the book again")

    def read(name: str) -> bytes:
        try:
            return archive.read(name)
        except (
            zipfile.BadZipFile,
            NotImplementedError,
            RuntimeError,
            EOFError,
            OSError,
            ValueError,
        ) as error:
            raise UserError(f"the zip is damaged or locked: {error}", file=path, value=name) from None

    return sorted(names), read


def _within(names: list[str], read: Callable[[str], bytes]) -> tuple[list[str], Callable[[str], bytes]]:
    """The files of the book that lies in a zip, however deep: where its list of checksums is."""
    lists = [name for name in names if name.split("/")[-1] == MANIFEST]
    top = min(lists, key=lambda name: name.count("/"), default="")[: -len(MANIFEST)]
    return sorted(name[len(top) :] for name in names if name.startswith(top)), lambda name: read(top + name)


def _text(data: bytes) -> str:
    return data.decode("utf-8", errors="replace")
