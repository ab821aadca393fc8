"""Texts word by word: the mean of what the first layer of the model holds of each piece, rare pieces weighing more.

A static embedding (Tulkens and van Dongen 2024) with the weights of smooth inverse frequency (Arora and others 2017); how frequent a
piece is, is told by its place in the vocabulary (Zipf 1949), which is in order of frequency.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evidence.meaning.sentences import MOST_PIECES, WIDTH, unit

_FIRST = 999
"""Place of the first piece that is in order of frequency; signs and letters stand before it."""
_SMOOTH = 1e-4


class Words:
    """`tensors`: what `evidence.meaning.tensors` reads of the model's file."""

    def __init__(self, tensors: dict[str, np.ndarray]) -> None:
        name = "inner.embeddings.word_embeddings.weight"
        self._held, self._scale = tensors[f"{name}_q"], tensors[f"{name}_scale"]
        # Of the pieces that no text has had no point is made, which are most where few texts are read.
        self._points = np.empty(self._held.shape, np.float32)
        self._made = np.zeros(len(self._held), bool)

    def _make(self, pieces: np.ndarray) -> None:
        """Make the points of these pieces that are not made yet."""
        new = pieces[~self._made[pieces]]
        rank = np.maximum(new - _FIRST, 1)
        share = 1 / (rank + 2.7) / 10.3
        weight = (_SMOOTH / (_SMOOTH + share)).astype(np.float32)[:, None]
        points = self._held[new].astype(np.float32) * self._scale[new]
        # Whole numbers, so that no sum depends on its order; those of a text stay below 2^24, up to where float32 holds them all.
        whole = np.rint(points * weight * np.float32(4096))
        assert np.abs(whole).max(initial=0) * MOST_PIECES < 1 << 24
        self._points[new], self._made[new] = whole, True

    def __call__(self, texts: Sequence[Sequence[int]]) -> np.ndarray:
        """(n, 384) int16: points of length 1 in steps of 1/2048, of texts as pieces with their start and end."""
        said = [text[1:-1] for text in texts]
        self._make(np.array(sorted({piece for pieces in said for piece in pieces}), int))
        sums = np.zeros((len(texts), WIDTH))
        for n, pieces in enumerate(said):
            if pieces:
                sums[n] = self._points[pieces].sum(axis=0)
        return unit(sums)
