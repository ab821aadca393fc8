"""The probability that two compared records are one work.

A scorecard in the sense of Fellegi and Sunter (1969): every level of every field and every remark on
several fields adds a weight, and the sum is a log-odds. What is missing adds nothing. The weights are those of a
penalised logistic regression fitted on labelled pairs by `tests/benchmarks/deduplication.py --fit` and
stored as numbers, so that the build needs no fitted object and a person can read what each field added.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from evidence.deduplicate.levels import LEVELS, Comparisons
from evidence.deduplicate.objections import Objection

STORED = Path(__file__).with_name("weights.json")
MISSING = ("missing", "one missing")


@cache
def stored() -> Mapping[str, Any]:
    """The weights that the package ships: {"intercept": float, "remarks": {reason: float}, "fields": {field: {level: float}}}."""
    return json.loads(STORED.read_text(encoding="utf-8"))


def log_odds(
    compared: Comparisons, remarks: Sequence[Objection], weights: Mapping[str, Any] | None = None
) -> np.ndarray:
    """(m,) float: the sum of the weights of what holds."""
    weights = weights or stored()
    total = np.full(len(compared), float(weights["intercept"]))
    for remark in remarks:
        total += float(weights["remarks"][remark.reason]) * remark.holds
    for field, levels in LEVELS.items():
        total += np.array([weights["fields"][field].get(level, 0.0) for level in levels])[
            compared.level(field)
        ]
    return total


def probability(
    compared: Comparisons, remarks: Sequence[Objection], weights: Mapping[str, Any] | None = None
) -> np.ndarray:
    """(m,) float in 0-1, rounded to six places so that every machine stores the same."""
    return np.round(1 / (1 + np.exp(-log_odds(compared, remarks, weights))), 6)
