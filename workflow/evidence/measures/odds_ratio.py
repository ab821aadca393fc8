"""The odds ratio of two arms."""

from __future__ import annotations

import math

from evidence.measures.arms import EVENTS, against, two_by_two
from evidence.measures.effect import EffectSize, made
from evidence.measures.measure import Conversion, Measure, Oracle, Scale, Way, ratio_names

_SCALE = math.pi / math.sqrt(3)


def log_odds_ratio(events_1: float, n_1: float, events_2: float, n_2: float) -> EffectSize:
    """metafor "OR"; Woolf (1955)."""
    (a, b, c, d), rule = two_by_two(events_1, n_1, events_2, n_2)
    note = f"log odds ratio {against(events_1, n_1, events_2, n_2)}, variance by Woolf (1955){rule}"
    return made(math.log(a * d / (b * c)), 1 / a + 1 / b + 1 / c + 1 / d, note)


def to_d(log_odds: float, variance: float, a: float = 4) -> EffectSize:
    """By the logistic distribution behind the groups; their sizes do not matter."""
    return made(log_odds / _SCALE, variance / _SCALE**2, "d from log odds ratio by sqrt(3)/pi")


def from_d(d: float, variance: float, a: float = 4) -> EffectSize:
    return made(d * _SCALE, variance * _SCALE**2, "log odds ratio from d by pi/sqrt(3)")


MEASURE = Measure(
    name="OR",
    label="odds ratio",
    kinds=("log_odds_ratio",),
    ratios=("odds_ratio",),
    aliases=ratio_names("odds_ratio", "or"),
    scale=Scale.LOG,
    mirrors=True,
    source="Woolf (1955)",
    ways=(Way(EVENTS, log_odds_ratio),),
    converts=Conversion(to_d, from_d),
    oracles=(
        Oracle(
            "Borenstein and others (2009), chapter 5",
            {"events_1": "5", "n_1": "100", "events_2": "10", "n_2": "100"},
            -0.7472,
            0.3216,
        ),
    ),
)
