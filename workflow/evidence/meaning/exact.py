"""Arithmetic of a neural network whose every bit is the same on every machine.

Sums of floats depend on their order, and the order on the processor, the number of threads and the size of the batch. Here whatever is
summed is whole numbers small enough that no partial sum passes 2^24 (2^53 in double precision), so that every order gives the same
sum without rounding (Jacob and others 2018 compute with whole numbers for speed, Kim and others 2021 for a whole BERT; here they run on
the float units that every processor has). All else is +, -, *, / and the square root, number by number, which IEEE 754 rounds
correctly; exponentials and the like are read from tables, whose entries are rounded far above the last digit of any library.
"""

from __future__ import annotations

from math import erf, exp, sqrt

import numpy as np

Floats = np.ndarray  # of float32 throughout
WHOLE = 1 << 24
"""Up to here float32 holds every whole number."""
BLOCK = 384
"""Columns that one product sums over; more are cut into blocks, which are added in order."""


def levels_for(weights: Floats) -> int:
    """The largest whole number that each of (k, m) whole-numbered weights may be met with, so that no partial sum passes 2^24."""
    most = max(float(np.abs(part).sum(axis=0, dtype=np.float64).max()) for part in blocks(weights))
    return int((WHOLE - 1) // max(most, 1.0))


def blocks(weights: Floats) -> list[Floats]:
    return [weights[at : at + BLOCK] for at in range(0, len(weights), BLOCK)]


def quantised(x: Floats, levels: int) -> tuple[Floats, Floats]:
    """(..., k) numbers as whole numbers of -levels to levels, and the (..., 1) step of each row.

    Below 2^21 levels nothing passes them: two roundings of float32 make the largest number longer by less than half a level.
    """
    assert levels < 1 << 21
    most = np.abs(x).max(axis=-1, keepdims=True)
    np.maximum(most, np.float32(1e-20), out=most)
    whole = x * (np.float32(levels) / most)
    np.rint(whole, out=whole)
    return whole, most / np.float32(levels)


class Linear:
    """x W + b for weights that are (k, m) whole numbers times the step of their column."""

    def __init__(self, whole: np.ndarray, step: Floats, bias: Floats) -> None:
        whole = whole.astype(np.float32)
        self._levels = levels_for(whole)
        self._blocks = [np.ascontiguousarray(part) for part in blocks(whole)]
        self._step, self._bias = step.reshape(1, -1).astype(np.float32), bias.astype(np.float32)

    def __call__(self, x: Floats) -> Floats:
        whole, step = quantised(x, self._levels)
        parts = np.split(whole, len(self._blocks), axis=1) if len(self._blocks) > 1 else [whole]
        y = np.ascontiguousarray(parts[0]) @ self._blocks[0]
        for part, weights in zip(parts[1:], self._blocks[1:], strict=True):
            y += np.ascontiguousarray(part) @ weights
        y *= step
        y *= self._step
        y += self._bias
        return y


_GRID = np.float32(1 << 12)
"""Steps of one in which numbers are put before they are summed in double precision."""


def layer_norm(x: Floats, weight: Floats, bias: Floats) -> Floats:
    """Each row with mean 0 and variance 1, times weight plus bias (Ba and others 2016)."""
    whole = np.rint(x * _GRID).astype(np.float64)
    n = whole.shape[-1]
    total = whole.sum(axis=-1, keepdims=True)
    squares = np.einsum("ij,ij->i", whole, whole)[:, None]
    spread = np.sqrt((squares * n - total * total) + 1e-12)  # n times the standard deviation
    y = ((whole * n - total) / spread).astype(np.float32)
    y *= weight
    y += bias
    return y


_FINE = 512
_EXP = np.array([round(exp(-(i + 0.5) / _FINE) * 32768) for i in range(12 * _FINE)], dtype=np.float32)
_SHARES = np.float32(1 << 13)
"""What the weights of one attention sum to, but for rounding."""


def softmax(scores: Floats) -> Floats:
    """exp of each row over its sum, in whole 8192ths; the scores are in 512ths, of up to 512 columns."""
    powers = _read(_EXP, scores.max(axis=-1, keepdims=True) - scores)
    # 512 * 2^15 is 2^24: the sum is whole, whatever its order.
    powers *= _SHARES / powers.sum(axis=-1, keepdims=True)
    return np.rint(powers, out=powers)


_AT_ONCE = 64
"""Rows that are looked up at once, so that they stay beside the processor."""
_FAR = 6
_NORMAL = np.array(
    [
        round((1 + erf((i + 0.5) / 1024 / sqrt(2))) * (1 << 19)) / (1 << 20)
        for i in range(-_FAR * 1024, _FAR * 1024)
    ],
    dtype=np.float32,
)


def gelu(x: Floats) -> Floats:
    """x times the share of a normal distribution below x (Hendrycks and Gimpel 2016)."""
    y = np.empty_like(x)
    for start in range(0, len(x), _AT_ONCE):
        some, own = x[start : start + _AT_ONCE], y[start : start + _AT_ONCE]
        np.multiply(some, np.float32(1024), out=own)
        own += np.float32(_FAR * 1024)
        _read(_NORMAL, own)
        own *= some
    return y


def _read(table: Floats, at: Floats) -> Floats:
    """The entries of a table at whole parts of numbers, its ends for what lies beyond them; in the place of the numbers."""
    np.clip(at, 0, len(table) - 1, out=at)
    # By way of 32 bits, which processors convert many at a time; "wrap", which none of them needs, is the quickest way to write in place.
    found: Floats = np.take(table, at.astype(np.int32).astype(np.intp), out=at, mode="wrap")
    return found


_SIDE = 724
"""32 numbers of a head times 724 squared stay below 2^24."""
_HELD = (WHOLE - 1) // (int(_SHARES) + 256)
"""Weights of one attention are at most 8192 and half a step for each of 512 words."""


def attention(query: Floats, key: Floats, value: Floats) -> Floats:
    """(n, heads, words, 32) each: what every word takes from every other of its text (Vaswani and others 2017)."""
    q, q_step = quantised(query, _SIDE)
    k, k_step = quantised(key, _SIDE)
    scores = q @ k.transpose(0, 1, 3, 2)
    scores *= q_step * np.float32(_FINE / sqrt(32))
    scores *= k_step.transpose(0, 1, 3, 2)
    v, v_step = quantised(value.transpose(0, 1, 3, 2), _HELD)  # one step for each number of a head
    y = softmax(scores) @ np.ascontiguousarray(v.transpose(0, 1, 3, 2))
    y *= v_step.transpose(0, 1, 3, 2)
    y *= np.float32(1) / _SHARES
    return y
