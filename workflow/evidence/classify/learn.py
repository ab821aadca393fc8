"""What is learnt of one facet from the works that people coded: machines that judge, and from which probability on they are believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evidence.classify.abstain import threshold
from evidence.classify.combine import Combined, Nested, Voices
from evidence.classify.phrases import Occurrence
from evidence.classify.settings import LearningPlan


@dataclass(frozen=True)
class Judge:
    """A machine, and the probability from which on its codes are accepted."""

    model: Combined
    accept_at: float


class Judges:
    """By fold, the judge of its works, which saw none of them; under None that of works that people did not code. Each is made when it is first asked for.

    `voices` are those of the works of `nested`.
    """

    def __init__(self, nested: Nested, voices: Voices, settings: LearningPlan, multiple: bool) -> None:
        self._nested, self._voices, self._settings, self._multiple = nested, voices, settings, multiple
        self._made: dict[int | None, Judge | None] = {}

    def of(self, fold: int | None) -> Judge | None:
        """None where nothing, or the same of every work, could be learnt outside the fold."""
        if fold not in self._made:
            self._made[fold] = self._judge(frozenset() if fold is None else frozenset({fold}))
        return self._made[fold]

    def _judge(self, without: frozenset[int]) -> Judge | None:
        truth = self._nested.codes[self._nested.outside(without)]
        if not truth.any() or truth.all():
            return None
        model = Combined(self._nested, self._voices, without, one=not self._multiple)
        allowed, plan = candidates(model.unseen_, self._multiple), self._settings
        at = threshold(model.unseen_[allowed].round(4), truth[allowed], plan.precision, plan.confidence)
        return Judge(model, at)


def candidates(p: np.ndarray, multiple: bool) -> np.ndarray:
    """(n, k) bool: codes that could be accepted; of a facet with one code a work, the best."""
    if multiple or not p.size:
        return np.ones(p.shape, bool)
    best = np.zeros(p.shape, bool)
    best[np.arange(len(p)), p.argmax(axis=1)] = True
    return best


def counted_phrases(found: Sequence[Sequence[Occurrence]], codes: Sequence[str]) -> np.ndarray:
    """(n, k): how many phrases speak for each code, of the places that phrases have in each text."""
    column = {code: n for n, code in enumerate(codes)}
    counts = np.zeros((len(found), len(codes)), np.float32)
    for row, places in enumerate(found):
        for place in places:
            if not place.kept_from and place.code in column:
                counts[row, column[place.code]] += 1
    return counts
