"""The voices on one facet brought together: one calibrated probability for each work and code.

Stacked generalisation (Wolpert 1992): what each voice says of works that it had not seen is weighed by one
logistic regression over all works and codes of the facet, so that its few weights are learnt from many
decisions and come out calibrated (Platt 1999). All works of one study stay in one fold.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator

from evidence.classify.linear import LinearModel


@dataclass(frozen=True)
class Voices:
    """What is known of n works before a model is fitted.

    `text`: (n, features) sparse. `phrases`: (n, k) how many phrases speak for each code. `meaning`: (n, d) embeddings
    or None. `study`: n study ids.
    """

    text: Any
    phrases: np.ndarray
    meaning: np.ndarray | None
    study: Sequence[str]

    def rows(self, at: np.ndarray) -> Voices:
        meaning = None if self.meaning is None else self.meaning[at]
        return Voices(self.text[at], self.phrases[at], meaning, [self.study[i] for i in at])

    def __len__(self) -> int:
        return len(self.study)


def fold_of(study_id: str, folds: int) -> int:
    """The fold of a study: the same whatever else is in the corpus.

    >>> fold_of('w-a', 5) == fold_of('w-a', 5)
    True
    """
    return int.from_bytes(hashlib.sha256(study_id.encode()).digest()[:4], "big") % folds


class Combined(BaseEstimator):
    """Text model, meaning and phrases as one classifier: `fit`, `predict_proba`, `get_params`."""

    def __init__(self, folds: int = 5) -> None:
        self.folds = folds

    def fit(self, voices: Voices, codes: np.ndarray) -> Combined:
        """Learn (n, k) bool codes. `unseen_`: (n, k) probabilities of works by voices that had not seen their study."""
        from sklearn.linear_model import LogisticRegression

        folds = np.array([fold_of(study, self.folds) for study in voices.study])
        said = [np.zeros(codes.shape) for _ in range(1 if voices.meaning is None else 2)]
        for fold in sorted(set(folds.tolist())):
            inside, outside = np.flatnonzero(folds == fold), np.flatnonzero(folds != fold)
            models = _fit(voices.rows(outside), codes[outside])
            for voice, margins in zip(said, _say(models, voices.rows(inside)), strict=True):
                voice[inside] = margins
        evidence = _stack(said, voices.phrases)
        flat = evidence.reshape(-1, evidence.shape[2])
        self._weigh = LogisticRegression(C=1.0, max_iter=1000).fit(flat, codes.ravel())
        self.unseen_ = self._probability(evidence)
        self.models_ = _fit(voices, codes)
        return self

    def predict_proba(self, voices: Voices) -> np.ndarray:
        """(n, k) probabilities, each code judged by itself."""
        return self._probability(_stack(_say(self.models_, voices), voices.phrases))

    def _probability(self, evidence: np.ndarray) -> np.ndarray:
        flat = evidence.reshape(-1, evidence.shape[2])
        return self._weigh.predict_proba(flat)[:, 1].reshape(evidence.shape[:2])


def _fit(voices: Voices, codes: np.ndarray) -> list[Any]:
    models: list[Any] = [LinearModel().fit(voices.text, codes)]
    if voices.meaning is not None:
        from evidence.classify.semantic import MeaningModel

        models.append(MeaningModel().fit(voices.meaning, codes))
    return models


def _say(models: list[Any], voices: Voices) -> list[np.ndarray]:
    said = [models[0].decision_function(voices.text)]
    if len(models) > 1:
        said.append(models[1].decision_function(voices.meaning))
    return said


def _stack(said: list[np.ndarray], phrases: np.ndarray) -> np.ndarray:
    """(n, k, features): each voice's margin, its lead over the best other code, and the phrases of the codebook."""
    columns = [column for margins in said for column in (margins, margins - _best_other(margins))]
    total = phrases.sum(axis=1, keepdims=True)
    columns += [np.minimum(phrases, 3.0), (phrases > 0) / np.maximum(total, 1)]
    return np.stack(columns, axis=2)


def _best_other(margins: np.ndarray) -> np.ndarray:
    """(n, k): the highest margin among the other codes; the own margin where there is no other."""
    if margins.shape[1] < 2:
        return margins
    order = np.sort(margins, axis=1)
    return np.where(margins == order[:, -1:], order[:, -2:-1], order[:, -1:])
