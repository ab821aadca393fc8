"""One proportion as a double arcsine."""

from __future__ import annotations

import math

from evidence.measures.arms import ONE_ARM, one_arm
from evidence.measures.effect import EffectSize, made
from evidence.measures.measure import Measure, Oracle, Scale, Way


def double_arcsine(events: float, n: float) -> EffectSize:
    """metafor "PFT"; Freeman and Tukey (1950). Needs no rule for zero."""
    one_arm(events, n)
    angles = math.asin(math.sqrt(events / (n + 1))) + math.asin(math.sqrt((events + 1) / (n + 1)))
    note = f"double arcsine of the proportion {events:g}/{n:g} (Freeman and Tukey 1950)"
    return made(angles / 2, 1 / (4 * n + 2), note)


MEASURE = Measure(
    name="PFT",
    label="double arcsine of a proportion",
    kinds=("double_arcsine",),
    scale=Scale.ANGLE,
    source="Freeman and Tukey (1950)",
    ways=(Way(ONE_ARM, double_arcsine),),
    oracles=(Oracle("metafor 3.8.1, escalc", {"events_1": "0", "n_1": "25"}, 0.0987, 0.0098),),
)
