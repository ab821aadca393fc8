"""What each stage needs of a machine: for a scheduler that must be told before. Nothing that a stage writes depends on it.

By measurement: the largest resident set of each stage at 200,000 works and, of those up to *extract*, at a million (docs/scale.md), over the megabytes of
its inputs as they lie on the disk (a million works: 1,413 of exports, 930 of records, 1,360 of what *screen* and later stages read), and half as
much again. A job that was ended for its memory or its time gets as much again at each further attempt.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

MOST = 250_000
"""No job asks for more megabytes than this: a scheduler refuses what no node has, and says so only by waiting."""


@dataclass(frozen=True, slots=True)
class Needs:
    """`memory`: megabytes of an empty review. `growth`: further ones for each megabyte of input. `minutes`, `pace`: the same of time."""

    memory: int
    growth: float
    minutes: int = 5
    pace: float = 0.2
    threads: int = 1

    def mem_mb(self, inputs: float, attempt: int = 1) -> int:
        """Megabytes to ask for.

        >>> Needs(300, 10).mem_mb(20), Needs(300, 10).mem_mb(20, attempt=2), Needs(300, 10).mem_mb(1e6)
        (500, 1000, 250000)
        """
        return min(MOST, ceil(self.memory + self.growth * inputs) * attempt)

    def runtime(self, inputs: float, attempt: int = 1) -> int:
        """Minutes to ask for."""
        return ceil(self.minutes + self.pace * inputs) * attempt


NEEDS = {
    "ingest": Needs(600, 0.5),
    "deduplicate": Needs(600, 11),
    "screen": Needs(400, 3),
    "classify": Needs(900, 3, 10, 0.5),
    "extract": Needs(400, 2),
    "appraise": Needs(400, 2),
    "synthesise": Needs(500, 2, 10),
    "qca": Needs(400, 2),
    "assess": Needs(400, 2),
    "compare": Needs(400, 25),
    "brief": Needs(800, 5, 10, 0.2),
    "pdf": Needs(400, 2),
    "publish": Needs(800, 20, 15, 1.0),
}
