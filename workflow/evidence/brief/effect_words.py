"""An estimate in words: what was found to be higher or lower, by how much, with which of the two that are compared."""

from __future__ import annotations

import math
import re

from evidence.brief.words import percent, plural
from evidence.extract.rows import EvidenceItem, HigherIs
from evidence.measures import MEASURES, Measure, Scale, analysed

_PARTS = {10: "a tenth", 20: "a fifth", 25: "a quarter", 33: "a third", 50: "a half", 67: "two thirds"}
_ODDS = "OR"
_POINTS = ("RD", "percentage_points")
_SHARES = ("percent_change", "percent_change_reported", "median_percent_change")
_SPREADS = ("SMD", "smd_ate", "smd_att")
_ARMS = re.compile(r"^(?P<first>.+?) vs\.? (?P<second>.+)$")
_UNTIL = re.compile(r"^(?:after|before|during|under|without)\b")
_TWICE = 2.0


def in_words(effect: EvidenceItem) -> str:
    """ "job placements a tenth lower with a municipality than with a joint agency"; blank where its kind has no words or no arms are named.

    What an interval that takes in no difference leaves open is said too.
    """
    arms, kind = _ARMS.match(effect.comparison), MEASURES.get(effect.effect_type)
    measure = " ".join(effect.measure.replace("_", " ").split())
    if not (arms and kind and measure):
        return ""
    try:
        by = _size(kind, effect)
    except (ValueError, OverflowError):  # a ratio that is not above nothing, or a log that no ratio is of
        return ""
    if not by:
        return ""
    if kind.scale is Scale.LOG:
        measure = measure.removeprefix("log ")
    if kind.name == _ODDS:
        measure = f"the odds of {measure}"
    if effect.higher_is == HigherIs.WORSE and "better" not in measure:
        measure += " (lower is better)"
    than = "as" if by.endswith("as high") else "than"
    return f"{measure} {by} {_with(arms['first'])} {than} {_with(arms['second'])}{_open(effect)}"


def _size(kind: Measure, effect: EvidenceItem) -> str:
    estimate = effect.estimate
    if estimate is None or not math.isfinite(estimate):
        return ""
    if kind.name in _SHARES:
        return _by(estimate / 100)
    if kind.name in _POINTS:
        points = abs(estimate) * (100 if kind.name == _POINTS[0] else 1)
        word = plural(round(points), "percentage point", "percentage points")
        return f"{points:.0f} {word} {_way(estimate)}" if round(points) else ""
    if kind.name in _SPREADS:
        return f"{_way(estimate)} by {abs(estimate):.2g} of a standard deviation"
    if kind.scale is Scale.LOG:
        ratio = math.exp(analysed(effect.effect_type, estimate))
        return f"{ratio:.2g} times as high" if ratio >= _TWICE else _by(ratio - 1)
    return ""


def _by(share: float) -> str:
    """A change by a share: in a word where there is one."""
    if not round(abs(share) * 100):
        return ""
    part = _PARTS.get(round(abs(share) * 100)) if abs(share * 100 - round(share * 100)) < 0.5 else None
    return f"{part or percent(abs(share))} {_way(share)}"


def _way(number: float) -> str:
    return "higher" if number > 0 else "lower"


def _with(arm: str) -> str:
    arm = arm.strip()
    if arm in ("not", "no"):
        return "without"
    return arm if _UNTIL.match(arm) else f"with {arm}"


def _open(effect: EvidenceItem) -> str:
    low, high = effect.ci_low, effect.ci_high
    if low is None or high is None:
        return ""
    try:
        low, high = analysed(effect.effect_type, low), analysed(effect.effect_type, high)
    except ValueError:
        return ""
    return ", which leaves open whether there is a difference" if low <= 0 <= high else ""
