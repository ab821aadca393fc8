"""Whether small studies differ: regression and rank tests, precision-effect test, trim and fill.

With fewer than ten studies these tests cannot tell chance from bias (Sterne and others 2011); `FEW` says where to warn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from evidence.meta.impossible import Impossible
from evidence.meta.model import Fit, rma

FEW = 10
_DIGITS = 12
EXACT_UP_TO = 1000  # the exact distribution of more would take minutes


@dataclass(frozen=True, slots=True)
class Asymmetry:
    """A test of funnel asymmetry; `df` is NaN for a normal reference."""

    stat: float
    df: float
    pval: float


@dataclass(frozen=True, slots=True)
class Filled:
    """Trim and fill: how many studies were filled in on which side, and the fit with them."""

    k0: int
    side: str
    fit: Fit


def egger_lm(y: np.ndarray, v: np.ndarray) -> Asymmetry:
    """Egger's test as a weighted regression with multiplicative dispersion (Egger and others 1997)."""
    from scipy import stats

    fit = rma(y, v, np.sqrt(v), "EE", "knha")
    df = fit.k - fit.p
    stat = float(fit.stat[1])
    return Asymmetry(stat, df, float(2 * stats.t.sf(abs(stat), df)))


def egger_rma(y: np.ndarray, v: np.ndarray, method: str = "REML") -> Asymmetry:
    """Egger's test as a mixed-effects model with the standard error as moderator (Sterne and Egger 2005)."""
    fit = rma(y, v, np.sqrt(v), method)
    return Asymmetry(float(fit.stat[1]), float("nan"), float(fit.pval[1]))


def rank_test(y: np.ndarray, v: np.ndarray) -> tuple[float, float]:
    """(Kendall's tau, p) of standardised effects and variances (Begg and Mazumdar 1994).

    The p-value is exact, as metafor's, where nothing is tied and there are no more than EXACT_UP_TO effects.
    """
    from scipy import stats

    y, v = np.asarray(y, float), np.asarray(v, float)
    fit = rma(y, v, method="EE")
    standard = (y - fit.b[0]) / np.sqrt(v - fit.vb[0, 0])
    ties = len(np.unique(v)) < len(v) or len(np.unique(standard)) < len(v)
    exact = "exact" if len(y) <= EXACT_UP_TO and not ties else "asymptotic"
    found = stats.kendalltau(standard, v, method=exact)
    return float(found.statistic), float(found.pvalue)


def pet(y: np.ndarray, v: np.ndarray, peese: bool = False, level: float = 0.95) -> Fit:
    """Precision-effect test, or with `peese` the estimate with standard error (Stanley and Doucouliagos 2014)."""
    return rma(y, v, v if peese else np.sqrt(v), "EE", level=level)


def trim_and_fill(fit: Fit, estimator: str = "L0") -> Filled:
    """Duval and Tweedie (2000), estimators L0 and R0; the side without studies is told by Egger's regression.

    Raises ValueError for another estimator, a model with moderators, and where trimming leaves no study.
    """
    if estimator not in ("L0", "R0"):
        raise ValueError(f"unknown estimator {estimator!r}; allowed: L0, R0")
    if fit.p != 1:
        raise ValueError("trim and fill is for models without moderators")
    model = partial(rma, method=fit.method, precision=fit.precision)
    slope = model(fit.y, fit.v, np.sqrt(fit.v)).b[1]
    side, turn = ("right", -1) if slope < 0 else ("left", 1)  # turned so that studies are missing on the left
    order = np.argsort(turn * fit.y, kind="stable")
    y, v = turn * fit.y[order], fit.v[order]
    k, k0, before = fit.k, 0, -1
    for _ in range(100):
        if k0 == before:
            break
        before = k0
        kept = slice(0, k - k0)
        centre = _centre(model, y[kept], v[kept])
        ranks = _signed_ranks(y - centre)
        k0 = max(0, _missing(ranks, estimator))
        if k0 >= k:
            raise Impossible(f"not possible with {k} studies: none would be left after trimming")
    if not k0:
        return Filled(0, side, fit)
    centre = _centre(model, y[: k - k0], v[: k - k0])
    mirrored = 2 * centre - y[k - k0 :]
    both = turn * np.concatenate([y, mirrored])
    filled = model(both, np.concatenate([v, v[k - k0 :]]), test=fit.test, level=fit.level)
    return Filled(k0, side, filled)


def _centre(model: Callable[..., Fit], y: np.ndarray, v: np.ndarray) -> float:
    """The average of what is left; where that is one study, the study, as metafor has it."""
    return float(model(y, v).b[0] if len(y) > 1 else y[0])


def _signed_ranks(deviation: np.ndarray) -> np.ndarray:
    from scipy.stats import rankdata

    # Studies that lie alike on both sides shall be so in the last digit too.
    deviation = np.round(deviation / (np.abs(deviation).max() or 1.0), _DIGITS)
    return np.sign(deviation) * rankdata(np.abs(deviation), method="ordinal")


def _missing(ranks: np.ndarray, estimator: str) -> int:
    k = len(ranks)
    if estimator == "R0":
        negative = np.abs(ranks[ranks < 0])
        return int(k - (negative.max() if len(negative) else 0)) - 1
    total = ranks[ranks > 0].sum()
    return int(np.round((4 * total - k * (k + 1)) / (2 * k - 1)))
