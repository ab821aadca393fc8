"""One proportion."""

from __future__ import annotations

from evidence.measures.arms import ONE_ARM, one_arm
from evidence.measures.effect import EffectSize, made
from evidence.measures.measure import Measure, Oracle, Way


def proportion(events: float, n: float) -> EffectSize:
    """metafor "PR"."""
    x, total, rule = one_arm(events, n)
    p = x / total
    return made(p, p * (1 - p) / total, f"proportion from {events:g}/{n:g}{rule}")


MEASURE = Measure(
    name="PR",
    label="proportion",
    kinds=("proportion",),
    apart=0.25,
    source="metafor’s PR",
    ways=(Way(ONE_ARM, proportion),),
    oracles=(Oracle("metafor 3.8.1, escalc", {"events_1": "13", "n_1": "40"}, 0.3250, 0.0055),),
)
