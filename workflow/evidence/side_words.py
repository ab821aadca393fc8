"""The side that a study takes on a claim, and how directly: words of what people read and of what follows from it."""

from __future__ import annotations

from enum import StrEnum


class Side(StrEnum):
    """What a study says to a claim."""

    FOR = "for"
    AGAINST = "against"
    QUALIFIES = "qualifies"
    SILENT = "silent"
    NOT_READ = "not_read"


TAKEN = (Side.FOR, Side.QUALIFIES, Side.AGAINST)
"""The sides with which a study says something; a silent one was read and says nothing, one that is not read may say anything."""


class Directness(StrEnum):
    """How directly a study compares what a claim compares, the most direct first."""

    DIRECT = "direct"
    RELATED = "related"
    ONE_ARM = "one_arm"
    PROXY = "proxy"
    NOT_STATED = ""
