"""The releases of a review, as pages tell of them: when each was made, and how it differs from the one before it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from evidence.compare.rows import Cause, Change, Kind, Way
from evidence.io import read_text

Row = TypeVar("Row")
_WORDS = {"kind": Kind, "target": Kind, "way": Way}


@dataclass(frozen=True, slots=True)
class Release:
    """One release. `changes` and `causes` are against the release `after` which it came; none in the first."""

    name: str
    date: str
    after: str = ""
    title: str = ""
    note: str = ""
    counts: Mapping[str, Any] = field(default_factory=dict)
    changes: Sequence[Change] = ()
    causes: Sequence[Cause] = ()


def read(folder: Path) -> list[Release]:
    """The releases in a folder, the oldest first: each stands behind the one that it came after."""
    found = [_release(path.parent) for path in sorted(folder.glob("*/release.json"))]
    order: list[Release] = []
    while left := [one for one in found if one not in order]:
        known = {one.name for one in order}
        there = {one.name for one in found}
        ready = [one for one in left if one.after in known or one.after not in there]
        order.append(min(ready or left, key=lambda one: (one.date, one.name)))
    return order


def _release(folder: Path) -> Release:
    about = json.loads(read_text(folder / "release.json"))
    said = folder / "changes.json"
    differs = json.loads(read_text(said)) if said.is_file() else {}
    return Release(
        about["name"],
        about["date"],
        about["after"],
        about["title"],
        about.get("note", ""),
        about["counts"],
        [_row(Change, row) for row in differs.get("changes", [])],
        [_row(Cause, row) for row in differs.get("causes", [])],
    )


def _row(kind: type[Row], cells: dict[str, Any]) -> Row:
    known = {one.name for one in fields(kind)}  # type: ignore[arg-type]
    return kind(
        **{name: _WORDS.get(name, lambda cell: cell)(cell) for name, cell in cells.items() if name in known}
    )
