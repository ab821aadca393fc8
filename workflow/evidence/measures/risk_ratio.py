"""The risk ratio of two arms."""

from __future__ import annotations

import math

from evidence.measures.arms import EVENTS, against, two_by_two
from evidence.measures.effect import EffectSize, made
from evidence.measures.measure import Measure, Oracle, Scale, Way, ratio_names


def log_risk_ratio(events_1: float, n_1: float, events_2: float, n_2: float) -> EffectSize:
    """metafor "RR"; Katz and others (1978)."""
    (a, b, c, d), rule = two_by_two(events_1, n_1, events_2, n_2)
    variance = 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)
    note = f"log risk ratio {against(events_1, n_1, events_2, n_2)}, variance by Katz and others (1978){rule}"
    return made(math.log(a / (a + b)) - math.log(c / (c + d)), variance, note)


MEASURE = Measure(
    name="RR",
    label="risk ratio",
    kinds=("log_risk_ratio",),
    ratios=("risk_ratio",),
    aliases=ratio_names("risk_ratio", "rr", "relative_risk"),
    scale=Scale.LOG,
    source="Katz and others (1978)",
    ways=(Way(EVENTS, log_risk_ratio),),
    oracles=(
        Oracle(
            "Borenstein and others (2009), chapter 5",
            {"events_1": "5", "n_1": "100", "events_2": "10", "n_2": "100"},
            -0.6931,
            0.2800,
        ),
    ),
)
