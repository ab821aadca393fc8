"""Equal-, random- and mixed-effects models by inverse variance, with nine estimators of tau².

Viechtbauer (2005; 2010), with the estimators of Hedges (HE), Hunter and Schmidt (HS), DerSimonian and Laird (DL), Sidik
and Jonkman (SJ), maximum and restricted maximum likelihood (ML, REML), empirical Bayes (EB) and Paule and Mandel (PM).
Variances are diagonal, so that nothing larger than (k, p) is held: a hundred thousand effects take a fraction of a
second. statsmodels has DL and PM alone and no moderators; hence this module.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

METHODS = ("EE", "DL", "HE", "HS", "SJ", "ML", "REML", "EB", "PM")
TESTS = ("z", "knha")
_STEPS = 1000


@dataclass(frozen=True, slots=True)
class Precision:
    """How exactly tau² is sought: `root` where an equation is solved, `step` where a likelihood is climbed."""

    root: float = 1e-15
    step: float = 1e-13


EXACT = Precision()
METAFOR = Precision(root=float(np.finfo(float).eps) ** 0.25, step=1e-5)
"""What metafor does unless told otherwise; with it, its numbers come out to the last digits."""


@dataclass(frozen=True)
class Fit:
    """A fitted model of k effects and p coefficients, the intercept first.

    `b`, `se`, `stat`, `pval`, `ci_lb`, `ci_ub`: (p,). `vb`: (p, p). `QM`, `QMp`: test of the moderators, NaN without any.
    `I2` in per cent. `pi_lb`, `pi_ub`: prediction interval of a model without moderators, else NaN.
    """

    y: np.ndarray
    v: np.ndarray
    X: np.ndarray
    method: str
    test: str
    level: float
    tau2: float
    se_tau2: float
    b: np.ndarray
    vb: np.ndarray
    precision: Precision = EXACT

    @property
    def k(self) -> int:
        return len(self.y)

    @property
    def p(self) -> int:
        return self.X.shape[1]

    @property
    def se(self) -> np.ndarray:
        return np.sqrt(np.diag(self.vb))

    @property
    def stat(self) -> np.ndarray:
        return self.b / self.se

    @cached_property
    def _reference(self):
        from scipy import stats

        return stats.norm() if self.test == "z" else stats.t(self.k - self.p)

    @property
    def pval(self) -> np.ndarray:
        return 2 * self._reference.sf(np.abs(self.stat))

    @property
    def _critical(self) -> float:
        return float(self._reference.ppf(0.5 + self.level / 2))

    @property
    def ci_lb(self) -> np.ndarray:
        return self.b - self._critical * self.se

    @property
    def ci_ub(self) -> np.ndarray:
        return self.b + self._critical * self.se

    @cached_property
    def QE(self) -> float:
        return _Weighted(self.y, self.v, self.X, 0.0).q

    @property
    def QEp(self) -> float:
        from scipy import stats

        return float(stats.chi2.sf(self.QE, self.k - self.p))

    @cached_property
    def typical_variance(self) -> float:
        """The variance of a typical study (Higgins and Thompson 2002), from which I² follows."""
        return (self.k - self.p) / _Weighted(self.y, self.v, self.X, 0.0).trace_p()

    @property
    def I2(self) -> float:
        if self.method == "EE":
            return max(0.0, 100 * (self.QE - (self.k - self.p)) / self.QE) if self.QE > 0 else 0.0
        return 100 * self.tau2 / (self.typical_variance + self.tau2)

    @property
    def H2(self) -> float:
        if self.method == "EE":
            return self.QE / (self.k - self.p)
        return self.tau2 / self.typical_variance + 1

    @cached_property
    def QM(self) -> float:
        if self.p < 2:
            return float("nan")
        b, vb = self.b[1:], self.vb[1:, 1:]
        q = float(b @ np.linalg.solve(vb, b))
        return q if self.test == "z" else q / (self.p - 1)

    @property
    def QMp(self) -> float:
        from scipy import stats

        if self.p < 2:
            return float("nan")
        if self.test == "z":
            return float(stats.chi2.sf(self.QM, self.p - 1))
        return float(stats.f.sf(self.QM, self.p - 1, self.k - self.p))

    @property
    def _spread(self) -> float:
        return self._critical * float(np.sqrt(self.vb[0, 0] + self.tau2)) if self.p == 1 else float("nan")

    @property
    def pi_lb(self) -> float:
        return float(self.b[0]) - self._spread

    @property
    def pi_ub(self) -> float:
        return float(self.b[0]) + self._spread


def rma(
    y: np.ndarray,
    v: np.ndarray,
    moderators: np.ndarray | None = None,
    method: str = "REML",
    test: str = "z",
    level: float = 0.95,
    intercept: bool = True,
    precision: Precision = EXACT,
) -> Fit:
    """Fit effects `y` (k,) with sampling variances `v` (k,) and `moderators` (k, m).

    `test="knha"` scales the covariance by the residual heterogeneity and uses t (Knapp and Hartung 2003). Raises
    ValueError for an unknown method or test, for variances that are not positive and finite, for effects that are not
    finite, for more coefficients than effects, and for moderators that say the same thing twice.
    """
    y, v = np.asarray(y, float), np.asarray(v, float)
    X = design(len(y), moderators, intercept)
    _check(y, v, X, method, test)
    tau2, se_tau2 = _tau2(y, v, X, method, precision)
    fit = _Weighted(y, v, X, tau2)
    vb = fit.M
    if test == "knha":
        vb = vb * (fit.q / (len(y) - X.shape[1]))
    return Fit(y, v, X, method, test, level, tau2, se_tau2, fit.b, vb, precision)


def design(k: int, moderators: np.ndarray | None, intercept: bool = True) -> np.ndarray:
    """(k, p) with a column of ones first."""
    columns = [np.ones((k, 1))] if intercept else []
    if moderators is not None:
        columns.append(np.asarray(moderators, float).reshape(k, -1))
    return np.hstack(columns) if columns else np.ones((k, 1))


def _check(y: np.ndarray, v: np.ndarray, X: np.ndarray, method: str, test: str) -> None:
    if method not in METHODS:
        raise ValueError(f"unknown method {method!r}; allowed: {', '.join(METHODS)}")
    if test not in TESTS:
        raise ValueError(f"unknown test {test!r}; allowed: {', '.join(TESTS)}")
    if len(y) != len(v):
        raise ValueError(f"{len(y)} effects, but {len(v)} variances")
    if not np.isfinite(y).all() or not np.isfinite(X).all():
        raise ValueError("effects and moderators must be finite numbers")
    if not (np.isfinite(v).all() and (v > 0).all()):
        raise ValueError("sampling variances must be positive and finite")
    least = X.shape[1] + (method != "EE" or test == "knha")
    if len(y) < least:
        raise ValueError(f"{len(y)} effects are too few for {X.shape[1]} coefficients ({least} are needed)")
    if np.linalg.matrix_rank(X) < X.shape[1]:
        raise ValueError("moderators repeat each other or do not vary")


class _Weighted:
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
        """tr(P A) for diagonal A."""
        a = np.broadcast_to(a, self.w.shape)
        return float(np.sum(self.w * a) - np.trace(self.M @ self._x(self.w**2 * a)))


def _tau2(
    y: np.ndarray, v: np.ndarray, X: np.ndarray, method: str, precision: Precision
) -> tuple[float, float]:
    """tau² and its standard error."""
    k, p = X.shape
    one = np.ones(k)
    if method == "EE":
        return 0.0, float("nan")
    if method in ("DL", "HS"):
        fit = _Weighted(y, v, X, 0.0)
        trace = fit.trace_p()
        scale = trace if method == "DL" else float(fit.w.sum())
        tau2 = (fit.q - (k - p if method == "DL" else k)) / scale
        t = max(tau2, 0.0)
        return t, float(np.sqrt(2 * (k - p) + 4 * t * trace + 2 * t**2 * fit.trace(one, one)) / scale)
    if method == "HE":
        fit = _Weighted(y, v, X, 0.0, one)
        trace = fit.trace_p(v)
        t = max((fit.q - trace) / (k - p), 0.0)
        return t, float(np.sqrt(2 * fit.trace(v, v) + 4 * t * trace + 2 * t**2 * (k - p)) / (k - p))
    if method == "SJ":
        first = float(np.var(y))
        fit = _Weighted(y, v, X, first) if first > 0 else None
        if fit is None:
            return 0.0, 0.0
        t = first * fit.q / (k - p)
        inside = 2 * fit.trace(v, v) + 4 * t * fit.trace(v, one) + 2 * t**2 * fit.trace(one, one)
        return t, float(first / (k - p) * np.sqrt(inside))
    if method in ("PM", "EB"):
        t = root_of_q(y, v, X, float(k - p), precision)  # empirical Bayes and Paule-Mandel solve one equation
    else:
        t = _likeliest(y, v, X, method, precision)
    fit = _Weighted(y, v, X, t)
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
        return _Weighted(y, v, X, tau2).q - wanted

    if distance(0.0) <= 0:
        return 0.0
    high = 100.0
    while distance(high) > 0:
        high *= 2
    close = 4 * float(np.finfo(float).eps)
    return float(brentq(distance, 0.0, high, xtol=precision.root, rtol=close, maxiter=1000))


def _likeliest(y: np.ndarray, v: np.ndarray, X: np.ndarray, method: str, precision: Precision) -> float:
    """Fisher scoring from Hedges' estimate, with steps halved where they would leave tau² negative."""
    one = np.ones(len(y))
    t = _tau2(y, v, X, "HE", precision)[0]
    for _ in range(_STEPS):
        fit = _Weighted(y, v, X, t)
        pull = float(np.sum((fit.w * fit.residual) ** 2))  # y'PPy
        if method == "ML":
            step = (pull - fit.w.sum()) / np.sum(fit.w**2)
        else:
            step = (pull - fit.trace_p()) / fit.trace(one, one)
        while t + step < 0 and abs(step) > precision.step:
            if t <= precision.step:
                return 0.0
            step /= 2
        before, t = t, max(t + float(step), 0.0)
        if abs(t - before) <= precision.step * max(1.0, t):
            return t
    raise ValueError(f"tau² by {method} did not settle in {_STEPS} steps")
