"""Logistic regression of many codes at once, where there are fewer works to learn from than words to learn.

The weights of an L2-penalised logistic regression are sums of the works that it learnt from (Kimeldorf and Wahba 1971), so it is fitted on
how alike works are: an (n, n) table that is made once and that every fold only picks from. The problem is strictly convex
and solved to its optimum (Newton steps, each by conjugate gradients), so that neither solver nor machine decides.
Written here because the solvers of scikit-learn take one code at a time and features, not likenesses; a test holds it to the optimum of
theirs.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

STEPS, INNER = 60, 200
CLOSE = 1e-9
"""How far the gradient may be from nought, as a share of one work's weight: seven digits below what is rounded."""

NOTHING = 1e-26
"""A square that is nothing but rounding."""
ROUGH = 0.1
"""Up to which share of it the first steps are solved; the nearer the optimum, the better."""
NEAR = 1e-3
"""Margins that move by less are so near the optimum that a whole step is always the best."""

Times = Callable[[np.ndarray], np.ndarray]
"""The table of likenesses times an (n, k) matrix."""


def fit(
    times: Times,
    codes: np.ndarray,
    C: float,
    start: np.ndarray | None = None,
    counts: np.ndarray | None = None,
) -> np.ndarray:
    """(n, k): what each work adds to the weights of each code; `times` of it are the margins of the works.

    `codes`: (n, k) bool. `C` is that of scikit-learn: the sum of losses weighs C times as much as half the squared weights. The intercept is among
    the likenesses: a constant added to all of them. Works with and without a code weigh the same in all, as `class_weight="balanced"` has it. `start`: a guess at
    what is returned, which saves steps and changes nothing. `counts`: (n,) as how many works each counts; one where left out.
    """
    y = codes.astype(float)
    if not y.size:
        return y
    weight = C * balanced(codes, counts)
    a = np.zeros(y.shape) if start is None else start
    f = times(a) if start is not None else a
    far = np.inf
    for _ in range(STEPS):
        p = sigmoid(f)
        lean = a - weight * (y - p)  # the gradient, as sums of works
        if np.abs(lean).max() < CLOSE * weight.max():
            break
        step, moved = _newton(times, weight * p * (1 - p), lean, min(ROUGH, far))
        far = np.abs(moved).max()
        if far > NEAR:
            share = _halved(y, f, a, step, moved, weight)
            step, moved = share * step, share * moved
        a, f = a - step, f - moved
    return weight * (y - sigmoid(f))


def _newton(times: Times, curve: np.ndarray, lean: np.ndarray, near: float) -> tuple[np.ndarray, np.ndarray]:
    """Solves (curve K + 1) step = lean for all codes by conjugate gradients in the inner product of K, up to a share `near`; (step, K step)."""
    step, moved = np.zeros(lean.shape), np.zeros(lean.shape)
    left = lean.copy()
    seen = times(left)
    way, seen_way = left, seen
    size = (left * seen).sum(axis=0)
    enough = np.maximum(size * near**2, NOTHING)
    for _ in range(INNER):
        if (size <= enough).all():
            break
        pushed = curve * seen_way + way
        length = (seen_way * pushed).sum(axis=0)
        by = np.divide(size, length, out=np.zeros_like(size), where=length > 0)
        step, moved = step + by * way, moved + by * seen_way
        left = left - by * pushed
        seen = times(left)
        before, size = size, (left * seen).sum(axis=0)
        turn = np.divide(size, before, out=np.zeros_like(size), where=before > 0)
        way, seen_way = left + turn * way, seen + turn * seen_way
    if near < NEAR:
        # Works that are the same to the last word leave the steps of each undecided; what is left says what they must be.
        return step + left, moved + seen
    return step, moved


def _halved(
    y: np.ndarray, f: np.ndarray, a: np.ndarray, step: np.ndarray, moved: np.ndarray, weight: np.ndarray
) -> np.ndarray:
    """(k,) how much of each code's step makes its loss smaller: all of it as a rule, else halved until it does."""
    share = np.ones(y.shape[1])
    now = _loss(y, f, a, weight)
    for _ in range(30):
        worse = _loss(y, f - share * moved, a - share * step, weight) > now + 1e-9 * np.abs(now)
        if not worse.any():
            break
        share[worse] /= 2
    return share


def _loss(y: np.ndarray, f: np.ndarray, a: np.ndarray, weight: np.ndarray) -> np.ndarray:
    lost = np.maximum(f, 0) - y * f + np.log1p(np.exp(-np.abs(f)))
    return (weight * lost).sum(axis=0) + (a * f).sum(axis=0) / 2


def sigmoid(f: np.ndarray) -> np.ndarray:
    """Probabilities of log-odds."""
    return 1 / (1 + np.exp(-np.clip(f, -500, 500)))


def balanced(codes: np.ndarray, counts: np.ndarray | None = None) -> np.ndarray:
    """(n, k) weights by which works with and without a code come to as much, as `class_weight="balanced"` in scikit-learn; `counts` as in `fit`."""
    counts = np.ones(len(codes)) if counts is None else counts
    total, with_it = counts.sum(), counts @ codes
    shares = np.where(
        codes, total / (2 * np.maximum(with_it, 1)), total / (2 * np.maximum(total - with_it, 1))
    )
    return np.asarray(counts[:, None] * shares)
