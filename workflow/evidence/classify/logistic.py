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

Times = Callable[[np.ndarray], np.ndarray]
"""The table of likenesses times an (n, k) matrix."""


def fit(times: Times, codes: np.ndarray, C: float) -> np.ndarray:
    """(n, k): what each work adds to the weights of each code; `times` of it are the margins of the works.

    `codes`: (n, k) bool. `C` is that of scikit-learn: the sum of losses weighs C times as much as half the squared weights. The intercept is among
    the likenesses: a constant added to all of them.
    """
    y = codes.astype(float)
    a = f = np.zeros(y.shape)
    for _ in range(STEPS):
        p = sigmoid(f)
        lean = a - C * (y - p)  # the gradient, as sums of works
        if np.abs(lean).max(initial=0.0) < CLOSE * C:
            break
        step, moved = _newton(times, C * p * (1 - p), lean)
        share = _halved(y, f, a, step, moved, C)
        a, f = a - share * step, f - share * moved
    return C * (y - sigmoid(f))


def _newton(times: Times, curve: np.ndarray, lean: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Solves (curve K + 1) step = lean for all codes by conjugate gradients in the inner product of K; (step, K step)."""
    step, moved = np.zeros(lean.shape), np.zeros(lean.shape)
    left = lean.copy()
    seen = times(left)
    way, seen_way = left, seen
    size = (left * seen).sum(axis=0)
    enough = size * 1e-6
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
    return step, moved


def _halved(y: np.ndarray, f: np.ndarray, a: np.ndarray, step: np.ndarray, moved: np.ndarray, C: float) -> np.ndarray:
    """(k,) how much of each code's step makes its loss smaller: all of it as a rule, else halved until it does."""
    share = np.ones(y.shape[1])
    now = _loss(y, f, a, C)
    for _ in range(30):
        worse = _loss(y, f - share * moved, a - share * step, C) > now + 1e-9 * np.abs(now)
        if not worse.any():
            break
        share[worse] /= 2
    return share


def _loss(y: np.ndarray, f: np.ndarray, a: np.ndarray, C: float) -> np.ndarray:
    return C * (np.logaddexp(0, f) - y * f).sum(axis=0) + (a * f).sum(axis=0) / 2


def sigmoid(f: np.ndarray) -> np.ndarray:
    """Probabilities of log-odds."""
    return 1 / (1 + np.exp(-np.clip(f, -500, 500)))
