"""The risk difference of two arms."""

from __future__ import annotations

from evidence.measures.arms import EVENTS, against, two_by_two
from evidence.measures.effect import EffectSize, made
from evidence.measures.measure import Measure, Oracle, Way


def risk_difference(events_1: float, n_1: float, events_2: float, n_2: float) -> EffectSize:
    """metafor "RD": unpooled variance. Of arms that both have no events, or nothing but events, it is 0."""
    (a, b, c, d), rule = two_by_two(events_1, n_1, events_2, n_2, ratio=False)
    p, q = a / (a + b), c / (c + d)
    variance = p * (1 - p) / (a + b) + q * (1 - q) / (c + d)
    note = f"risk difference {against(events_1, n_1, events_2, n_2)}, unpooled variance{rule}"
    return made(p - q, variance, note)


MEASURE = Measure(
    name="RD",
    label="risk difference",
    kinds=("risk_difference",),
    aliases={"rd": "risk_difference", "ard": "risk_difference"},
    mirrors=True,
    apart=0.25,
    source="metafor’s RD: unpooled variance",
    ways=(Way(EVENTS, risk_difference),),
    oracles=(
        Oracle(
            "Borenstein and others (2009), chapter 5",
            {"events_1": "5", "n_1": "100", "events_2": "10", "n_2": "100"},
            -0.0500,
            0.00138,
            5,
        ),
    ),
)
