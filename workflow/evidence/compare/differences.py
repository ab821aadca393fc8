"""What is not as it was."""

from __future__ import annotations

from evidence.compare.rows import Change
from evidence.review import Review


def differences(before: Review, after: Review) -> list[Change]:
    """What changed between two reviews."""
    return []
