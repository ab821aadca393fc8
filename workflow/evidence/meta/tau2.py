"""The variance between studies: nine estimators of tau², and the weighted least squares that they stand on.

Hedges (HE), Hunter and Schmidt (HS), DerSimonian and Laird (DL), Sidik and Jonkman (SJ), maximum and restricted maximum
likelihood (ML, REML), empirical Bayes (EB), Paule and Mandel (PM), as Viechtbauer (2005; 2010) gives them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evidence.meta.impossible import TOO_FAR_APART, Impossible

_STEPS = 1000


@dataclass(frozen=True, slots=True)
class Precision:
    """How exactly tau² is sought: `root` where an equation is solved, `step` where a likelihood is climbed."""

    root: float = 1e-15
    step: float = 1e-13


EXACT = Precision()
METAFOR = Precision(root=float(np.finfo(float).eps) ** 0.25, step=1e-5)
"""What metafor does unless told otherwise; with it, its numbers come out to the last digits."""


class Weighted:
    """Weighted least squares with weights 1 / (v + tau2), and traces of its projection P = W - W X M X'W."""

    def __init__(
        self, y: np.ndarray, v: np.ndarray, X: np.ndarray, tau2: float, w: np.ndarray | None = None
    ) -> None:
        self.y, self.X = y, X
        self.w = 1 / (v + tau2) if w is None else w
        self.M = np.linalg.inv(X.T @ (self.w[:, None] * X))
        self.b = self.M @ (X.T @ (self.w * y))
        self.residual = y - X @ self.b
        self.q = float(np.sum(self.w * self.residual**2))
        """y'Py"""

    def _x(self, weight: np.ndarray) -> np.ndarray:
        return self.X.T @ (weight[:, None] * self.X)

    def trace(self, a: np.ndarray, c: np.ndarray) -> float:
        """tr(P A P C) for diagonal A and C."""
        w = self.w
        cross = np.trace(self.M @ self._x(w**3 * a * c))
        inner = np.trace(self.M @ self._x(w**2 * a) @ self.M @ self._x(w**2 * c))
        return float(np.sum(w**2 * a * c) - 2 * cross + inner)

    def trace_p(self, a: np.ndarray | float = 1.0) -> float:
        """tr(P A) for diagonal A; of a mean as w (sum of the other w) / (sum of all), in which nothing is lost where one outweighs all."""
        a = np.broadcast_to(a, self.w.shape)
        if self.X.shape[1] == 1 and (self.X == 1).all():
            return float(np.sum(self.w * a * _others(self.w)) / self.w.sum())
        return float(np.sum(self.w * a) - np.trace(self.M @ self._x(self.w**2 * a)))


def _others(w: np.ndarray) -> np.ndarray:
    """The sum of all but each.

    >>> _others(np.array([1e20, 1.0, 2.0])).tolist()
    [3.0, 1e+20, 1e+20]
    """
    before, after = np.zeros_like(w), np.zeros_like(w)
    before[1:] = np.cumsum(w[:-1])
    after[:-1] = np.cumsum(w[:0:-1])[::-1]
    return before + after


def tau_squared(
    y: np.ndarray, v: np.ndarray, X: np.ndarray, method: str, precision: Precision
) -> tuple[float, float]:
    """tau² and its standard error."""
    k, p = X.shape
    one = np.ones(k)
    if method == "EE":
        return 0.0, float("nan")
    if method in ("DL", "HS"):
        fit = Weighted(y, v, X, 0.0)
        trace = fit.trace_p()
        scale = trace if method == "DL" else float(fit.w.sum())
        tau2 = (fit.q - (k - p if method == "DL" else k)) / scale
        t = max(tau2, 0.0)
        return t, float(np.sqrt(2 * (k - p) + 4 * t * trace + 2 * t**2 * fit.trace(one, one)) / scale)
    if method == "HE":
        fit = Weighted(y, v, X, 0.0, one)
        trace = fit.trace_p(v)
        t = max((fit.q - trace) / (k - p), 0.0)
        return t, float(np.sqrt(2 * fit.trace(v, v) + 4 * t * trace + 2 * t**2 * (k - p)) / (k - p))
    if method == "SJ":
        first = float(np.var(y))
        if first <= 0:
            return 0.0, 0.0
        fit = Weighted(y, v, X, first)
        t = first * fit.q / (k - p)
        inside = 2 * fit.trace(v, v) + 4 * t * fit.trace(v, one) + 2 * t**2 * fit.trace(one, one)
        return t, float(first / (k - p) * np.sqrt(inside))
    if method in ("PM", "EB"):
        t = root_of_q(y, v, X, float(k - p), precision)  # empirical Bayes and Paule-Mandel solve one equation
    else:
        t = _likeliest(y, v, X, method, precision)
    fit = Weighted(y, v, X, t)
    if method == "ML":
        return t, float(np.sqrt(2 / np.sum(fit.w**2)))
    if method == "REML":
        return t, float(np.sqrt(2 / fit.trace(one, one)))
    inside = 2 * fit.trace(v, v) + 4 * t * fit.trace(v, one) + 2 * t**2 * fit.trace(one, one)
    return t, float(k / (k - p) / fit.w.sum() * np.sqrt(inside))


