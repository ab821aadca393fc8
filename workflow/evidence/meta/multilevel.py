"""Effects that depend on each other: three-level models and variances that do not trust the model.

Three levels (Konstantopoulos 2011): effects within units within clusters, by restricted maximum likelihood; with a
correlation between the sampling errors of one cluster they are correlated and hierarchical effects (Pustejovsky and Tipton
2022). CR2 (Bell and McCaffrey 2002; Pustejovsky and Tipton 2018): sandwich variances corrected for few clusters, with
Satterthwaite degrees of freedom, and Hotelling's T² of several coefficients at once (HTZ; Tipton and Pustejovsky 2015).
Matrices are as large as a cluster, or for the degrees of freedom as the data.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from evidence.meta.impossible import Impossible
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
    rho: float = 0.0,
) -> ThreeLevel:
    """Fit effects `y` with sampling variances `v`; units are told apart within their cluster.

    `rho`: the correlation of the sampling errors of two effects of one cluster, from 0 up to but not 1. Raises ValueError
    for variances that are not positive and finite, or another correlation, and Impossible for fewer than two clusters, more
    coefficients than effects or clusters, and moderators that repeat each other.
    """
    y, X, groups = _checked(y, v, cluster, moderators)
    if not 0 <= rho < 1:
        raise ValueError(f"a correlation of sampling errors lies from 0 up to 1, and this is {rho}")
    errors = [_errors(np.asarray(v, float)[rows], rho) for rows in groups]
    same = [_same(unit, rows) for rows in groups]

    height = _heights(y, X, groups, errors, same)
    sigma2 = _highest(lambda root: -height(root**2), max(float(np.var(y)), 1e-6))
    chosen = [own + sigma2[0] + sigma2[1] * shared for own, shared in zip(errors, same, strict=True)]
    b, vb, likelihood = _solve(y, X, groups, chosen)
    return ThreeLevel(y, X, groups, chosen, (float(sigma2[0]), float(sigma2[1])), b, vb, likelihood, level)


def weighted(
    y: np.ndarray,
    v: np.ndarray,
    cluster: Sequence[object],
    moderators: np.ndarray | None = None,
    level: float = 0.95,
) -> ThreeLevel:
    """Weighted least squares by inverse variance, without any variance between effects, for a sandwich round it.

    Raises as `three_level` does.
    """
    y, X, groups = _checked(y, v, cluster, moderators)
    blocks = [np.diag(np.asarray(v, float)[rows]) for rows in groups]
    b, vb, likelihood = _solve(y, X, groups, blocks)
    return ThreeLevel(y, X, groups, blocks, (0.0, 0.0), b, vb, likelihood, level)


def _checked(
    y: np.ndarray, v: np.ndarray, cluster: Sequence[object], moderators: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray, list[np.ndarray]]:
    """Effects, design and the rows of each cluster."""
    y, v = np.asarray(y, float), np.asarray(v, float)
    if not (np.isfinite(v).all() and (v > 0).all() and np.isfinite(y).all()):
        raise ValueError("effects must be finite, and sampling variances positive and finite")
    X = design(len(y), moderators)
    groups = _rows(cluster)
    if len(groups) < 2:
        raise Impossible("two clusters, that is studies, are needed at least")
    if len(groups) <= X.shape[1] or len(y) <= X.shape[1]:
        raise Impossible(f"{len(groups)} studies are too few for {X.shape[1]} coefficients")
    if np.linalg.matrix_rank(X) < X.shape[1]:
        raise Impossible("moderators repeat each other or do not vary")
    return y, X, groups


def _errors(v: np.ndarray, rho: float) -> np.ndarray:
    """Covariance of the sampling errors of one cluster."""
    root = np.sqrt(v)
    return np.diag((1 - rho) * v) + rho * np.outer(root, root)


def _highest(minus: Callable[[np.ndarray], float], spread: float) -> np.ndarray:
    """The two variances of the highest likelihood: the best of three ways of sharing out the spread, and closer from there."""
    from scipy.optimize import minimize

    half = np.sqrt(spread / 2)
    shares = [half * np.array(share) for share in ((1.0, 1.0), (1.4, 0.1), (0.1, 1.4))]
    coarse = {"xatol": 1e-3 * half, "fatol": 1e-6, "maxiter": 500}
    near = [minimize(minus, start, method="Nelder-Mead", options=coarse) for start in shares]
    best = min(near, key=lambda one: one.fun)
    # As close as figures of this size can come; less would never be reached.
    close = {"xatol": 1e-10 * max(1.0, half), "fatol": 1e-13 * max(1.0, abs(best.fun)), "maxiter": 5000}
    return minimize(minus, best.x, method="Nelder-Mead", options=close).x ** 2


@dataclass(frozen=True)
class Joint:
    """Several coefficients tested at once: F, its degrees of freedom, and p."""

    stat: float
    df_num: int
    df: float
    pval: float


def cr2(fit: ThreeLevel) -> Robust:
    """Robust standard errors of a model, its own covariance being the working one."""
    from scipy import stats

    vcov, parts, working = _sandwich(fit)
    se = np.sqrt(np.diag(vcov))
    df = np.empty(len(se))
    for column in range(len(se)):
        directions = np.column_stack([part[:, column] for part in parts])
        gram = directions.T @ working @ directions
        df[column] = np.trace(gram) ** 2 / np.sum(gram**2)
    return Robust(se, df, 2 * stats.t.sf(np.abs(fit.b / se), df))


def htz(fit: ThreeLevel, coefficients: Sequence[int]) -> Joint:
    """Whether all of these coefficients are zero, by CR2 and Hotelling's T² with approximate degrees of freedom.

    Raises Impossible where there are too few clusters for the degrees of freedom to be any.
    """
    from scipy import stats

    vcov, parts, working = _sandwich(fit)
    at, q = list(coefficients), len(coefficients)
    own = [part[:, at] for part in parts]
    root = _inverse_root(sum(part.T @ working @ part for part in own))
    turned = np.hstack([part @ root for part in own])  # uncorrelated, with variances that sum to one
    m = len(own)
    spread = (turned.T @ working @ turned).reshape(m, q, m, q).transpose(0, 2, 1, 3)
    diagonal = np.einsum("ijss->ijs", spread)
    straight = np.einsum("ijs,ijt->st", diagonal, diagonal)
    crossed = np.einsum("ijst,ijts->st", spread, spread)
    eta = q * (q + 1) / float(np.sum(straight + crossed))
    if eta <= q - 1:
        raise Impossible(f"the studies are too few to test {q} coefficients at once")
    b = fit.b[at]
    stat = (eta - q + 1) / (eta * q) * float(b @ np.linalg.solve(vcov[np.ix_(at, at)], b))
    return Joint(stat, q, eta - q + 1, float(stats.f.sf(stat, q, eta - q + 1)))


def _sandwich(fit: ThreeLevel) -> tuple[np.ndarray, list[np.ndarray], np.ndarray]:
    """The CR2 covariance (p, p); for each cluster how its score follows from all errors (n, p); the working covariance (n, n)."""
    n, p = fit.X.shape
    working, vcov = np.zeros((n, n)), np.zeros((p, p))
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
        vcov += np.outer(score, score)
        parts.append(left[rows].T @ weighted)
    return vcov, parts, working


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


def _heights(
    y: np.ndarray, X: np.ndarray, groups: list[np.ndarray], errors: list[np.ndarray], same: list[np.ndarray]
) -> Callable[[np.ndarray], float]:
    """The restricted log-likelihood at two variances: that of `_solve`, for a search that asks a thousand times.

    Clusters of one size are solved at once.
    """
    n, p = X.shape
    stacks = []
    for size in sorted({len(rows) for rows in groups}):
        of_size = [i for i, rows in enumerate(groups) if len(rows) == size]
        rows = np.array([groups[i] for i in of_size])
        both = np.concatenate([X[rows], y[rows, np.newaxis]], axis=2)  # (clusters, size, p + 1)
        stacks.append((np.array([errors[i] for i in of_size]), np.array([same[i] for i in of_size]), both))
    constant = (n - p) * np.log(2 * np.pi) - np.linalg.slogdet(X.T @ X)[1]

    def height(sigma2: np.ndarray) -> float:
        cross, logdet, rss = np.zeros((p, p + 1)), 0.0, 0.0
        blocks = [own + sigma2[0] + sigma2[1] * shared for own, shared, _ in stacks]
        for block, (_, _, both) in zip(blocks, stacks, strict=True):
            solved = np.linalg.solve(block, both).reshape(-1, p + 1)
            cross += both.reshape(-1, p + 1)[:, :p].T @ solved
            logdet += np.linalg.slogdet(block)[1].sum()
        b = np.linalg.inv(cross[:, :p]) @ cross[:, p]
        for block, (_, _, both) in zip(blocks, stacks, strict=True):
            r = both[..., p:] - both[..., :p] @ b[:, np.newaxis]
            rss += float(np.vdot(r, np.linalg.solve(block, r)))
        return float(-0.5 * (constant + logdet + np.linalg.slogdet(cross[:, :p])[1] + rss))

    return height


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
