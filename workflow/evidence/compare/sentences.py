"""Sentences that are not as they were, word by word."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.compare.rows import Change
from evidence.releases.said import Said


def sentences(before: Sequence[Said], after: Sequence[Said]) -> list[Change]:
    """The sentences that changed."""
    return []


def words(before: str, after: str) -> list[tuple[str, str]]:
    """What was kept, went out and came in."""
    return [("out", before), ("in", after)]