def root_of_q(y: np.ndarray, v: np.ndarray, X: np.ndarray, wanted: float, precision: Precision) -> float:
    """The tau² at which y'Py equals `wanted`; 0 where it is less at tau² = 0."""
    from scipy.optimize import brentq

    def distance(tau2: float) -> float:
        return Weighted(y, v, X, tau2).q - wanted

    if distance(0.0) <= 0:
        return 0.0
    high = 100.0
    while distance(high) > 0:
        high *= 2
    close = 4 * float(np.finfo(float).eps)
    return float(brentq(distance, 0.0, high, xtol=precision.root, rtol=close, maxiter=1000))


def _likeliest(y: np.ndarray, v: np.ndarray, X: np.ndarray, method: str, precision: Precision) -> float:
    """The tau² of the highest likelihood: where Fisher's scoring settles, unless it is higher elsewhere.

    A likelihood can have two summits, and scoring takes the nearer one or goes round and round between them. So it is looked at from
    end to end, and its slope is followed within brackets where that is higher, which always ends.
    """
    settled = _by_scoring(y, v, X, method, precision)
    best = _within_brackets(y, v, X, method)
    if settled is None:
        return best
    gain = log_likelihood(y, v, X, best, method) - log_likelihood(y, v, X, settled, method)
    return best if gain > _HIGHER * max(1.0, abs(log_likelihood(y, v, X, best, method))) else settled


def _by_scoring(
    y: np.ndarray, v: np.ndarray, X: np.ndarray, method: str, precision: Precision
) -> float | None:
    """Fisher scoring from Hedges' estimate, with steps halved where they would leave tau² negative; None where it does not settle."""
    t = tau_squared(y, v, X, "HE", precision)[0]
    for _ in range(_STEPS):
        fit = Weighted(y, v, X, t)
        step = _slope(fit, method) / _information(fit, method)
        while t + step < 0 and abs(step) > precision.step:
            if t <= precision.step:
                return 0.0
            step /= 2
        before, t = t, max(t + float(step), 0.0)
        if abs(t - before) <= precision.step * max(1.0, t):
            return t
    return None


def _slope(fit: Weighted, method: str) -> float:
    """Twice the derivative of the (restricted) log-likelihood by tau²."""
    pull = float(np.sum((fit.w * fit.residual) ** 2))  # y'PPy
    return pull - (fit.w.sum() if method == "ML" else fit.trace_p())


def _information(fit: Weighted, method: str) -> float:
    one = np.ones(len(fit.y))
    return np.sum(fit.w**2) if method == "ML" else fit.trace(one, one)


def log_likelihood(y: np.ndarray, v: np.ndarray, X: np.ndarray, tau2: float, method: str) -> float:
    """The log-likelihood of tau², restricted by REML, without its constants."""
    fit = Weighted(y, v, X, tau2)
    freed = 0.0 if method == "ML" else float(np.linalg.slogdet(fit.M)[1])
    return 0.5 * (float(np.sum(np.log(fit.w))) + freed - fit.q)


_LOOKED_AT = 400
_HIGHER = 1e-6  # of a log-likelihood: less is the rounding of two numbers for one summit


def _within_brackets(y: np.ndarray, v: np.ndarray, X: np.ndarray, method: str) -> float:
    """The tau² of the highest likelihood: the best of many, then the root of the slope beside it (Brent).

    Raises ValueError where the likelihood is no finite number anywhere.
    """
    from scipy.optimize import brentq

    most = 10 * (float(np.var(y)) + float(v.max()))
    least = min(float(v.min()), most) * 1e-6
    places = np.concatenate([[0.0], np.geomspace(least, most, _LOOKED_AT)])
    heights = _heights(y, v, X, places, method)
    if not np.isfinite(heights).any():
        raise Impossible(TOO_FAR_APART)
    heights[~np.isfinite(heights)] = -np.inf
    best = int(np.argmax(heights))
    low, high = places[max(best - 1, 0)], places[min(best + 1, _LOOKED_AT)]

    def slope(t: float) -> float:
        return _slope(Weighted(y, v, X, t), method)

    if slope(low) <= 0 or slope(high) >= 0:
        return float(places[best])
    return float(brentq(slope, low, high, xtol=1e-300, rtol=4 * float(np.finfo(float).eps), maxiter=1000))


def _heights(y: np.ndarray, v: np.ndarray, X: np.ndarray, places: np.ndarray, method: str) -> np.ndarray:
    """`log_likelihood` at many places at once; NaN where it cannot be computed."""
    w = 1 / (v + places[:, None])  # (places, k)
    cross = np.einsum("kp,nk,kq->npq", X, w, X)
    with np.errstate(all="ignore"):
        sign, freed = np.linalg.slogdet(cross)
        well = np.isfinite(cross).all(axis=(1, 2)) & (sign > 0)
        found = np.full(len(places), np.nan)
        b = np.linalg.solve(cross[well], np.einsum("kp,nk,k->np", X, w[well], y)[..., None])[..., 0]
        q = (w[well] * (y - b @ X.T) ** 2).sum(axis=1)
        lost = 0.0 if method == "ML" else freed[well]
        found[well] = 0.5 * (np.log(w[well]).sum(axis=1) - lost - q)
    return found
