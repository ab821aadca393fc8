"""Why the machine gave a code: the words that spoke for and against it, and the hand-coded works most like it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evidence.classify.alike import Weights
from evidence.classify.corpus import Batch, Corpus

MOST = 3
LEAST = 0.0005
"""A pull below it would be printed as nought."""


@dataclass(frozen=True)
class Reasons:
    """Reasons for codes of one facet. `known`: rows of `corpus.works` that have a code, `truth`: (known, k) which."""

    corpus: Corpus
    known: np.ndarray
    truth: np.ndarray
    studies: np.ndarray

    def of(self, batch: Batch, at: int, column: int, weights: Weights) -> tuple[str, ...]:
        """Of the code in this column for the work at this place of a batch; `weights` are of the machine that judged it, which
        had not seen the study of a coded work. The strongest first."""
        return (*self._words(batch, at, weights.text[:, column]), *self._neighbours(batch, at, column))

    def _words(self, batch: Batch, at: int, weights: np.ndarray) -> list[str]:
        names: Sequence[str] = self.corpus.names
        part = slice(batch.text.indptr[at], batch.text.indptr[at + 1])
        index, value = batch.text.indices[part], batch.text.data[part]
        words = index < len(names)  # runs of letters tell readers nothing
        index, pull = index[words], value[words] * weights[index[words]]
        # The vocabulary is in order of the alphabet; equal pulls are told in that order on every machine.
        order = np.lexsort((index, -np.abs(pull).round(9))).tolist()
        out = []
        for sign, told in ((1, "for"), (-1, "against")):
            loud = [i for i in order if pull[i] * sign > LEAST][:MOST]
            if loud:
                listed = ", ".join(f"{names[index[i]]} ({pull[i]:+.2f})" for i in loud)
                out.append(f"words that spoke {told} it: {listed}")
        return out

    def _neighbours(self, batch: Batch, at: int, column: int) -> list[str]:
        """The most alike hand-coded work of another study with the code, and without it."""
        own = batch.works[at].study_id
        alike = np.where(self.studies == own, 0.0, batch.alike[at, self.known])
        out = []
        for has, told in ((True, "with"), (False, "without")):
            near = np.where(self.truth[:, column] == has, alike, 0.0)
            best = int(near.argmax())  # the first of the most alike
            if near[best] > 0:
                work = self.corpus.works[self.known[best]]
                out.append(f"nearest work coded {told} it: {work.work_id} (likeness {near[best]:.2f})")
        return out
