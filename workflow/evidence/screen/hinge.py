"""A linear support vector machine: the hinge loss against the squared weights, with the corner of the hinge rounded off.

Rounded within `ROUND` of the margin the loss is smooth (Chapelle 2007), and a few Newton steps lead to its optimum, one or two from a guess that is near, as that of a
simulation a few works ago. Only works within the rounding bend the loss, so that a step is solved on how alike these are. Written here because to load
scikit-learn takes longer than to screen a review of a thousand works; a test holds it to scikit-learn.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

ROUND = 0.05
"""How far from a margin of 1 the corner is rounded."""
CLOSE = 1e-7
"""How far the gradient may be from nought."""
STEPS, INNER = 100, 400
AT_ONCE = 3_000
"""Works within the rounding up to which a step is solved at once, in a time that grows with their third power."""

Alike = Callable[[np.ndarray], np.ndarray]
"""(s, s) products of the features of s works, given by their rows."""


def fit(
    features: Any,
    yes: np.ndarray,
    cost: np.ndarray,
    start: np.ndarray | None = None,
    alike: Alike | None = None,
) -> np.ndarray:
    """(d + 1,) weights of (n, d) features that tell the (n,) bool works apart, the intercept last, which is held back like the others.

    `features` has rows, a product with (d,) weights, `T` with one with (n,) works, as sparse matrices have, and is multiplied by its `T` by `products`. `cost`: (n,) of each work's
    loss. `start`: a guess, and `alike`, products that are known: they save time and change nothing.
    """
    sign = np.where(yes, 1.0, -1.0)
    weights = np.zeros(features.shape[1] + 1) if start is None else start
    f = _margins(features, weights)
    now = _loss(weights, sign * f, cost)
    for _ in range(STEPS):
        room = np.clip(1 + ROUND - sign * f, 0, 2 * ROUND)
        lean = weights - _back(features, cost * sign * room / (2 * ROUND))
        steep = float(np.sqrt(lean @ lean))
        if steep < CLOSE:
            break
        bent = np.flatnonzero((room > 0) & (room < 2 * ROUND))
        curve = cost[bent] / (2 * ROUND)
        if len(bent) > AT_ONCE:
            step = _by_gradients(features[bent], curve, lean, min(0.1, steep) * steep)
        else:
            table = alike(bent) if alike else products(features[bent])
            step = _at_once(features[bent], table, curve, lean)
        moved, share = _margins(features, step), 1.0
        slope = float(lean @ step)
        while (
            then := _loss(weights - share * step, sign * (f - share * moved), cost)
        ) > now - 1e-4 * share * slope + 1e-13 * now:
            share /= 2
            if share < 1e-9:
                return weights
        weights, f, now = weights - share * step, f - share * moved, then
    return weights


def products(features: Any) -> np.ndarray:
    """(n, n) of the features of works with each other."""
    found = features @ features.T
    return np.asarray(found.toarray() if hasattr(found, "toarray") else found)


def _at_once(bent: Any, table: np.ndarray, curve: np.ndarray, lean: np.ndarray) -> np.ndarray:
    """Solves (1 + bent' curve bent) step = lean (Woodbury's identity)."""
    if not len(curve):
        return lean
    from scipy.linalg import lapack

    inner = table + 1.0  # of the intercept
    inner[np.diag_indices(len(inner))] += 1 / curve
    lower, _ = lapack.dpotrf(inner, lower=1, overwrite_a=1)
    works, _ = lapack.dpotrs(lower, _margins(bent, lean), lower=1)
    return lean - _back(bent, works)


def _by_gradients(bent: Any, curve: np.ndarray, lean: np.ndarray, near: float) -> np.ndarray:
    """The same by conjugate gradients, up to `near`."""
    step, left = np.zeros_like(lean), lean.copy()
    way, size = left.copy(), float(left @ left)
    for _ in range(INNER):
        if size <= near**2:
            break
        pushed = way + _back(bent, curve * _margins(bent, way))
        by = size / float(way @ pushed)
        step += by * way
        left -= by * pushed
        before, size = size, float(left @ left)
        way = left + (size / before) * way
    return step


def _margins(features: Any, weights: np.ndarray) -> np.ndarray:
    return np.asarray(features @ weights[:-1] + weights[-1])


def _back(features: Any, works: np.ndarray) -> np.ndarray:
    return np.append(features.T @ works, works.sum())


def _loss(weights: np.ndarray, margins: np.ndarray, cost: np.ndarray) -> float:
    room = np.maximum(1 + ROUND - margins, 0)
    return float(
        weights @ weights / 2 + cost @ np.where(room < 2 * ROUND, room**2 / (4 * ROUND), room - ROUND)
    )
