"""What made findings and pools change."""

from __future__ import annotations

from evidence.compare.rows import Cause, Change
from evidence.review import Review


def causes(before: Review, after: Review, changes: list[Change]) -> list[Cause]:
    """What caused the changes of findings and pools."""
    return []
