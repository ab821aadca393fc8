"""From raw values to membership in a set: crisp, multi-value and fuzzy."""

from __future__ import annotations

import math
from collections.abc import Sequence

FULL = 0.95  # membership at the threshold of inclusion (Ragin 2008, chapter 5)


def crisp(values: Sequence[float], threshold: float) -> list[int]:
    """1 from the threshold on, else 0."""
    return [int(value >= threshold) for value in values]


def multi_value(values: Sequence[float], thresholds: Sequence[float]) -> list[int]:
    """The number of thresholds that are reached. Raises ValueError where they do not rise."""
    if list(thresholds) != sorted(set(thresholds)):
        raise ValueError(f"thresholds must rise: {list(thresholds)}")
    return [sum(value >= threshold for threshold in thresholds) for value in values]


def fuzzy(values: Sequence[float], exclusion: float, crossover: float, inclusion: float) -> list[float]:
    """The direct method (Ragin 2008): log-odds that are linear on each side of the crossover.

    Memberships are 0.05, 0.5 and 0.95 at the three anchors, which rise or fall. Raises ValueError for other anchors.
    """
    rising = exclusion < crossover < inclusion
    if not rising and not exclusion > crossover > inclusion:
        raise ValueError(f"anchors must rise or fall: {exclusion}, {crossover}, {inclusion}")
    odds = math.log(FULL / (1 - FULL))

    def membership(value: float) -> float:
        beyond = (value >= crossover) == rising
        end = inclusion if beyond else exclusion
        z = odds * (value - crossover) / abs(end - crossover) * (1 if rising else -1)
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    return [membership(value) for value in values]
