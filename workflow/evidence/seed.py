"""Where the claims under test come from: a source, what it says point by point, and which claims test that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evidence.settings.declare import Text, setting, settings

KINDS = ("context", "finding", "implication")
"""What a claim or point was in its source."""


@settings
class Point:
    kind: str = setting("Context, key finding or implication", enum=KINDS)
    number: int = setting("Its place among its kind", minimum=1)
    says: Text = setting("What the source says, in short and without figures")
    claims: tuple[str, ...] = setting("The propositions that test it", minItems=1)
    unsaid: tuple[str, ...] = setting(
        "Propositions on what it leaves unsaid; they are none of its claims, and are called added by this review",
        default=(),
    )


@settings
class Seed:
    title: Text = setting("Title of the source of the claims")
    reference: Text = setting("Its reference")
    year: int = setting("Its year")
    short: Text = setting("Its short citation", default="")
    record: str = setting("A reference to its record", default="")
    claim_cases: tuple[str, ...] = setting("Cases whose extracts are the claims themselves", default=())
    note: str = setting("What readers must know of it", default="")
    points: tuple[Point, ...] = setting(
        "What it says, point by point, for the page of the re-test; without points the page says that the review is none",
        default=(),
    )
    points_note: str = setting("What readers must know of the wording and grouping of the points", default="")


def point_names(seed: Mapping[str, Any]) -> list[str]:
    """What its points are called: the kind of each with its number.

    >>> point_names({"points": [{"kind": "implication", "number": 2}]})
    ['implication 2']
    """
    return [f"{point['kind']} {point['number']}" for point in seed.get("points", ())]
