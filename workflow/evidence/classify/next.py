"""Which work to code next: the one whose code would teach most, and on which most depends."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

_AT_LEAST = 0.1


@dataclass(frozen=True, slots=True)
class NextWork:
    work_id: str
    value: float
    uncertainty: float
    novelty: float
    stake: float
    guess: str


def questions(
    work_ids: Sequence[str],
    entropy: np.ndarray,
    features: Any,
    staked: Mapping[str, float],
    guess: Callable[[str], str],
    most: int,
) -> list[NextWork]:
    """The `most` best questions, by what is at stake x uncertainty x novelty, each new to those before it.

    `staked`: by work the verdicts that it is expected to move (`waiting/needs.py`); a tenth of one beside it, so that a work on which none hangs is
    asked for what it teaches; where nothing is staked all works weigh alike. `entropy`: (n,) in bits, summed over facets. `guess`: what a work may be about, in words. `features`: (n, words) sparse rows of length 1. Novelty is one minus the
    likeness to the most alike work already chosen, so that one subject is not asked about ten times.
    """
    left = list(range(len(work_ids)))
    chosen: list[NextWork] = []
    likeness = np.zeros(len(work_ids))
    stake = np.array([_AT_LEAST + staked.get(name, 0.0) for name in work_ids])
    while left and len(chosen) < most:
        value = entropy[left] * (1 - likeness[left]) * stake[left]
        best = left[min(range(len(left)), key=lambda i: (-round(float(value[i]), 6), work_ids[left[i]]))]
        name = work_ids[best]
        worth = float(entropy[best] * (1 - likeness[best]) * stake[best])
        chosen.append(
            NextWork(
                name,
                round(worth, 4),
                round(float(entropy[best]), 4),
                round(float(1 - likeness[best]), 4),
                staked.get(name, 0.0),
                guess(name),
            )
        )
        left.remove(best)
        likeness = np.maximum(likeness, (features @ features[best].T).toarray().ravel())
    return chosen


def entropy(p: np.ndarray) -> np.ndarray:
    """(n,) bits: how unsure the machine is of all codes of each row together."""
    p = np.clip(p, 1e-6, 1 - 1e-6)
    return -(p * np.log2(p) + (1 - p) * np.log2(1 - p)).sum(axis=1)
