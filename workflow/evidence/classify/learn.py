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


def judges(nested: Nested, voices: Voices, settings: LearningPlan, multiple: bool) -> dict[int | None, Judge]:
    """By fold, the judge of its works, which saw none of them; under None that of works that people did not code.

    None for a fold where nothing, or the same of every work, could be learnt outside it. `voices` are those of the works of `nested`.
    """
    found: dict[int | None, Judge] = {}
    for fold in [*sorted(set(nested.folds.tolist())), None]:
        without = frozenset() if fold is None else frozenset({fold})
        truth = nested.codes[nested.outside(without)]
        if truth.any() and not truth.all():
            model = Combined(nested, voices, without, one=not multiple)
            allowed = candidates(model.unseen_, multiple)
            at = threshold(
                model.unseen_[allowed].round(4), truth[allowed], settings.precision, settings.confidence
            )
            found[fold] = Judge(model, at)
    return found


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
