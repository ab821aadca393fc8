"""The machine for one facet with the face of a scikit-learn estimator: texts and codes in, probabilities out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from evidence.classify.alike import Alike
from evidence.classify.combine import Nested, Voices, combined
from evidence.classify.words import TextFeatures
from evidence.estimator import Estimator


class TextClassifier(Estimator):
    """What *classify* learns of a facet, for use outside the pipeline: `fit`, `predict_proba`, `get_params`."""

    def __init__(self, folds: int = 5, one: bool = False) -> None:
        """`one`: a text has one code, and its probabilities come to 1."""
        self.folds, self.one = folds, one

    def fit(
        self,
        texts: Sequence[str],
        codes: np.ndarray,
        groups: Sequence[str] | None = None,
        meaning: np.ndarray | None = None,
        likeness: np.ndarray | None = None,
        phrases: np.ndarray | None = None,
        said: Sequence[str] = (),
        said_meaning: np.ndarray | None = None,
    ) -> TextClassifier:
        """Learn (n, k) bool codes. `groups`: ids of studies, whose texts are left out together; each text is its own where left out.

        `meaning`: (n, d). `likeness`: (n, k) to what is said of each code. `phrases`: (n, k) counts. `said`: k texts, what is said of each code, which are learnt from too; with their
        meaning (k, d) where texts have one. With no text at all, or where
        all or none have every code, `predict_proba` orders codes by likeness and phrases alone, and is no probability (`calibrated_` is False).
        `unseen_`: (n, k) probabilities as if the group of a text had not been seen.
        """
        codes = np.asarray(codes, bool)
        self.calibrated_ = bool(codes.any() and not codes.all())
        if self.calibrated_:
            self._reader = TextFeatures()
            read = self._reader.fit_transform([*texts, *said])
            voices = _voices(read[: len(texts)], meaning, likeness, phrases, codes.shape[1], groups)
            meant = meaning if meaning is None or said_meaning is None else np.vstack([meaning, said_meaning])
            nested = Nested(Alike.of(read, meant), codes, voices.study, self.folds)
            self._model, self.unseen_ = combined(nested, voices, one=self.one)
        return self

    def predict_proba(
        self,
        texts: Sequence[str],
        meaning: np.ndarray | None = None,
        likeness: np.ndarray | None = None,
        phrases: np.ndarray | None = None,
    ) -> np.ndarray:
        """(m, k) probabilities, each code judged by itself."""
        if self.calibrated_:
            k = len(self._model.weights_.constant)
            read = self._reader.transform(texts)
            return self._model.predict_proba(_voices(read, meaning, likeness, phrases, k))
        return guessed(likeness, phrases)


def _voices(
    text: Any,
    meaning: np.ndarray | None,
    likeness: np.ndarray | None,
    phrases: np.ndarray | None,
    k: int,
    groups: Sequence[str] | None = None,
) -> Voices:
    n = text.shape[0]
    counted = np.zeros((n, k)) if phrases is None else phrases
    return Voices(text, counted, meaning, likeness, [str(i) for i in range(n)] if groups is None else groups)


def guessed(likeness: np.ndarray | None, phrases: np.ndarray | None) -> np.ndarray:
    """(n, k) from 0 to 1, in the order of what the codebook alone says: phrases first, then likeness. Not a probability."""
    said = np.zeros((0, 0)) if likeness is None and phrases is None else 0.0
    if likeness is not None:
        said = said + (1 + np.clip(likeness, -1, 1)) / 4
    if phrases is not None:
        said = said + np.minimum(phrases, 3) / 6
    return np.asarray(said)
