"""Which kinds of estimate are ratios: written as ratios, with a standard error on the log scale, and pooled as logs."""

from __future__ import annotations

import math

RATIOS = frozenset(
    ("odds_ratio", "risk_ratio", "incidence_rate_ratio", "rate_ratio", "hazard_ratio", "ratio_of_means")
    + ("ratio_of_odds_ratios",)
)


def is_ratio(kind: str) -> bool:
    """Whether the analysis is on a log scale, so that results are read as ratios.

    >>> is_ratio("risk_ratio"), is_ratio("log_odds_ratio"), is_ratio("smd")
    (True, True, False)
    """
    return kind in RATIOS or kind.startswith("log_")


def analysed(kind: str, estimate: float) -> float:
    """The estimate on the scale on which it is pooled: the log of a ratio. Raises ValueError for a ratio not above 0."""
    return math.log(estimate) if kind in RATIOS else estimate
