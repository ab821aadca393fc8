"""Combining p-values where there are directions and exact p-values and nothing else (Cochrane Handbook 12.2.1.2).

One-sided in the direction of benefit, so that studies that point the other way speak against. Fisher's method through
scipy.stats.combine_pvalues. Stouffer's is summed here: a one-sided p close to 1 rounds to 1, which scipy turns into a z of
minus infinity, so that one small p against would settle the result whatever the other studies say.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from evidence.item_words import Direction

METHODS = ("fisher", "stouffer")


def one_sided(p: float, direction: str) -> float:
    """The p-value for benefit, from a two-sided one and the direction. Raises ValueError outside 0 to 1, or without a direction."""
    if not 0 < p / 2 <= 0.5:  # halved first: the smallest of all floats has no half
        raise ValueError(f"a p-value of {p!r}; allowed: above 0, up to 1")
    if direction not in (Direction.POSITIVE, Direction.NEGATIVE):
        raise ValueError(f"the direction {direction!r} is no direction; allowed: positive, negative")
    return p / 2 if direction == Direction.POSITIVE else 1 - p / 2


def combine(
    p: Sequence[float], directions: Sequence[str], method: str = "fisher", n: Sequence[float] | None = None
) -> tuple[float, float]:
    """(statistic, one-sided p that at least one study has benefit). `n`: sample sizes, whose roots weigh Stouffer's method.

    Raises ValueError for another method, fewer than two studies, or values that are no p-values.
    """
    from scipy.stats import combine_pvalues, norm

    if method not in METHODS:
        raise ValueError(f"unknown method {method!r}; allowed: {', '.join(METHODS)}")
    if len(p) < 2:
        raise ValueError("two studies are needed at least")
    if n is not None and (len(n) != len(p) or any(not 0 < size < math.inf for size in n)):
        raise ValueError("one positive sample size a study is needed")
    turned = [one_sided(value, direction) for value, direction in zip(p, directions, strict=True)]
    if method == "fisher":
        found = combine_pvalues(turned, method="fisher")
        return float(found.statistic), float(found.pvalue)
    weights = [math.sqrt(size) for size in n] if n is not None else [1.0] * len(p)
    z = [
        Direction(direction).sign * float(norm.isf(value / 2))
        for value, direction in zip(p, directions, strict=True)
    ]
    total = math.fsum(w * one for w, one in zip(weights, z, strict=True)) / math.hypot(*weights)
    return total, float(norm.sf(total))
