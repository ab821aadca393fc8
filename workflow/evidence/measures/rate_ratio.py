"""The ratio of two rates of events over person-time."""

from __future__ import annotations

import math

from evidence.measures.arms import TIMES, against, over_time
from evidence.measures.effect import EffectSize, made
from evidence.measures.measure import Measure, Oracle, Scale, Way, ratio_names


def log_rate_ratio(events_1: float, time_1: float, events_2: float, time_2: float) -> EffectSize:
    """metafor "IRR"."""
    x, y, rule = over_time(events_1, time_1, events_2, time_2)
    note = f"log rate ratio {against(events_1, time_1, events_2, time_2)}{rule}"
    return made(math.log(x / time_1) - math.log(y / time_2), 1 / x + 1 / y, note)


MEASURE = Measure(
    name="IRR",
    label="rate ratio",
    kinds=("log_rate_ratio", "log_incidence_rate_ratio"),
    ratios=("rate_ratio", "incidence_rate_ratio"),
    aliases=ratio_names("rate_ratio") | ratio_names("incidence_rate_ratio", "irr"),
    scale=Scale.LOG,
    source="metafor’s IRR",
    ways=(Way(TIMES, log_rate_ratio),),
    oracles=(
        Oracle(
            "metafor 3.8.1, escalc",
            {"events_1": "12", "time_1": "340.5", "events_2": "20", "time_2": "310"},
            -0.6047,
            0.1333,
        ),
    ),
)
