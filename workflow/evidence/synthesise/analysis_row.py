"""How one further analysis of a pool becomes a row: with finite numbers, or with its reason in their place."""

from __future__ import annotations

import math
from collections.abc import Callable

from evidence.meta import Fit
from evidence.meta.impossible import CANNOT_BE_COMPUTED, TOO_FAR_APART, Impossible, reason

Number = float | None
Row = tuple[str, str, int, Number, Number, Number, Number, Number, Number, str]
"""A `PoolAnalysis` but its pool."""


def tried(name: str, kind: str, k: int, made: Callable[[], Row]) -> Row:
    """The row of an analysis; where it cannot be computed, or gives no finite numbers, its reason in their place."""
    try:
        row = made()
    except CANNOT_BE_COMPUTED as error:
        return refused(name, kind, k, reason(error))
    numbers = [value for value in row[3:9] if value is not None]
    return row if all(map(math.isfinite, numbers)) else refused(name, kind, k, TOO_FAR_APART)


def fitted(name: str, kind: str, fit: Fit, note: str = "", coefficient: int = 0) -> Row:
    """The row of one coefficient of a fit. Raises Impossible where its error is none."""
    if fit.se[coefficient] == 0:
        raise Impossible("all estimates are the same")
    low, high = fit.ci_lb[coefficient], fit.ci_ub[coefficient]
    return (
        *(name, kind, fit.k, float(fit.b[coefficient]), float(low), float(high), fit.tau2),
        *(float(fit.stat[coefficient]), float(fit.pval[coefficient]), note),
    )


def refused(name: str, kind: str, k: int, note: str) -> Row:
    """A row without a number."""
    return name, kind, k, None, None, None, None, None, None, note
