"""The direction of a number is its sign: never whether it is significant, and no difference only within a margin that was set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from evidence.extract.rows import EvidenceItem, HigherIs, is_comparison
from evidence.item_words import Direction
from evidence.measures import MEASURES, analysed

_LEVELS = frozenset(
    ("PR", "PLO", "PFT", "percentage", "count", "rate", "mean", "median", "range", "eta_squared", "r_squared")
)
"""Measures of one arm, or without a sign, whose numbers point no way."""


def sign_of(item: EvidenceItem, margins: Mapping[str, float]) -> Direction:
    """The direction that an estimate has by its sign and by what a higher value is; not stated where either is not known.

    `margins`: kind of estimate → the greatest difference that does not matter, on the scale on which it is pooled. No
    difference is found only where the whole interval lies within it.
    """
    measure = MEASURES.get(item.effect_type)
    if measure is None or measure.name in _LEVELS or not is_comparison(item):
        return Direction.NOT_STATED
    if item.estimate is None or item.higher_is == HigherIs.NOT_STATED:
        return Direction.NOT_STATED
    try:
        value, low, high = (
            None if bound is None else analysed(item.effect_type, bound)
            for bound in (item.estimate, item.ci_low, item.ci_high)
        )
    except ValueError:  # a ratio that is not above nothing
        return Direction.NOT_STATED
    margin = margins.get(item.effect_type)
    within = margin is not None and low is not None and high is not None and -margin < low and high < margin
    if within or not value:
        return Direction.NONE
    better = (value > 0) == (item.higher_is == HigherIs.BETTER)
    return Direction.POSITIVE if better else Direction.NEGATIVE


def signed(items: Iterable[EvidenceItem], margins: Mapping[str, float]) -> list[EvidenceItem]:
    """Items with the direction of their sign where that is known, else as it was coded."""
    found = []
    for item in items:
        sign = sign_of(item, margins)
        found.append(replace(item, direction=sign) if sign and sign != item.direction else item)
    return found
