"""What is learnt of one facet from the works that people coded: machines that judge, and from which probability on they are believed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from evidence.classify.abstain import threshold
from evidence.classify.calibrate import Calibration
from evidence.classify.combine import Combined, Nested, Voices, combined, weights
from evidence.classify.phrases import Occurrence
from evidence.classify.settings import LearningPlan


@dataclass(frozen=True)
class Judge:
    """A machine, and the probability from which on its codes are accepted."""

    model: Combined
    accept_at: float


class Judges:
    """By fold, the judge of its works, which saw none of them; under None that of works that people did not code. Each is made when it is first asked for.

    `voices` gives those of the works of `nested`. `basis`: all that these and the codes follow from, where it is known; then what was learnt on it before
    is taken from what `nested` was fitted with.
    """

    def __init__(
        self,
        nested: Nested,
        voices: Callable[[], Voices],
        settings: LearningPlan,
        multiple: bool,
        basis: Sequence[bytes] = (),
    ) -> None:
        self._nested, self._voices, self._settings, self._multiple = nested, voices, settings, multiple
        self._basis = basis
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
        if not self._basis:
            return self._learnt(without, truth)

        def made() -> np.ndarray:
            judge = self._learnt(without, truth)
            return np.r_[judge.accept_at, judge.model.calibrated.numbers()]

        told = self._nested.fitted.get([*self._basis, repr(sorted(without)).encode()], made)
        calibrated = Calibration.of(told[1:], truth.shape[1])
        return Judge(Combined(weights(self._nested, without), calibrated, not self._multiple), float(told[0]))

    def _learnt(self, without: frozenset[int], truth: np.ndarray) -> Judge:
        model, unseen = combined(self._nested, self._voices(), without, one=not self._multiple)
        allowed, plan = candidates(unseen, self._multiple), self._settings
        at = threshold(unseen[allowed].round(4), truth[allowed], plan.precision, plan.confidence)
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
