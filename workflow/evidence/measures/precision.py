"""Standard errors from intervals and p values (Cochrane Handbook 6.5.2.2 and 6.5.2.3)."""

from __future__ import annotations

import math
from functools import lru_cache

from evidence.measures.effect import BadInput, between, finite, positive


@lru_cache(maxsize=4096)
def quantile(level: float, df: float | None = None) -> float:
    """The two-sided critical value at `level` (0.95): of t with `df`, else of the normal."""
    from scipy.stats import norm, t  # late: half a second, which most commands need not wait for

    between(0, 1, ci_level=level)
    upper = (1 + level) / 2
    return float(norm.ppf(upper) if df is None else t.ppf(upper, df))


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


def se_from_p(estimate: float, p: str, df: float | None = None, upper_bound: bool = False) -> float:
    """|estimate| over the critical value of an exact two-sided p.

    A p that is only an inequality is refused, unless it is stated to be an upper bound; the
    standard error is then an upper bound too.
    """
    text = p.strip().lower().removeprefix("p").strip().removeprefix("=").strip()
    if text[:1] in "<≤" and upper_bound:
        text = text.lstrip("<≤= ")
    try:
        value = float(text)
    except ValueError:
        problem = "an inequality does not give a standard error"
        raise BadInput("p_reported", p, problem, "an exact p, such as 0.032") from None
    between(0, 1, p_reported=value)
    finite(estimate=estimate)
    if estimate == 0:
        raise BadInput("estimate", estimate, "an estimate of zero has no p below 1", "not 0")
    return abs(estimate) / quantile(1 - value, df)
