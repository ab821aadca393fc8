"""Effects that depend on each other: three-level models and variances that do not trust the model.

Three levels (Konstantopoulos 2011): effects within units within clusters, by restricted maximum likelihood. CR2
(Bell and McCaffrey 2002; Pustejovsky and Tipton 2018): sandwich variances corrected for few clusters, with Satterthwaite
degrees of freedom. Matrices are as large as a cluster, or for the degrees of freedom as the data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evidence.meta.model import design


@dataclass(frozen=True)
class ThreeLevel:
    """`sigma2`: variance between clusters, and between units within them. `b`, `se`, `ci_lb`, `ci_ub`: (p,)."""

    y: np.ndarray
    X: np.ndarray
    clusters: list[np.ndarray]
    blocks: list[np.ndarray]
    sigma2: tuple[float, float]
    b: np.ndarray
    vb: np.ndarray
    log_likelihood: float
    level: float

    @property
    def se(self) -> np.ndarray:
        return np.sqrt(np.diag(self.vb))

    @property
    def ci_lb(self) -> np.ndarray:
        return self.b - _critical(self.level) * self.se

    @property
    def ci_ub(self) -> np.ndarray:
        return self.b + _critical(self.level) * self.se


@dataclass(frozen=True)
class Robust:
    """(p,) each: standard errors by CR2, Satterthwaite degrees of freedom, two-sided p-values."""

    se: np.ndarray
    df: np.ndarray
    pval: np.ndarray


def three_level(
    y: np.ndarray,
    v: np.ndarray,
    cluster: Sequence[object],
    unit: Sequence[object],
    moderators: np.ndarray | None = None,
    level: float = 0.95,
) -> ThreeLevel:
    """Fit effects `y` with sampling variances `v`; units are told apart within their cluster.

    Raises ValueError for variances that are not positive and finite, or fewer than two clusters.
    """
    from scipy.optimize import minimize

    y, v = np.asarray(y, float), np.asarray(v, float)
    if not (np.isfinite(v).all() and (v > 0).all() and np.isfinite(y).all()):
        raise ValueError("effects must be finite, and sampling variances positive and finite")
    X = design(len(y), moderators)
    groups = _rows(cluster)
    if len(groups) < 2:
        raise ValueError("a three-level model needs two clusters at least")
    same = [_same(unit, rows) for rows in groups]

    def blocks(sigma2: np.ndarray) -> list[np.ndarray]:
        return [
            np.diag(v[rows]) + sigma2[0] + sigma2[1] * shared
            for rows, shared in zip(groups, same, strict=True)
        ]

    def minus(root: np.ndarray) -> float:
        return -_solve(y, X, groups, blocks(root**2))[2]

    start = np.full(2, np.sqrt(max(float(np.var(y)), 1e-6) / 2))
    # As close as figures of this size can come; less would never be reached.
    close = {"xatol": 1e-10 * max(1.0, start[0]), "fatol": 1e-13 * max(1.0, abs(minus(start)))}
    best = minimize(minus, start, method="Nelder-Mead", options={**close, "maxiter": 5000})
    sigma2 = best.x**2
    chosen = blocks(sigma2)
    b, vb, likelihood = _solve(y, X, groups, chosen)
    return ThreeLevel(y, X, groups, chosen, (float(sigma2[0]), float(sigma2[1])), b, vb, likelihood, level)


def cr2(fit: ThreeLevel) -> Robust:
    """Robust standard errors of a model, its own covariance being the working one."""
    from scipy import stats

    n, p = fit.X.shape
    working, meat = np.zeros((n, n)), np.zeros((p, p))
    for rows, block in zip(fit.clusters, fit.blocks, strict=True):
        working[np.ix_(rows, rows)] = block
    left = np.eye(n) - fit.X @ fit.vb @ fit.X.T @ np.linalg.inv(working)
    residual = fit.y - fit.X @ fit.b
    parts = []
    for rows, block in zip(fit.clusters, fit.blocks, strict=True):
        own = fit.X[rows]
        upper = np.linalg.cholesky(block).T
        inner = upper @ (block - own @ fit.vb @ own.T) @ upper.T
        adjust = upper.T @ _inverse_root(inner) @ upper
        weighted = adjust.T @ np.linalg.solve(block, own) @ fit.vb  # (m, p)
        score = weighted.T @ residual[rows]
        meat += np.outer(score, score)
        parts.append(left[rows].T @ weighted)
    se = np.sqrt(np.diag(meat))
    df = np.empty(p)
    for column in range(p):
        directions = np.column_stack([part[:, column] for part in parts])
        gram = directions.T @ working @ directions
        df[column] = np.trace(gram) ** 2 / np.sum(gram**2)
    return Robust(se, df, 2 * stats.t.sf(np.abs(fit.b / se), df))


def _solve(
    y: np.ndarray, X: np.ndarray, groups: list[np.ndarray], blocks: list[np.ndarray]
) -> tuple[np.ndarray, np.ndarray, float]:
    """Coefficients, their covariance, and the restricted log-likelihood."""
    n, p = X.shape
    cross, right, logdet = np.zeros((p, p)), np.zeros(p), 0.0
    for rows, block in zip(groups, blocks, strict=True):
        solved = np.linalg.solve(block, np.column_stack([X[rows], y[rows]]))
        cross += X[rows].T @ solved[:, :p]
        right += X[rows].T @ solved[:, p]
        logdet += np.linalg.slogdet(block)[1]
    vb = np.linalg.inv(cross)
    b = vb @ right
    rss = 0.0
    for rows, block in zip(groups, blocks, strict=True):
        r = y[rows] - X[rows] @ b
        rss += float(r @ np.linalg.solve(block, r))
    information = np.linalg.slogdet(cross)[1] - np.linalg.slogdet(X.T @ X)[1]
    return b, vb, float(-0.5 * ((n - p) * np.log(2 * np.pi) + logdet + information + rss))


def _rows(cluster: Sequence[object]) -> list[np.ndarray]:
    places: dict[object, list[int]] = {}
    for row, name in enumerate(cluster):
        places.setdefault(name, []).append(row)
    return [np.array(rows) for rows in places.values()]


def _same(unit: Sequence[object], rows: np.ndarray) -> np.ndarray:
    names = [unit[row] for row in rows]
    return np.array([[float(a == b) for b in names] for a in names])


def _inverse_root(matrix: np.ndarray) -> np.ndarray:
    """The symmetric inverse square root; directions without variance stay out."""
    values, vectors = np.linalg.eigh((matrix + matrix.T) / 2)
    kept = values > 1e-12 * values.max()
    return (vectors[:, kept] / np.sqrt(values[kept])) @ vectors[:, kept].T


def _critical(level: float) -> float:
    from scipy import stats

    return float(stats.norm.ppf(0.5 + level / 2))
