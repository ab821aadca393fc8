"""The working state beside the last release."""

from __future__ import annotations

from evidence.compare.causes import causes
from evidence.compare.differences import differences
from evidence.compare.rows import Cause, Change, Kind
from evidence.review import Review


def compare(before: Review, after: Review) -> tuple[list[Change], list[Cause]]:
    """What changed between two reviews, and what caused it.

    The program is named only where it caused something: the same evidence from another version of a library is the same evidence.
    """
    changes = differences(before, after)
    found = causes(before, after, changes)
    by_program = any(cause.kind == Kind.PROGRAM for cause in found)
    return [change for change in changes if by_program or change.kind != Kind.PROGRAM], found
