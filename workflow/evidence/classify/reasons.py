"""Why the machine gave a code: the words that spoke for and against it, and the hand-coded works most like it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

MOST = 3


class Reasons:
    """Looks up reasons for (row, column) of one facet.

    `taught` are the rows that people coded, `truth` (n, k) their codes. `models` gives for each row the machine
    that judged it, which had not seen the study of a coded work.
    """

    def __init__(
        self,
        corpus: Any,
        learnt: Sequence[str],
        taught: np.ndarray,
        truth: np.ndarray,
        models: dict[int, Any],
    ) -> None:
        self._corpus, self._learnt, self._taught, self._truth = corpus, learnt, taught, truth
        self._known = corpus.features[taught] if len(taught) else None
        self._models = models
        self._study = np.array([corpus.works[i].study_id for i in taught], object)

    def of(self, row: int, column: int) -> tuple[str, ...]:
        """Reasons in words, the strongest first."""
        return (*self._words(row, column), *self._neighbours(row, column))

    def _words(self, row: int, column: int) -> list[str]:
        if row not in self._models:
            return []
        weights = self._models[row].models_[0].coef_[column]
        index, value = self._cells(row)
        at = index < len(self._corpus.names)  # words; runs of letters tell readers nothing
        index, pull = index[at], value[at] * weights[index[at]]
        order = np.lexsort((index, -np.abs(pull))).tolist()  # the vocabulary is in order of the alphabet
        out = []
        for sign, told in ((1, "for"), (-1, "against")):
            loud = [i for i in order if pull[i] * sign > 0.0005][:MOST]
            if loud:
                words = ", ".join(f"{self._corpus.names[index[i]]} ({pull[i]:+.2f})" for i in loud)
                out.append(f"words that spoke {told} it: {words}")
        return out

    def _neighbours(self, row: int, column: int) -> list[str]:
        """The most alike hand-coded work of another study with the code, and without it."""
        if self._known is None:
            return []
        index, value = self._cells(row)
        text = np.zeros(self._known.shape[1])
        text[index] = value
        alike = (self._known @ text / 2).round(6)
        alike[self._study == self._corpus.works[row].study_id] = 0
        out = []
        for has, told in ((True, "with"), (False, "without")):
            own = np.where(self._truth[:, column] == has, alike, 0)
            best = int(own.argmax())  # the first of the most alike
            if own[best] > 0:
                work = self._corpus.works[self._taught[best]]
                out.append(f"nearest work coded {told} it: {work.work_id} (likeness {own[best]:.2f})")
        return out

    def _cells(self, row: int) -> tuple[np.ndarray, np.ndarray]:
        """Columns and values of one text."""
        features = self._corpus.features
        part = slice(features.indptr[row], features.indptr[row + 1])
        return features.indices[part], features.data[part]
