"""How cases are spread over a set: skewness, and cases that stand nearly on the fence."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.qca.minimise import written
from evidence.qca.rows import QcaSet
from evidence.qca.settings import OUTCOME
from evidence.qca.truth_table import Data

SKEWED = 0.8  # share of cases on one side of a set, from which on its fit says little (Oana, Schneider and Thomann 2021)
NEAR = 0.05  # from the crossover; a slightly other calibration puts such a case on the other side


def spread(data: Data) -> list[QcaSet]:
    """One row a condition, one a level where it has several, and the outcome last."""
    found = []
    for c, levels in enumerate(data.levels):
        for level in range(levels) if levels > 2 else [1]:
            found.append(
                _set(written(((c, level),), data.conditions, data.levels), data, data.column(c, level))
            )
    return [*found, _set(OUTCOME, data, data.outcome)]


def _set(name: str, data: Data, members: Sequence[float]) -> QcaSet:
    inside, n = sum(m > 0.5 for m in members), len(members)
    outside = sum(m < 0.5 for m in members)
    near = tuple(case for case, m in zip(data.cases, members, strict=True) if abs(m - 0.5) < NEAR)
    return QcaSet(name, inside, n, max(inside, outside) > SKEWED * n, near)
