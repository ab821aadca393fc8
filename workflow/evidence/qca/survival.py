"""Which terms survive other thresholds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from evidence.qca.rows import QcaRobustness

MODELS, TERMS = " | ", " + "


def survival(rows: Iterable[QcaRobustness]) -> list[tuple[str, int, int, int]]:
    """Each term of any intermediate solution: in how many settings it stands in some model, in all models, of how many.

    The most frequent first. A setting without a solution counts among all settings.
    """
    rows = list(rows)
    some, every = Counter[str](), Counter[str]()
    for row in rows:
        models = [set(model.split(TERMS)) for model in row.solution.split(MODELS) if model]
        if models:
            some.update(set.union(*models))
            every.update(set.intersection(*models))
    ordered = sorted(some, key=lambda term: (-some[term], -every[term], term))
    return [(term, some[term], every[term], len(rows)) for term in ordered]
