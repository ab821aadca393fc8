"""Words of evidence items that claims name too: what an item is, and which way it points."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """Whether an item is a coded passage or a row of outcomes."""

    EXTRACT = "extract"
    EFFECT = "effect"


class Direction(StrEnum):
    """Direction of effect from the standpoint of the outcome's benefit (SWiM item 3)."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    MIXED = "mixed"
    NONE = "none"
    NOT_STATED = ""

    @property
    def sign(self) -> int:
        """1 for benefit, -1 for harm, 0 where it is neither."""
        return {Direction.POSITIVE: 1, Direction.NEGATIVE: -1}.get(self, 0)

    @property
    def turned(self) -> Direction:
        """The direction for the other of the two that are compared."""
        return {Direction.POSITIVE: Direction.NEGATIVE, Direction.NEGATIVE: Direction.POSITIVE}.get(
            self, self
        )


STATED = tuple(direction for direction in Direction if direction)
"""The directions that can be stated, in the order in which they are shown."""
