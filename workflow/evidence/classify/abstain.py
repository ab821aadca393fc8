"""From which probability on a machine's code is accepted: a precision that was reached, not hoped for.

Selective classification with guaranteed risk (Geifman and El-Yaniv 2017): on works that the voices had not
seen, the lowest threshold from which on the precision is at least the wanted one with confidence, by the
exact binomial bound of Clopper and Pearson (1934).
"""

from __future__ import annotations

import numpy as np

LEAST = 0.5
"""A code that is more likely wrong than right is not accepted, however sure the others are."""

NEVER = 2.0
"""A threshold that no probability reaches: with so little to go by, the machine abstains."""


def threshold(probability: np.ndarray, right: np.ndarray, precision: float, confidence: float) -> float:
    """The lowest threshold at which accepted codes are right often enough, or NEVER.

    `probability`, `right`: (m,) of every code that could be accepted. Codes of one probability stand or fall
    together. Thresholds are tried from the strictest on, and the search ends with the first that fails after
    one has held, so that many trials do not wear the confidence out.
    """
    from scipy.special import betaincinv  # scipy.stats takes half a second to load

    order = np.argsort(-probability, kind="stable")
    order = order[probability[order] >= LEAST]
    p, hits = probability[order], np.cumsum(right[order])
    last = np.flatnonzero(np.r_[p[1:] != p[:-1], True]) if len(p) else np.empty(0, int)
    n, k = last + 1, hits[last] if len(p) else np.empty(0)
    low = np.where(k > 0, betaincinv(np.maximum(k, 1), n - k + 1, 1 - confidence), 0.0)
    holds = low >= precision
    if not holds.any():
        return NEVER
    first = int(holds.argmax())
    fails = np.flatnonzero(~holds[first:])
    return float(p[last[first + int(fails[0]) - 1 if len(fails) else -1]])
