"""What is traced of a finding, pool, theme or cell: the fields that changes name, each as text and as the value that is compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evidence.compare.by_field import said
from evidence.compare.findings import cells_of
from evidence.compare.rows import Kind

TRACED = (Kind.FINDING, Kind.POOL, Kind.THEME, Kind.CELL)
_ROBUSTNESS = (
    "flip_set",
    "flip_to",
    "flip_bodies",
    "flip_exact",
    "holds_in",
    "universes",
    "holds_in_sets",
    "sets",
)
_WORDS = (
    "verdict",
    "lean",
    "amount",
    "test",
    "rule",
    "tested_unit",
    "pooled",
    "points_to",
    "method",
    "level",
)
_WHOLE = {Kind.THEME: "statement"}


@dataclass(frozen=True)
class Measured:
    """One field: `text` as changes have it; `value`: what must be as it was."""

    text: str
    value: Any


NOT_THERE = Measured("", None)
_NO_CELL = {name: Measured("0", frozenset()) for name in ("works", "items")}
"""A cell that the codebook does not have holds nothing, as `cells.py` tells it."""


def is_traced(kind: Kind, field: str) -> bool:
    """Whether a change is traced: how robust a finding is follows from the same evidence, and takes too long to try for every unit."""
    return kind in TRACED and field not in _ROBUSTNESS


def is_sum(field: str) -> bool:
    """Whether a field adds up from what units do, as counts, estimates, lists and what is told of them do; a verdict does not."""
    return field not in _WORDS


def measured(kind: Kind, row: Any, alone: bool, study: Mapping[str, str]) -> dict[str, Measured]:
    """The fields of a row. `alone`: whether only one version has the row; `study`: names of studies in the later version."""
    if row is None:
        return dict(_NO_CELL) if kind == Kind.CELL else {}
    if kind == Kind.FINDING:
        return {name: Measured(text, text) for name, text in cells_of(row, study, alone).items()}
    if kind == Kind.CELL:
        return {name: _counted(value) for name, value in _cells(row).items()}
    found = {name: Measured(text, text) for name, value in _cells(row).items() for text in [said(value)]}
    if kind in _WHOLE:
        found[""] = found[_WHOLE[kind]]
    return found


def _cells(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__slots__} if hasattr(row, "__slots__") else vars(row)


def _counted(value: Any) -> Measured:
    """A list of works or passages is told by how many they are."""
    return (
        Measured(said(len(value)), frozenset(value))
        if isinstance(value, tuple)
        else Measured(said(value), value)
    )
