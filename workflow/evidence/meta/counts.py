"""Common effects from counts of two arms, without a logarithm of any one study: Mantel and Haenszel (1959), and Peto (Yusuf and others 1985).

No cell is corrected: a study without events in one arm speaks as it is. statsmodels pools odds and risk ratios so (`StratifiedTable`), and neither
risk differences nor Peto's odds ratio; hence this module. Judged against metafor's `rma.mh` and `rma.peto`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from evidence.meta.impossible import Impossible

_NO_EVENTS = "there are no events, or nothing else, in one of the arms of all studies together"


class Pooled(NamedTuple):
    """A ratio as its log."""

    estimate: float
    se: float


def mantel_haenszel(kind: str, tables: np.ndarray) -> Pooled:
    """`tables` (k, 4): events and people of the first arm, then of the second. `kind`: log_odds_ratio, log_risk_ratio, risk_difference.

    Variances by Robins, Breslow and Greenland (1986), Greenland and Robins (1985), Sato and others (1989). Raises ValueError for
    another kind, Impossible where no event, or nothing else, is in an arm of all studies together.
    """
    a, n, c, m = tables.T
    b, d, total = n - a, m - c, n + m
    if kind == "log_odds_ratio":
        p, q, r, s = (a + d) / total, (b + c) / total, a * d / total, b * c / total
        up, down = r.sum(), s.sum()
        _some(up, down)
        variance = (
            (p * r).sum() / (2 * up**2)
            + (p * s + q * r).sum() / (2 * up * down)
            + (q * s).sum() / (2 * down**2)
        )
        return Pooled(float(np.log(up / down)), float(np.sqrt(variance)))
    if kind == "log_risk_ratio":
        r, s = a * m / total, c * n / total
        up, down = r.sum(), s.sum()
        _some(up, down)
        spread = (n * m * (a + c) - a * c * total) / total**2
        return Pooled(float(np.log(up / down)), float(np.sqrt(spread.sum() / (up * down))))
    if kind != "risk_difference":
        raise ValueError(f"{kind} is not pooled from counts")
    weight = n * m / total
    difference = float((a * m / total - c * n / total).sum() / weight.sum())
    first = (c * (n / total) ** 2 - a * (m / total) ** 2 + weight / total * (m - n) / 2).sum()
    second = ((a * d + c * b) / total).sum() / 2
    variance = (difference * first + second) / weight.sum() ** 2
    if not variance > 0:
        raise Impossible(_NO_EVENTS)
    return Pooled(difference, float(np.sqrt(variance)))


def peto(tables: np.ndarray) -> Pooled:
    """The log odds ratio from observed less expected events and their hypergeometric variance; good where events are rare and arms alike in size."""
    a, n, c, m = tables.T
    total, events = n + m, a + c
    variance = (n * m * events * (total - events) / (total**2 * np.maximum(total - 1, 1))).sum()
    if not variance > 0:
        raise Impossible(_NO_EVENTS)
    return Pooled(float((a - n * events / total).sum() / variance), float(1 / np.sqrt(variance)))


def _some(*sums: float) -> None:
    if min(sums) <= 0:
        raise Impossible(_NO_EVENTS)
