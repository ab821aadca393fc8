"""Arrays over pairs of rows: whether two values are the same, how far apart they are, what a judge says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz.process import cpdist

SLICE = 100_000


def same(texts: pa.Array, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """0 where both are missing, 1 where one is, 3 where they are the same, else 2."""
    level = np.where(equal(texts, left, right), 3, 2)
    a, b = empty(texts, left), empty(texts, right)
    return np.select([a & b, a | b], [0, 1], level)


def code(texts: pa.Array) -> np.ndarray:
    """(n,) int32: equal numbers for equal texts."""
    return texts.dictionary_encode().indices.to_numpy()


def equal(texts: pa.Array, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    codes = code(texts)
    return codes[left] == codes[right]


def empty(texts: pa.Array, rows: np.ndarray) -> np.ndarray:
    return pc.equal(texts, "").to_numpy(zero_copy_only=False)[rows]


def distance(
    texts: pa.Array, left: np.ndarray, right: np.ndarray, scorer: Callable[..., float]
) -> np.ndarray:
    """(m,) float32 scores of pairs."""
    out = np.empty(len(left), np.float32)
    for part, a, b in slices(texts, left, right):
        out[part] = cpdist(a, b, scorer=scorer, dtype=np.float32)
    return out


def each(
    texts: pa.Array, left: np.ndarray, right: np.ndarray, judge: Callable[[str, str], int]
) -> np.ndarray:
    """(m,) int8: a judgement of each pair of values."""
    out = np.empty(len(left), np.int8)
    for part, a, b in slices(texts, left, right):
        out[part] = [judge(x, y) for x, y in zip(a, b, strict=True)]
    return out


def slices(
    texts: pa.Array, left: np.ndarray, right: np.ndarray
) -> Iterator[tuple[slice, list[str], list[str]]]:
    """Values of the pairs as Python lists, a slice at a time so that memory stays bounded."""
    for start in range(0, len(left), SLICE):
        part = slice(start, start + SLICE)
        yield (
            part,
            texts.take(pa.array(left[part])).to_pylist(),
            texts.take(pa.array(right[part])).to_pylist(),
        )


def by_value(
    texts: pa.Array, left: np.ndarray, right: np.ndarray, judge: Callable[[str, str], int]
) -> np.ndarray:
    """Judge each pair of distinct values once."""
    encoded = texts.dictionary_encode()
    codes, values = encoded.indices.to_numpy().astype(np.int64), encoded.dictionary.to_pylist()
    a, b = codes[left], codes[right]
    pairs, back = np.unique(np.minimum(a, b) * len(values) + np.maximum(a, b), return_inverse=True)
    judged = [judge(values[p // len(values)], values[p % len(values)]) for p in pairs.tolist()]
    return np.array(judged, np.int8)[back] if judged else np.empty(0, np.int8)
