"""Measures of one proportion."""

from __future__ import annotations

import math

from evidence.extract.effect_sizes.result import BadInput, EffectSize, at_least, made, not_negative


def _counts(events: float, n: float) -> tuple[float, float, str]:
    not_negative(events_1=events)
    at_least(1, n_1=n)
    if events > n:
        raise BadInput("events_1", events, "more events than people", f"0 to {n:g}")
    if 0 < events < n:
        return events, n, ""
    return events + 0.5, n + 1, "; assumption: 0.5 added to events and non-events as one was zero"


def proportion(events: float, n: float) -> EffectSize:
    """metafor "PR"."""
    x, total, rule = _counts(events, n)
    p = x / total
    return made(p, p * (1 - p) / total, f"proportion from {events:g}/{n:g}{rule}")


def logit(events: float, n: float) -> EffectSize:
    """metafor "PLO"."""
    x, total, rule = _counts(events, n)
    note = f"logit of the proportion {events:g}/{n:g}{rule}"
    return made(math.log(x / (total - x)), 1 / x + 1 / (total - x), note)


def double_arcsine(events: float, n: float) -> EffectSize:
    """metafor "PFT"; Freeman and Tukey (1950). Needs no rule for zero."""
    _counts(events, n)
    angles = math.asin(math.sqrt(events / (n + 1))) + math.asin(math.sqrt((events + 1) / (n + 1)))
    note = f"double arcsine of the proportion {events:g}/{n:g} (Freeman and Tukey 1950)"
    return made(angles / 2, 1 / (4 * n + 2), note)
