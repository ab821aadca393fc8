"""The arcsine-transformed risk difference."""

from __future__ import annotations

import math

from evidence.measures.arms import EVENTS, against, two_by_two
from evidence.measures.effect import EffectSize, made
from evidence.measures.measure import Measure, Oracle, Scale, Way


def arcsine_difference(events_1: float, n_1: float, events_2: float, n_2: float) -> EffectSize:
    """metafor "AS". Needs no rule for zero."""
    two_by_two(events_1, n_1, events_2, n_2)
    angles = math.asin(math.sqrt(events_1 / n_1)) - math.asin(math.sqrt(events_2 / n_2))
    note = f"arcsine risk difference {against(events_1, n_1, events_2, n_2)}"
    return made(angles, 1 / (4 * n_1) + 1 / (4 * n_2), note)


MEASURE = Measure(
    name="AS",
    label="arcsine risk difference",
    kinds=("arcsine_risk_difference",),
    aliases={"asd": "arcsine_risk_difference"},
    scale=Scale.ANGLE,
    source="metafor’s AS",
    ways=(Way(EVENTS, arcsine_difference),),
    oracles=(
        # a quarter against a half: asin(1/2) - asin(sqrt(1/2)) = pi/6 - pi/4
        Oracle(
            "by hand: pi/6 - pi/4; 1/400 + 1/400",
            {"events_1": "25", "n_1": "100", "events_2": "50", "n_2": "100"},
            -0.2618,
            0.0050,
        ),
    ),
)
