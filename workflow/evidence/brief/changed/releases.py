"""The releases of a review, as pages tell of them: when each was made, what it said, and how it differs from the one before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

from evidence.compare.rows import Cause, Change, Kind, Way
from evidence.layout import Layout
from evidence.releases.said import Said
from evidence.releases.version import load, names

Row = TypeVar("Row")
_WORDS = {"kind": Kind, "target": Kind, "way": Way}


@dataclass(frozen=True, slots=True)
class Release:
    """One release. `changes` and `causes` are against the release `after` which it came; none in the first. `note`: of those who made it."""

    name: str
    date: str
    after: str = ""
    title: str = ""
    note: str = ""
    counts: Mapping[str, Any] = field(default_factory=dict)
    changes: Sequence[Change] = ()
    causes: Sequence[Cause] = ()
    sentences: Sequence[Said] = ()


def read(at: Layout) -> list[Release]:
    """The releases of a review, the oldest first. Raises UserError for one that is damaged."""
    return [_release(at, name) for name in names(at)]


def _release(at: Layout, name: str) -> Release:
    version = load(at, name)
    about, differs = version.about, version.changes
    return Release(
        about.name,
        about.date,
        about.after,
        about.title,
        about.note,
        about.counts,
        [_row(Change, row) for row in differs.get("changes", [])],
        [_row(Cause, row) for row in differs.get("causes", [])],
        version.sentences,
    )


def _row(kind: type[Row], cells: dict[str, Any]) -> Row:
    """A row as it was written: words of closed lists are such words again."""
    known = {one.name for one in fields(kind)}  # type: ignore[arg-type]
    return kind(
        **{
            name: _WORDS[name](cell) if name in _WORDS else cell
            for name, cell in cells.items()
            if name in known
        }
    )
