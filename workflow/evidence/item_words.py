"""Words of evidence items that claims name too: what an item is, and which way it points."""

from __future__ import annotations

import re
from enum import StrEnum

_RAW = re.compile(r"\b[A-Za-z0-9]+(?:_[A-Za-z0-9]+)+\b|\b[a-z]{3,}(?:[A-Z][a-z]+)+\b")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


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


def as_words(text: str) -> str:
    """A text in which raw names of variables are words; all else stands as it is.

    >>> as_words("classRoomTraining vs none: log_wage_effect, by McKinsey")
    'class room training vs none: log wage effect, by McKinsey'
    """
    return _RAW.sub(_in_words, text)


def _in_words(match: re.Match[str]) -> str:
    name = match.group()
    return name.replace("_", " ") if "_" in name else _HUMP.sub(" ", name).lower()


STATED = tuple(direction for direction in Direction if direction)
"""The directions that can be stated, in the order in which they are shown."""
