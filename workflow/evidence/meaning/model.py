"""The model as it is installed, loaded once, checked by a text whose point is known, and run."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from evidence.errors import UserError
from evidence.meaning.cache import remembered
from evidence.meaning.sentences import MOST_PIECES, WIDTH, Sentences
from evidence.meaning.tensors import tensors
from evidence.meaning.weights import SHA256, weights
from evidence.meaning.wordpieces import WordPieces
from evidence.meaning.words import Words

_KNOWN = "Does co-ordination between municipalities and voluntary organisations change what tenants get?"
_ITS_POINT = "4ab824bcad1d8030bb5ec39dd3b351702c62e9f3f6fd5b2f70a1ca1211802fbe"
"""sha256 of the point of that text, as 384 numbers of 16 bits, the low byte first."""


def points_of_sentences(texts: Sequence[str], folder: Path | None) -> np.ndarray:
    """(n, 384) int16 points of texts, read whole. `folder`: for what was read before."""
    # Named by the weights, so that nothing is taken that others made.
    file = folder / f"sentences-{SHA256[:12]}.bin" if folder else None
    return remembered(
        texts, WIDTH, lambda new: _sentences()([_pieces()(text, MOST_PIECES) for text in new]), file
    )


def points_of_words(texts: Sequence[str]) -> np.ndarray:
    """(n, 384) int16 points of texts, read word by word."""
    return _words()([_pieces()(text, MOST_PIECES) for text in texts])


@cache
def _pieces() -> WordPieces:
    return WordPieces()


@cache
def _words() -> Words:
    return Words(tensors(weights()))


@cache
def _sentences() -> Sentences:
    model = Sentences(tensors(weights()))
    point = model([_pieces()(_KNOWN, MOST_PIECES)])
    if hashlib.sha256(point.astype("<i2").tobytes()).hexdigest() != _ITS_POINT:
        raise UserError(
            "this machine computes the language model to other numbers than every machine should",
            file="config/config.yaml",
            field="meaning.voice",
            value="sentences",
            fix="install numpy as the lock names it, or write `meaning: {voice: none}`; and please report the processor",
        )
    return model
