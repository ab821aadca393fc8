"""release.json: what a release is, and the checksums by which it is known to be as it was frozen."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from evidence.built_from import BuiltFrom
from evidence.errors import UserError, listed
from evidence.io import to_json
from evidence.layout import Layout, entries

FORMAT = 1
ABOUT = "release.json"
_RESTORE = "a release is never edited; restore it (`git checkout -- {place}`), or take its folder away"


@dataclass(frozen=True)
class About:
    """`name`; `date` of the evidence; `title` of the review; `after`: the release before it, and `number` its place among them; `note` in a person's
    words; `counts` by what was counted; `built_from`: inputs, code and libraries; `files`: the checksum of each of its files."""

    name: str
    date: str
    title: str
    after: str
    number: int
    note: str
    counts: dict[str, int] = field(default_factory=dict)
    built_from: BuiltFrom = field(default_factory=BuiltFrom)
    files: dict[str, str] = field(default_factory=dict)

    def text(self) -> str:
        return to_json({"format": FORMAT, **asdict(self)}, indent=1) + "\n"


def read_about(folder: Path) -> About:
    """What release.json in a folder says. Raises UserError where it is not there, damaged, or of another version of the program."""
    path = folder / ABOUT
    fix = _RESTORE.format(place=f"releases/{folder.name}")
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UserError("this is no release: it has no release.json", file=folder, fix=fix) from None
    except (ValueError, RecursionError):
        raise UserError(
            "this release is damaged: its release.json cannot be read", file=path, fix=fix
        ) from None
    if isinstance(data, dict) and isinstance(data.get("format"), int) and data["format"] > FORMAT:
        raise UserError(
            "this release was frozen by a later version of the program",
            file=path,
            field="format",
            value=data["format"],
            allowed=str(FORMAT),
            fix="update the program: requirements.txt names its version",
        )
    about = _made(data)
    if about is None:
        raise UserError("this release is damaged: its release.json says something else", file=path, fix=fix)
    if about.name != folder.name:
        raise UserError(
            f"this release was frozen as {about.name}", file=path, value=folder.name,
            fix=f"give its folder the name {about.name} again",
        )  # fmt: skip
    return about


def check_files(folder: Path, about: About) -> None:
    """Raises UserError where a file of a release is missing, or is not as it was frozen."""
    moved = [name for name, digest in about.files.items() if digest_of(folder / name) != digest]
    if moved:
        gone = [name for name in moved if not (folder / name).is_file()]
        what = "are missing" if len(gone) == len(moved) else "are not as they were frozen"
        raise UserError(
            f"files of this release {what}",
            file=folder / ABOUT,
            value=listed(moved, 5),
            fix=_RESTORE.format(place=f"releases/{folder.name}"),
        )


def digest_of(path: Path) -> str:
    """The checksum of a file, however a checkout ends its lines; blank where there is none."""
    if not path.is_file():
        return ""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def foreign(at: Layout) -> list[Path]:
    """Files under releases/ that are of no release, in order of name."""
    found = []
    for path in entries(at.root / "releases"):
        parts = path.relative_to(at.root / "releases").parts
        hidden = any(part.startswith(".") for part in parts)
        if path.is_dir() or hidden or (len(parts) == 1 and path.stem.lower() == "readme"):
            continue
        folder = at.root / "releases" / parts[0]
        if len(parts) == 1 or not (folder / ABOUT).is_file():
            found.append(path)
        elif path.name != ABOUT or len(parts) > 2:
            found += [] if "/".join(parts[1:]) in read_about(folder).files else [path]
    return found


def _made(data: Any) -> About | None:
    """The value, where it has all that one of this format has."""
    if not isinstance(data, dict) or data.pop("format", None) != FORMAT:
        return None
    if {*data} != {part.name for part in fields(About)}:
        return None
    built = data.pop("built_from")
    texts = all(isinstance(data[name], str) for name in ("name", "date", "title", "after", "note"))
    if not texts or not isinstance(data["number"], int) or not isinstance(built, dict):
        return None
    if {*built} != {part.name for part in fields(BuiltFrom)} or not all(map(_named, built.values())):
        return None
    if not _named(data["files"]) or not isinstance(data["counts"], dict):
        return None
    return About(**data, built_from=BuiltFrom(**built))


def _named(part: Any) -> bool:
    return isinstance(part, dict) and all(isinstance(value, str) for value in part.values())
