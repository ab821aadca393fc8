"""Why the machine gave a code: the words that spoke for and against it, and the hand-coded works most like it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

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
        pull = value * weights[index]
        out = []
        for sign, told in ((1, "for"), (-1, "against")):
            # Runs of letters, which come after the words, tell readers nothing.
            loud = np.flatnonzero((pull * sign > LEAST) & (index < len(names)))
            if len(loud):
                # The vocabulary is in order of the alphabet; equal pulls are told in that order on every machine.
                first = loud[np.lexsort((index[loud], -np.abs(pull[loud]).round(9)))][:MOST].tolist()
                listed = ", ".join(f"{names[index[i]]} ({pull[i]:+.2f})" for i in first)
                out.append(f"words that spoke {told} it: {listed}")
        return out

    def _neighbours(self, batch: Batch, at: int, column: int) -> list[str]:
        """The most alike hand-coded work of another study with the code, and without it."""
        own = batch.works[at].study_id
        out = []
        for places, told in zip(self._sides[column], ("with", "without"), strict=True):
            alike = batch.alike[at, self.known[places]]
            if own in self._own:
                alike = np.where(self.studies[places] == own, 0.0, alike)
            best = int(alike.argmax()) if len(alike) else 0  # the first of the most alike
            if len(alike) and alike[best] > 0:
                work = self.corpus.works[self.known[places[best]]]
                out.append(f"nearest work coded {told} it: {work.work_id} (likeness {alike[best]:.2f})")
        return out

    @cached_property
    def _own(self) -> set[str]:
        return set(self.studies.tolist())

    @cached_property
    def _sides(self) -> list[tuple[np.ndarray, np.ndarray]]:
        """For each code the places of works with it, and of those without it."""
        return [(np.flatnonzero(column), np.flatnonzero(~column)) for column in self.truth.T]
