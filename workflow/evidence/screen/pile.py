"""What was read of the works of one kind, with or without an abstract: by a ranking first, then by chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evidence.screen.urns import ranked_p, sample_p

_FEW = 3
"""Fewer works are no sample: one or two may stand first in the order of chance by accident."""


@dataclass(frozen=True, slots=True)
class Pile:
    """Works of one kind: `ranked` (n,) answers in order of reading, then `drawn` (m,) answers of a random sample of the rest. `total` leaves out
    the `early` (k,) answers, drawn by chance before the last that was not, where no lead helped to find them."""

    ranked: np.ndarray
    drawn: np.ndarray
    early: np.ndarray
    total: int
    ends: np.ndarray | None

    @property
    def found(self) -> int:
        return int(self.ranked.sum() + self.drawn.sum() + self.early.sum())

    @property
    def urn(self) -> int:
        """Works of which the sample was drawn."""
        return self.total - len(self.ranked)

    @property
    def left(self) -> int:
        return self.urn - len(self.drawn)

    def by_sample(self, missing: int) -> float:
        """p that `missing` or more are unread, by the sample alone."""
        return 0.0 if missing > self.left else sample_p(self.drawn, self.urn, int(self.drawn.sum()) + missing)

    def by_ranking(self, missing: int, lead: float) -> float:
        """p that `missing` or more were unread when the ranked reading ended."""
        return ranked_p(self.ranked, self.total, int(self.ranked.sum()) + missing, lead, self.ends)


def pile_of(answers: np.ndarray, chance: np.ndarray, blocks: np.ndarray, total: int) -> Pile:
    """The sample is what was drawn after the last work that was not."""
    last = int(np.flatnonzero(~chance)[-1]) + 1 if (~chance).any() else 0
    last = len(answers) if len(answers) - last < _FEW else last
    ranked = ~chance[:last]
    before, numbers = answers[:last][ranked], blocks[:last][ranked]
    ends = np.flatnonzero(np.diff(numbers)) + 1
    known = len(ends) == max(len(before) - 1, 0)
    early = answers[:last][~ranked]
    return Pile(before, answers[last:], early, total - len(early), None if known else ends)
