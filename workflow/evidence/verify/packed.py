"""A pack (`evidence pack`): whether a file is one, whether it is whole, and its files laid into a folder. Nothing of it is run or followed."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath

from evidence.engine import resource
from evidence.errors import UserError
from evidence.layout import entries
from evidence.provenance.pack import SITE, SUMS
from evidence.publish.manifest import MANIFEST, read_manifest
from evidence.verify.published import zipped

_NEEDED, _BOOK = "config/config.yaml", f"{SITE}{MANIFEST}"
_RUN = ("_ext", "_theme", "_config.yml")  # of a review's own book/: what Sphinx runs, or is told to run


def is_pack(place: Path) -> bool:
    """Whether this is the zip of a whole review, and not of a book alone.

    Raises UserError for a pack without its list of checksums, which cannot be checked.
    """
    if not place.is_file():
        return False
    names = set(zipped(place)[0])
    if SUMS not in names and {_NEEDED, _BOOK} <= names:
        fix = "ask whoever made it for the pack as it was made"
        raise UserError(f"this pack was changed after it was made: it has no {SUMS}", file=place, fix=fix)
    return {_NEEDED, SUMS} <= names


def unpack(place: Path, folder: Path) -> list[str]:
    """Lay the files of a pack into a folder, and say which are not as its list of checksums has them: other, missing, or not on it.

    Raises UserError for a zip that is damaged, or has a file that would lie outside the folder.
    """
    names, read = zipped(place)
    listed = read_manifest(read(SUMS).decode("utf-8", errors="replace"))
    wrong = [f"{name} is missing" for name in sorted(listed.keys() - set(names))]
    targets = {name: _inside(name, folder, place) for name in names}
    taken = {parent for target in targets.values() for parent in target.parents}
    for name, target in targets.items():
        if target in taken:
            fix = "ask whoever made it for the pack as it was made"
            raise UserError("a file of this zip has the name of a folder", file=place, value=name, fix=fix)
        data = read(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        if name != SUMS and listed.get(name) != hashlib.sha256(data).hexdigest():
            wrong.append(f"{name} {'was changed' if name in listed else 'was added'}")
    return sorted(wrong)


def programs(folder: Path) -> list[str]:
    """What of an unpacked review a build would run as a program: rules of its own, extensions and settings of Sphinx. Pages are none,
    for they can only name what they are given (`brief.fill`)."""
    found = []
    own = folder / "Snakefile"
    if own.is_file() and _statements(own) != _statements(resource("review", "Snakefile")):
        found.append("Snakefile")
    book = folder / "book"
    for path in entries(book):
        name = path.relative_to(book)
        if path.is_file() and (name.parts[0] in _RUN or path.suffix in (".py", ".so", ".pth")):
            found.append(f"book/{name.as_posix()}")
    return found


def _statements(path: Path) -> str:
    """What a Snakefile does, without what it says of itself."""
    text = path.read_text(encoding="utf-8", errors="replace")
    lines = text.split('"""', 2)[-1] if text.startswith('"""') else text
    return "\n".join(line for line in lines.splitlines() if line.strip())


def _inside(name: str, folder: Path, place: Path) -> Path:
    parts = PurePosixPath(name).parts
    if (
        not parts
        or name.startswith(("/", "\\"))
        or ".." in parts
        or "\\" in name
        or ":" in parts[0]
        or "\0" in name
    ):
        fix = "do not trust this zip; ask whoever made it"
        raise UserError("a file of this zip would lie outside it", file=place, value=name, fix=fix)
    return folder.joinpath(*parts)
