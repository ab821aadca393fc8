"""Yule's Y."""

from __future__ import annotations

import math

from evidence.measures.arms import EVENTS, against, two_by_two
from evidence.measures.effect import EffectSize, made
from evidence.measures.measure import Measure, Oracle, Way


def yule_y(events_1: float, n_1: float, events_2: float, n_2: float) -> EffectSize:
    """metafor "YUY"; Yule (1912)."""
    (a, b, c, d), rule = two_by_two(events_1, n_1, events_2, n_2)
    root = math.sqrt(a * d / (b * c))
    y = (root - 1) / (root + 1)
    note = f"Yule's Y {against(events_1, n_1, events_2, n_2)}, Yule (1912){rule}"
    return made(y, (1 - y**2) ** 2 / 16 * (1 / a + 1 / b + 1 / c + 1 / d), note)


MEASURE = Measure(
    name="YUY",
    label="Yule’s Y",
    kinds=("yule_y",),
    mirrors=True,
    apart=0.5,
    source="Yule (1912)",
    ways=(Way(EVENTS, yule_y),),
    oracles=(
        Oracle(
            "metafor 3.8.1, escalc",
            {"events_1": "4", "n_1": "123", "events_2": "11", "n_2": "139"},
            -0.23046,
            0.02001,
            5,
        ),
    ),
)
