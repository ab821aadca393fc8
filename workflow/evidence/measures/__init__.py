"""Measures of effect: what the column `effect_type` may say, how each is computed, and on which scale it is pooled.

Own code, because statsmodels has neither the exact small-sample correction nor rates, proportions,
correlations and change scores. Formulas and defaults are those of metafor's `escalc` (Viechtbauer 2010).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import Protocol

from evidence.measures.effect import BadInput, EffectSize
from evidence.measures.measure import Measure, Scale
from evidence.registry import Registry

__all__ = ["MEASURES", "BadInput", "EffectSize", "Measure", "Scale"]

MEASURES: Registry[Measure] = Registry(
    __name__, "MEASURE", Measure, "evidence.measures", lambda measure: (measure.name, *measure.effect_types)
)


class Named(Protocol):
    """A code of a codebook."""

    @property
    def id(self) -> str: ...


_OF_RATIOS = frozenset(("ratio", "ratios", "odds", "hazard", "relative", "rr", "hr", "irr", "aor"))


def inputs(measures: tuple[Measure, ...]) -> tuple[str, ...]:
    """The columns of numbers that measures are computed from."""
    found = (name for measure in measures for way in measure.ways for name in way.inputs)
    return tuple(name for name in dict.fromkeys(found) if name != "p_reported")


def effect_types(own: Iterable[Named] = ()) -> list[str]:
    """What the column `effect_type` may say: what is known anyway, and a codebook's own kinds."""
    known = {kind for measure in MEASURES for kind in measure.effect_types}
    return sorted(known | {kind.id for kind in own})


def aliases() -> dict[str, str]:
    """Other words for them."""
    return {other: kind for measure in MEASURES for other, kind in measure.aliases.items()}


def of_ratios(kind: str) -> bool:
    """Whether estimates of this kind are written as ratios, with a standard error on the log scale."""
    measure = MEASURES.get(kind)
    return measure is not None and kind in measure.ratios


def is_ratio(kind: str) -> bool:
    """Whether the analysis is on a log scale, so that results are read as ratios.

    >>> is_ratio("risk_ratio"), is_ratio("log_odds_ratio"), is_ratio("smd")
    (True, True, False)
    """
    measure = MEASURES.get(kind)
    return measure.scale is Scale.LOG if measure else kind.startswith("log_")


def analysed(kind: str, estimate: float) -> float:
    """The estimate on the scale on which it is pooled: the log of a ratio. Raises ValueError for a ratio not above 0."""
    return math.log(estimate) if of_ratios(kind) else estimate


def spread(kind: str) -> float | None:
    """How far studies may lie apart, in units of a standardised difference or a log ratio; None for a kind in units of its outcome.

    >>> spread("log_odds_ratio"), spread("risk_difference"), spread("mean_difference")
    (1.0, 0.25, None)
    """
    measure = MEASURES.get(kind)
    return measure.spread if measure else None


def mirrors(kind: str) -> bool:
    """Whether the other sign is the same measure of the opposite outcome."""
    measure = MEASURES.get(kind)
    return measure is not None and measure.mirrors


def swaps(kind: str) -> bool:
    """Whether the other sign is the same measure of the second arm against the first, on the scale of analysis.

    >>> swaps("risk_ratio"), mirrors("risk_ratio"), mirrors("odds_ratio"), swaps("percent_change")
    (True, False, True, False)
    """
    measure = MEASURES.get(kind)
    return measure is not None and measure.swaps


def in_words(kind: str, label: str = "") -> str:
    """A kind of estimate as a reader knows it: a log ratio is shown as a ratio. `label`: what a codebook calls a kind of its own.

    >>> in_words("log_odds_ratio"), in_words("mean_euro", "Mean in euros"), in_words("mean_euro")
    ('odds ratio', 'mean in euros', 'mean euro')
    """
    measure = MEASURES.get(kind)
    return measure.label if measure else label[:1].lower() + label[1:] or kind.replace("_", " ")


def unpoolable(kind: str) -> str:
    """Why estimates of a kind are never pooled, or nothing.

    A kind of the codebook's own has no scale but its own; where it speaks of a ratio, a mean of it would be wrong.

    >>> unpoolable("odds_ratio"), unpoolable("mean_difference_euro")
    ('', '')
    >>> unpoolable("adjusted_odds_ratio")
    'nobody knows the scale of adjusted odds ratio, which speaks of a ratio; odds ratio and its like are known'
    """
    measure = MEASURES.get(kind)
    if measure:
        return (
            "only a direction is known, and a direction is not an effect size"
            if measure.scale is Scale.NONE
            else ""
        )
    words = set(re.split(r"[^a-z]+", kind.casefold()))
    if kind.startswith("log_") or not words & _OF_RATIOS:
        return ""
    said = kind.replace("_", " ")
    return f"nobody knows the scale of {said}, which speaks of a ratio; odds ratio and its like are known"
