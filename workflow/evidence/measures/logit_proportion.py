"""One proportion on the logit scale."""

from __future__ import annotations

import math

from evidence.measures.arms import ONE_ARM, one_arm
from evidence.measures.effect import EffectSize, made
from evidence.measures.measure import Measure, Oracle, Scale, Way


def logit(events: float, n: float) -> EffectSize:
    """metafor "PLO"."""
    x, total, rule = one_arm(events, n)
    note = f"logit of the proportion {events:g}/{n:g}{rule}"
    return made(math.log(x / (total - x)), 1 / x + 1 / (total - x), note)


MEASURE = Measure(
    name="PLO",
    label="logit of a proportion",
    kinds=("logit_proportion",),
    scale=Scale.LOGIT,
    source="metafor’s PLO",
    ways=(Way(ONE_ARM, logit),),
    oracles=(Oracle("metafor 3.8.1, escalc", {"events_1": "13", "n_1": "40"}, -0.7309, 0.1140),),
)
