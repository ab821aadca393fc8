"""Imprecision of a pool by thresholds on its own scale (Zeng and others 2021, GRADE guidance 32): no difference, and the smallest
effect that matters in either direction."""

from __future__ import annotations

import math

from evidence.assess.decisions import Seriousness
from evidence.measures import MEASURES, is_ratio
from evidence.measures.measure import Scale
from evidence.synthesise.pool_rows import Pool

CANNOT = "cannot be judged"
_LEVELS = (Scale.LOGIT, Scale.ANGLE)


def imprecision(pool: Pool, smallest: float | None) -> tuple[str, str]:
    """(concern that is proposed, why). `smallest`: the smallest important effect on the scale of analysis, above 0.

    With it, the interval is seen against it on both sides: not serious where it crosses neither, serious where it crosses one,
    very serious where it holds an important benefit and an important harm. Without it, against no difference alone.
    """
    _, low, high = pool.result
    if not has_no_difference(pool.effect_type):
        return CANNOT, "shares have no value of no difference; a person must say how exact they have to be"
    ratio = is_ratio(pool.effect_type)
    interval = f"{_shown(low, ratio)} to {_shown(high, ratio)}"
    nothing = "1" if ratio else "0"
    held = low < 0 < high
    null = f"the interval ({interval}) {'holds' if held else 'leaves out'} no difference ({nothing})"
    if smallest is None:
        proposed = Seriousness.SERIOUS if held else Seriousness.FINE
        return proposed, f"{null}; no smallest important effect is configured"
    crossed = [edge for edge in (-smallest, smallest) if low < edge < high]
    edges = " and ".join(_shown(edge, ratio) for edge in (-smallest, smallest))
    proposed = (Seriousness.FINE, Seriousness.SERIOUS, Seriousness.VERY)[len(crossed)]
    said = ("neither", "one", "both")[len(crossed)]
    return proposed, f"{null}, and crosses {said} of the smallest important effects ({edges})"


def has_no_difference(effect_type: str) -> bool:
    """Whether a kind of estimate compares, so that one of its values is no difference.

    >>> has_no_difference("odds_ratio"), has_no_difference("proportion"), has_no_difference("logit_proportion")
    (True, False, False)
    """
    measure = MEASURES.get(effect_type)
    return measure is None or (measure.scale not in _LEVELS and measure.name != "PR")


def _shown(value: float, ratio: bool) -> str:
    return f"{math.exp(value) if ratio and abs(value) < 700 else value:.2f}"
