"""Standard errors from intervals and p values (Cochrane Handbook 6.5.2.2 and 6.5.2.3)."""

from __future__ import annotations

import math
from functools import lru_cache

from evidence.measures.effect import BadInput, between, finite, positive


@lru_cache(maxsize=4096)
def quantile(level: float, df: float | None = None) -> float:
    """The two-sided critical value at `level` (0.95) of t with `df` degrees of freedom, or without them of the normal distribution."""
    # Late, and what scipy.stats itself calls: to load that takes half a second more.
    from scipy.special import ndtri, stdtrit

    between(0, 1, ci_level=level)
    below = (1 + level) / 2
    return float(ndtri(below) if df is None else stdtrit(df, below))


def se_from_ci(
    low: float, high: float, level: float = 0.95, log: bool = False, df: float | None = None
) -> float:
    """Width over twice the critical value; of the logs where the interval is that of a ratio."""
    finite(ci_low=low, ci_high=high)
    if low > high:
        raise BadInput("ci_low", low, "the lower bound is above the upper", f"up to {high:g}")
    if low == high:
        raise BadInput("ci_low", low, "the interval has no width", f"below {high:g}")
    if log:
        positive(ci_low=low, ci_high=high)
        low, high = math.log(low), math.log(high)
    return (high - low) / (2 * quantile(level, df))


def se_from_p(estimate: float, p: float, df: float | None = None) -> float:
    """|estimate| over the critical value of an exact two-sided p."""
    between(0, 1, p_reported=p)
    finite(estimate=estimate)
    if estimate == 0:
        raise BadInput("estimate", estimate, "an estimate of zero has no p below 1", "not 0")
    return abs(estimate) / quantile(1 - p, df)
