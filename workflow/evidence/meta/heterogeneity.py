"""How far tau² may lie: the Q-profile interval (Viechtbauer 2007)."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.meta.model import Fit
from evidence.meta.tau2 import root_of_q


@dataclass(frozen=True, slots=True)
class Interval:
    """Bounds of tau² and of I² (per cent)."""

    tau2_lb: float
    tau2_ub: float
    I2_lb: float
    I2_ub: float


def q_profile(fit: Fit, level: float = 0.95) -> Interval:
    """The tau² at which the generalised Q reaches the upper and the lower quantile of its distribution; never below 0."""
    from scipy import stats

    df = fit.k - fit.p
    low = root_of_q(fit.y, fit.v, fit.X, float(stats.chi2.ppf(0.5 + level / 2, df)), fit.precision)
    high = root_of_q(fit.y, fit.v, fit.X, float(stats.chi2.ppf(0.5 - level / 2, df)), fit.precision)
    typical = fit.typical_variance
    return Interval(low, high, 100 * low / (low + typical), 100 * high / (high + typical))
