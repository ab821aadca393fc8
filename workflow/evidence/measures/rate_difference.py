"""The difference of two rates of events over person-time."""

from __future__ import annotations

from evidence.measures.arms import TIMES, against, over_time
from evidence.measures.effect import EffectSize, made
from evidence.measures.measure import Measure, Oracle, Way


def rate_difference(events_1: float, time_1: float, events_2: float, time_2: float) -> EffectSize:
    """metafor "IRD"."""
    x, y, rule = over_time(events_1, time_1, events_2, time_2)
    note = f"rate difference {against(events_1, time_1, events_2, time_2)}{rule}"
    return made(x / time_1 - y / time_2, x / time_1**2 + y / time_2**2, note)


MEASURE = Measure(
    name="IRD",
    label="rate difference",
    kinds=("rate_difference",),
    mirrors=True,
    source="metafor’s IRD",
    ways=(Way(TIMES, rate_difference),),
    oracles=(
        Oracle(
            "metafor 3.8.1, escalc",
            {"events_1": "12", "time_1": "340.5", "events_2": "20", "time_2": "310"},
            -0.02927,
            0.00031,
            5,
        ),
    ),
)
