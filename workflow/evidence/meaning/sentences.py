"""Texts taken whole: all-MiniLM-L6-v2 (Wang and others 2020; Reimers and Gurevych 2019) by numpy alone.

Six layers of a BERT (Devlin and others 2019) over at most 256 pieces of words; the mean of what comes out for them is the text.
The weights are those of the package, whole numbers of -127 to 127 with a step for each column; `exact` says why no sum depends on
the machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby

import numpy as np

from evidence.cores import cores
from evidence.meaning.exact import Linear, attention, gelu, layer_norm

WIDTH, HEADS, LAYERS = 384, 12, 6
MOST_PIECES = 256
AT_ONCE = 512
"""Pieces of words that are computed at once, so that they stay in the processor's memory."""
GRID = 2048
"""Steps of one in which points are given: a product of two points of length 1 is whole numbers below 2^24, so it is exact in float32 too."""

Pieces = Sequence[int]


class Sentences:
    """The model. `tensors`: what `evidence.meaning.tensors` reads of its file."""

    def __init__(self, tensors: dict[str, np.ndarray]) -> None:
        self._words = tensors["inner.embeddings.word_embeddings.weight_q"]
        self._word_step = tensors["inner.embeddings.word_embeddings.weight_scale"]
        own = "inner.embeddings.position_embeddings.weight"
        places = tensors[f"{own}_q"].astype(np.float32) * tensors[f"{own}_scale"]
        self._places = places + tensors["inner.embeddings.token_type_embeddings.weight"][0]
        self._norm = _norm(tensors, "inner.embeddings.LayerNorm")
        # The matrices have numbers for names, six in each layer, in order of their use.
        whole = [name[:-2] for name in tensors if name.startswith("val_") and name.endswith("_q")]
        self._layers = [_Layer(tensors, n, whole[6 * n : 6 * n + 6]) for n in range(LAYERS)]

    def __call__(self, texts: Sequence[Pieces]) -> np.ndarray:
        """(n, 384) int16: points of length 1 in steps of 1/2048, of texts as pieces of words; 256 pieces each at most, noughts for none."""
        out = np.zeros((len(texts), WIDTH), np.int16)
        order = sorted((i for i, text in enumerate(texts) if text), key=lambda i: len(texts[i]))
        batches = list(_batches(order, texts))
        # numpy lets go of the interpreter while it computes, so that threads are enough.
        with ThreadPoolExecutor(cores()) as pool:
            points = pool.map(lambda some: self._points([texts[i] for i in some]), batches)
            for some, read in zip(batches, points, strict=True):
                out[some] = read
        return out

    def _points(self, texts: list[Pieces]) -> np.ndarray:
        lengths = [len(text) for text in texts]
        pieces = np.concatenate([np.asarray(text, dtype=np.intp) for text in texts])
        places = np.concatenate([np.arange(length) for length in lengths])
        x = self._words[pieces].astype(np.float32) * self._word_step[pieces] + self._places[places]
        x = layer_norm(x, *self._norm)
        for layer in self._layers:
            x = layer(x, lengths)
        whole = np.rint(x * np.float32(4096)).astype(np.float64)
        starts = np.cumsum([0, *lengths[:-1]])
        sums = np.add.reduceat(whole, starts, axis=0)
        means = np.rint(sums * (16 / np.array(lengths, dtype=np.float64)[:, None]))
        return unit(means)


def unit(points: np.ndarray) -> np.ndarray:
    """(n, d) whole numbers below 2^20 as points of length 1 in steps of 1/2048, int16; noughts stay noughts."""
    length = np.sqrt((points * points).sum(axis=1, keepdims=True))
    whole: np.ndarray = np.rint(points / np.maximum(length, 1) * GRID).astype(np.int16)
    return whole


def _batches(order: list[int], texts: Sequence[Pieces]) -> Iterator[list[int]]:
    some: list[int] = []
    size = 0
    for i in order:
        if some and size + len(texts[i]) > AT_ONCE:
            yield some
            some, size = [], 0
        some.append(i)
        size += len(texts[i])
    if some:
        yield some


class _Layer:
    def __init__(self, tensors: dict[str, np.ndarray], number: int, whole: list[str]) -> None:
        at = f"inner.encoder.layer.{number}"

        def linear(matrix: str, bias: str) -> Linear:
            return Linear(tensors[f"{matrix}_q"], tensors[f"{matrix}_scale"], tensors[f"{at}.{bias}.bias"])

        sides = [f"attention.self.{name}" for name in ("query", "key", "value")]
        self._sides = Linear(
            np.hstack([tensors[f"{name}_q"] for name in whole[:3]]),
            np.hstack([tensors[f"{name}_scale"] for name in whole[:3]]),
            np.hstack([tensors[f"{at}.{side}.bias"] for side in sides]),
        )
        self._gather = linear(whole[3], "attention.output.dense")
        self._widen = linear(whole[4], "intermediate.dense")
        self._narrow = linear(whole[5], "output.dense")
        self._norms = [_norm(tensors, f"{at}.{place}.LayerNorm") for place in ("attention.output", "output")]

    def __call__(self, x: np.ndarray, lengths: list[int]) -> np.ndarray:
        """(pieces, 384) of texts one after the other, of these lengths."""
        taken = _taken(self._sides(x), lengths)
        y = self._gather(taken)
        y += x
        x = layer_norm(y, *self._norms[0])
        y = self._narrow(gelu(self._widen(x)))
        y += x
        return layer_norm(y, *self._norms[1])


def _taken(sides: np.ndarray, lengths: list[int]) -> np.ndarray:
    """Attention within each text; texts of one length go together."""
    out = np.empty((len(sides), WIDTH), np.float32)
    at = 0
    for length, group in groupby(lengths):
        n = len(list(group))
        rows = slice(at, at + n * length)
        own = sides[rows].reshape(n, length, 3, HEADS, WIDTH // HEADS).transpose(2, 0, 3, 1, 4)
        query, key, value = np.ascontiguousarray(own)
        out[rows] = attention(query, key, value).transpose(0, 2, 1, 3).reshape(-1, WIDTH)
        at = rows.stop
    return out


def _norm(tensors: dict[str, np.ndarray], name: str) -> tuple[np.ndarray, np.ndarray]:
    return tensors[f"{name}.weight"], tensors[f"{name}.bias"]
