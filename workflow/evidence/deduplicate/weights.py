"""The probability that two compared records are one work.

A scorecard in the sense of Fellegi and Sunter (1969): every level of every field adds a weight, and
the sum is a log-odds. The weights are those of an L2-penalised logistic regression fitted on
labelled pairs by `tests/benchmarks/deduplication.py --fit` and stored as numbers, so that the build
needs no fitted object and a person can read what each field added.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from evidence.deduplicate.levels import LEVELS, Compared

STORED = Path(__file__).with_name("weights.json")
FLAGS = ("objection", "generic", "translated", "brief")


@cache
def stored() -> Mapping[str, Any]:
    """The weights that the package ships: {"intercept": float, "flags": {...}, "fields": {field: {level: float}}}."""
    return json.loads(STORED.read_text(encoding="utf-8"))


def features(compared: Compared, objection: np.ndarray) -> np.ndarray:
    """(m, FLAGS + all levels) of 0 and 1, columns in the order of `names`."""
    flags = np.column_stack([objection, compared.generic, compared.translated, compared.brief])
    levels = [np.eye(len(levels))[compared.level(field)] for field, levels in LEVELS.items()]
    return np.hstack([flags.astype(float), *levels])


def names() -> list[tuple[str, str]]:
    """(field or "flag", level or flag) of each column of `features`."""
    return [("flag", flag) for flag in FLAGS] + [
        (f, level) for f, levels in LEVELS.items() for level in levels
    ]


def probability(
    compared: Compared, objection: np.ndarray, weights: Mapping[str, Any] | None = None
) -> np.ndarray:
    """(m,) float in 0-1, rounded to six places so that every machine stores the same."""
    weights = weights or stored()
    total = np.full(len(compared), float(weights["intercept"]))
    for flag, holds in zip(
        FLAGS, (objection, compared.generic, compared.translated, compared.brief), strict=True
    ):
        total += float(weights["flags"][flag]) * holds
    for field, levels in LEVELS.items():
        total += np.array([weights["fields"][field][level] for level in levels])[compared.level(field)]
    return np.round(1 / (1 + np.exp(-total)), 6)
