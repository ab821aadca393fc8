"""A Bayesian random-effects model by quadrature: no sampling, so the same data give the same digits.

The normal-normal model with a flat prior on the mean and a half-normal or half-Cauchy prior on tau (Gelman 2006; Röver
2020). Given tau the mean is normal, so that everything is one integral over tau, done by Gauss and Legendre on panels of
tau / (scale + tau). Judged against: PyMARE and statsmodels have no such model; samplers are slow and never give the
same bytes twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from evidence.meta.impossible import TOO_FAR_APART, Impossible

PRIORS = ("half-normal", "half-cauchy")
_PANELS, _NODES = 240, 12


@dataclass(frozen=True, slots=True)
class Posterior:
    """Medians, means and central intervals of the mean `mu`, of `tau`, and of the effect in a new study (`pi`)."""

    prior: str
    scale: float
    mu: float
    mu_mean: float
    mu_lb: float
    mu_ub: float
    tau: float
    tau_lb: float
    tau_ub: float
    pi_lb: float
    pi_ub: float
    above_zero: float


def random_effects(
    y: np.ndarray, v: np.ndarray, prior: str = "half-normal", scale: float = 0.5, level: float = 0.95
) -> Posterior:
    """Effects `y` (k,) with sampling variances `v` (k,), k of two at least; `scale` in units of the effect.

    `above_zero` is the posterior probability of a mean above zero. Raises ValueError for another prior, a scale that is
    not positive, fewer than two effects, and variances that are not positive and finite.
    """
    y, v = np.asarray(y, float), np.asarray(v, float)
    if prior not in PRIORS:
        raise ValueError(f"unknown prior {prior!r}; allowed: {', '.join(PRIORS)}")
    if not scale > 0:
        raise ValueError(f"the scale of a prior must be positive, not {scale!r}")
    if len(y) < 2:
        raise ValueError("two effects are needed at least")
    if not (np.isfinite(y).all() and np.isfinite(v).all() and (v > 0).all()):
        raise ValueError("effects must be finite, variances positive and finite")
    grid = _grid(y, v, prior, scale)
    tail = (1 - level) / 2
    within = np.sqrt(grid.variance)
    new = np.sqrt(grid.variance + grid.tau**2)
    return Posterior(
        prior,
        scale,
        _quantile(grid, within, 0.5),
        float(grid.weight @ grid.mean),
        _quantile(grid, within, tail),
        _quantile(grid, within, 1 - tail),
        _tau_at(grid, 0.5),
        _tau_at(grid, tail),
        _tau_at(grid, 1 - tail),
        _quantile(grid, new, tail),
        _quantile(grid, new, 1 - tail),
        1 - _below(grid, within, 0.0),
    )


@dataclass(frozen=True, slots=True)
class _Grid:
    """Nodes (n,): tau, its posterior weight, and the mean and variance of mu given tau."""

    tau: np.ndarray
    weight: np.ndarray
    mean: np.ndarray
    variance: np.ndarray
    density: Callable[[np.ndarray], np.ndarray]
    edges: np.ndarray
    scale: float


def _grid(y: np.ndarray, v: np.ndarray, prior: str, scale: float) -> _Grid:
    def given(tau: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        w = 1 / (v + tau[:, None] ** 2)
        total = w.sum(axis=1)
        mean = (w @ y) / total
        log = 0.5 * (np.log(w).sum(axis=1) - np.log(total) - (w * (y - mean[:, None]) ** 2).sum(axis=1))
        z = tau / scale
        return mean, 1 / total, log + (-0.5 * z**2 if prior == "half-normal" else -np.log1p(z**2))

    nodes, own = np.polynomial.legendre.leggauss(_NODES)
    edges = np.linspace(0, 1, _PANELS + 1)
    half = np.diff(edges)[:, None] / 2
    u = (edges[:-1, None] + half + half * nodes).ravel()
    tau = scale * u / (1 - u)
    mean, variance, log = given(tau)
    top = log.max()
    mass = np.exp(log - top) * (half * own).ravel() * scale / (1 - u) ** 2
    total = mass.sum()

    def density(at: np.ndarray) -> np.ndarray:
        """Of u, normalised."""
        jacobian = scale / (1 - at) ** 2
        return np.exp(given(scale * at / (1 - at))[2] - top) * jacobian / total

    return _Grid(tau, mass / total, mean, variance, density, edges, scale)


def _below(grid: _Grid, spread: np.ndarray, x: float) -> float:
    from scipy.special import ndtr

    return float(grid.weight @ ndtr((x - grid.mean) / spread))


def _quantile(grid: _Grid, spread: np.ndarray, share: float) -> float:
    """Where the mixture of normals over tau has `share` below it."""
    from scipy.optimize import brentq

    centre, reach = float(grid.weight @ grid.mean), float(np.sqrt(grid.weight @ spread**2))
    reach = reach if np.isfinite(reach) and reach > 0 else 1.0
    reach = max(
        reach, abs(centre) * 1e-12
    )  # less would be lost beside the centre, and the search stand still
    if not np.isfinite(centre):
        raise Impossible(TOO_FAR_APART)
    low, high = centre - reach, centre + reach
    while _below(grid, spread, low) > share:
        low -= 2 * (centre - low)
    while _below(grid, spread, high) < share:
        high += 2 * (high - centre)
    return float(brentq(lambda x: _below(grid, spread, x) - share, low, high, xtol=1e-13, rtol=1e-14))


def _tau_at(grid: _Grid, share: float) -> float:
    """The quantile of tau: the panel by its sums, the place within it by quadrature of its own."""
    from scipy.optimize import brentq

    sums = np.cumsum(grid.weight.reshape(_PANELS, _NODES).sum(axis=1))
    panel = int(np.searchsorted(sums, share))
    before = float(sums[panel - 1]) if panel else 0.0
    low, high = grid.edges[panel], grid.edges[panel + 1]
    nodes, own = np.polynomial.legendre.leggauss(_NODES)

    def reached(u: float) -> float:
        half = (u - low) / 2
        return before + float(half * own @ grid.density(low + half + half * nodes)) - share

    u = brentq(reached, low, high, xtol=1e-15, rtol=1e-14) if reached(high) > 0 else high
    return float(grid.scale * u / (1 - u))
