"""What each stage needs of a machine: for a scheduler that must be told before. Nothing that a stage writes depends on it.

Measured as docs/benchmarks.md says (section "What a stage needs of a machine"), with half as much again. `inputs` are megabytes
as they lie on the disk; a job that was ended for its memory or its time gets as much again at each further attempt.
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
    "ingest": Needs(400, 4),
    "deduplicate": Needs(600, 40),
    "screen": Needs(400, 25),
    "classify": Needs(700, 50, 10, 1.0),
    "extract": Needs(400, 25),
    "appraise": Needs(400, 25),
    "synthesise": Needs(500, 25, 10),
    "qca": Needs(400, 25),
    "assess": Needs(400, 25),
    "compare": Needs(400, 25),
    "brief": Needs(800, 50, 10, 0.5),
    "pdf": Needs(400, 2),
    "publish": Needs(800, 20, 15, 1.0),
}
