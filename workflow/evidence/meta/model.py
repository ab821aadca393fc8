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

from evidence.meta.impossible import Impossible
from evidence.meta.tau2 import EXACT, Precision, Weighted, tau_squared

METHODS = ("EE", "DL", "HE", "HS", "SJ", "ML", "REML", "EB", "PM")
TESTS = ("z", "knha", "adhoc")


@dataclass(frozen=True)
class Fit:
    """A fitted model of k effects and p coefficients, the intercept first.

    `b`, `se`, `stat`, `pval`, `ci_lb`, `ci_ub`: (p,). `vb`: (p, p). `QM`, `QMp`: test of the moderators, NaN without any.
    `I2` in per cent. `pi_lb`, `pi_ub`: prediction interval of a model without moderators, else NaN. `scale`: what the test
    multiplies all variances by.
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
    scale: float = 1.0

    @property
    def k(self) -> int:
        return len(self.y)

    @property
    def p(self) -> int:
        return int(self.X.shape[1])

    @property
    def se(self) -> np.ndarray:
        return np.sqrt(np.diag(self.vb))

    @property
    def stat(self) -> np.ndarray:
        return self.b / self.se

    @property
    def pval(self) -> np.ndarray:
        from scipy import stats

        stat = np.abs(self.stat)
        return 2 * (stats.norm.sf(stat) if self.test == "z" else stats.t.sf(stat, self.k - self.p))

    @cached_property
    def _critical(self) -> float:
        from scipy import stats

        half = 0.5 + self.level / 2
        return float(stats.norm.ppf(half) if self.test == "z" else stats.t.ppf(half, self.k - self.p))

    @property
    def ci_lb(self) -> np.ndarray:
        return self.b - self._critical * self.se

    @property
    def ci_ub(self) -> np.ndarray:
        return self.b + self._critical * self.se

    @cached_property
    def QE(self) -> float:
        return Weighted(self.y, self.v, self.X, 0.0).q

    @property
    def QEp(self) -> float:
        from scipy import stats

        return float(stats.chi2.sf(self.QE, self.k - self.p))

    @cached_property
    def typical_variance(self) -> float:
        """The variance of a typical study (Higgins and Thompson 2002), from which I² follows."""
        return (self.k - self.p) / Weighted(self.y, self.v, self.X, 0.0).trace_p()

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

    `test="knha"` scales the covariance by the residual heterogeneity and uses t (Knapp and Hartung 2003); `test="adhoc"`
    likewise, but never makes it smaller (Röver and others 2015; Jackson and others 2017). Raises
    ValueError for an unknown method or test, for variances that are not positive and finite, for effects that are not
    finite, for more coefficients than effects, and for moderators that say the same thing twice.
    """
    y, v = np.asarray(y, float), np.asarray(v, float)
    X = design(len(y), moderators, intercept)
    _check(y, v, X, method, test)
    tau2, se_tau2 = tau_squared(y, v, X, method, precision)
    fit = Weighted(y, v, X, tau2)
    scale = 1.0 if test == "z" else fit.q / (len(y) - X.shape[1])
    scale = max(1.0, scale) if test == "adhoc" else scale
    return Fit(y, v, X, method, test, level, tau2, se_tau2, fit.b, scale * fit.M, precision, scale)


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
    least = X.shape[1] + (method != "EE" or test != "z")
    if len(y) < least:
        raise Impossible(f"{len(y)} effects are too few for {X.shape[1]} coefficients ({least} are needed)")
    if np.linalg.matrix_rank(X) < X.shape[1]:
        raise Impossible("moderators repeat each other or do not vary")
