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
        points = tensors[f"{name}_q"].astype(np.float32) * tensors[f"{name}_scale"]
        rank = np.maximum(np.arange(len(points)) - _FIRST, 1)
        share = 1 / (rank + 2.7) / 10.3
        weight = (_SMOOTH / (_SMOOTH + share)).astype(np.float32)[:, None]
        # Whole numbers, so that no sum depends on its order; those of a text stay below 2^24, up to where float32 holds them all.
        self._points = np.rint(points * weight * np.float32(4096))
        assert np.abs(self._points).max() * MOST_PIECES < 1 << 24

    def __call__(self, texts: Sequence[Sequence[int]]) -> np.ndarray:
        """(n, 384) int16: points of length 1 in steps of 1/2048, of texts as pieces with their start and end."""
        sums = np.zeros((len(texts), WIDTH))
        for n, text in enumerate(texts):
            if text:
                sums[n] = self._points[text[1:-1]].sum(axis=0)
        return unit(sums)
