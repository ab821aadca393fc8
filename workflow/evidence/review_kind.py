"""What kinds of review there are, and what each is meant to have besides its map."""

from __future__ import annotations

from enum import StrEnum


class ReviewKind(StrEnum):
    """What is meant to come of a review."""

    EFFECTS = "effects"
    QUALITATIVE = "qualitative"
    BOTH = "both"
    MAP = "map"


class Part(StrEnum):
    """What a review may be meant to have besides its map."""

    CLAIMS = "claims"
    EFFECTS = "effects"
    CASES = "cases"


OF_KIND = {
    ReviewKind.EFFECTS: {Part.CLAIMS, Part.EFFECTS},
    ReviewKind.QUALITATIVE: {Part.CLAIMS, Part.CASES},
    ReviewKind.BOTH: {*Part},
    ReviewKind.MAP: set(),
}
