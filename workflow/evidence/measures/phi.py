"""Phi, the correlation of two binary variables."""

from __future__ import annotations

import math

from evidence.measures.arms import EVENTS, against, two_by_two
from evidence.measures.effect import EffectSize, made
from evidence.measures.measure import Measure, Oracle, Way


def phi(events_1: float, n_1: float, events_2: float, n_2: float) -> EffectSize:
    """metafor "PHI"; large-sample variance of Yule (1912). Nothing is added to zero cells."""
    two_by_two(events_1, n_1, events_2, n_2)
    a, b, c, d = events_1, n_1 - events_1, events_2, n_2 - events_2
    n = a + b + c + d
    row, column = (a + b) / n, (a + c) / n
    spread_row, spread_column = row * (1 - row), column * (1 - column)
    estimate = (a * d - b * c) / n**2 / math.sqrt(spread_row * spread_column)
    tilt_row, tilt_column = 2 * row - 1, 2 * column - 1
    skew = tilt_row * tilt_column / math.sqrt(spread_row * spread_column)
    uneven = tilt_row**2 / spread_row + tilt_column**2 / spread_column
    variance = (1 - estimate**2 + estimate * (1 + estimate**2 / 2) * skew - 0.75 * estimate**2 * uneven) / n
    return made(estimate, variance, f"phi {against(events_1, n_1, events_2, n_2)}, variance by Yule (1912)")


MEASURE = Measure(
    name="PHI",
    label="phi",
    kinds=("phi",),
    mirrors=True,
    apart=0.5,
    source="Yule (1912)",
    ways=(Way(EVENTS, phi),),
    oracles=(
        Oracle(
            "metafor 3.8.1, escalc",
            {"events_1": "4", "n_1": "123", "events_2": "11", "n_2": "139"},
            -0.10014,
            0.00318,
            5,
        ),
    ),
)
