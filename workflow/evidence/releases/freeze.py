"""Freeze the evidence of a review under a name: written whole or not at all, the same bytes on every machine, never over another."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from evidence.built_from import BuiltFrom
from evidence.errors import UserError
from evidence.io import to_json
from evidence.layout import Layout
from evidence.releases.about import ABOUT, About, digest_of
from evidence.releases.counts import counts
from evidence.releases.frozen import FROZEN, place
from evidence.releases.program import people_wrote
from evidence.releases.rows_as_text import lines_of
from evidence.releases.said import Said
from evidence.releases.version import CHANGES, SENTENCES, abouts
from evidence.review import Review
from evidence.rows import columns

NOW = "now"
"""What a person calls the working state; no release can have this name."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")
_OF_WINDOWS = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.I)


def check_name(at: Layout, name: str) -> None:
    """Raises UserError for a name that cannot be a folder's everywhere, or that a release has already."""
    if not _NAME.fullmatch(name) or ".." in name or name.endswith(".") or _OF_WINDOWS.fullmatch(name):
        raise UserError(
            "a release cannot have this name",
            value=name,
            allowed="letters from a to z, figures, dots, hyphens and underscores, 60 at most, beginning with a letter or figure",
            fix="give a name such as 2026-11 or v1.0",
        )
    if name == NOW:
        raise UserError(
            "this is what the working state is called", value=name, fix="give the release another name"
        )
    taken = next((about.name for about in abouts(at) if about.name.casefold() == name.casefold()), "")
    if taken or (at.root / "releases" / name).exists():
        raise UserError(
            "there is a release of this name already, and a release is never altered",
            file=at.root / "releases" / (taken or name),
            fix="give another name",
        )


def freeze(
    review: Review,
    name: str,
    *,
    date: str,
    title: str,
    note: str = "",
    sentences: Iterable[Said] = (),
    changed: Mapping[str, Sequence[Any]] | None = None,
    built: BuiltFrom | None = None,
) -> About:
    """Write releases/NAME/ and say what it holds.

    `changed`: {"changes": rows, "causes": rows} against the last release. Raises UserError as `check_name` does.
    """
    at = review.at
    check_name(at, name)
    before = abouts(at)
    said = {sentence.id: sentence for sentence in sentences}.values()
    texts = {SENTENCES: lines_of(said, columns(Said), ("id",))}
    for frozen in FROZEN:
        rows = review[frozen.kind]
        kept = [row for row in rows if frozen.only(row)] if frozen.only else rows
        texts[place(frozen.table)] = lines_of(kept, frozen.columns, frozen.table.key)
    if before:
        texts[CHANGES] = to_json(changed or {"causes": [], "changes": []}, indent=1) + "\n"
    about = About(
        name=name,
        date=date,
        title=title,
        after=before[-1].name if before else "",
        number=before[-1].number + 1 if before else 1,
        note=note,
        counts=counts(review),
        built_from=built or BuiltFrom(),
    )
    return _write(at, about, texts)


def _write(at: Layout, about: About, texts: dict[str, str]) -> About:
    """Beside its place first, each process by itself, and there in one step. Raises UserError where another was there first."""
    folder = at.root / "releases" / about.name
    beside = folder.with_name(f".{about.name}.{os.getpid()}.part")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        for name, text in texts.items():
            _lay(beside / name, text.encode("utf-8"))
        for path in people_wrote(at):
            _lay(beside / path.relative_to(at.root), path.read_bytes())
        written = sorted(p for p in beside.rglob("*") if p.is_file())
        files = {path.relative_to(beside).as_posix(): digest_of(path) for path in written}
        about = replace(about, files=files)
        _lay(beside / ABOUT, about.text().encode("utf-8"))
        os.rename(beside, folder)
    except OSError:
        check_name(at, about.name)
        raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    _sweep(folder)
    return about


def _sweep(folder: Path) -> None:
    """Take away what processes that were killed left beside a release that is there now; one that still writes it comes too late."""
    left = re.compile(rf"\.{re.escape(folder.name)}\.(?:\d+\.)?part")
    for path in folder.parent.iterdir():
        if left.fullmatch(path.name):
            shutil.rmtree(path, ignore_errors=True)


def _lay(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
