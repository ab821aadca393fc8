"""Yule's Q."""

from __future__ import annotations

from evidence.measures.arms import EVENTS, against, two_by_two
from evidence.measures.effect import EffectSize, made
from evidence.measures.measure import Measure, Oracle, Way


def yule_q(events_1: float, n_1: float, events_2: float, n_2: float) -> EffectSize:
    """metafor "YUQ"; Yule (1912)."""
    (a, b, c, d), rule = two_by_two(events_1, n_1, events_2, n_2)
    odds = a * d / (b * c)
    q = (odds - 1) / (odds + 1)
    note = f"Yule's Q {against(events_1, n_1, events_2, n_2)}, Yule (1912){rule}"
    return made(q, (1 - q**2) ** 2 / 4 * (1 / a + 1 / b + 1 / c + 1 / d), note)


MEASURE = Measure(
    name="YUQ",
    label="Yule’s Q",
    kinds=("yule_q",),
    mirrors=True,
    apart=0.5,
    source="Yule (1912)",
    ways=(Way(EVENTS, yule_q),),
    oracles=(
        Oracle(
            "metafor 3.8.1, escalc",
            {"events_1": "4", "n_1": "123", "events_2": "11", "n_2": "139"},
            -0.43767,
            0.05835,
            5,
        ),
    ),
)
