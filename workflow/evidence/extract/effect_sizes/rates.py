"""Measures of events over person-time in two arms."""

from __future__ import annotations

import math

from evidence.extract.effect_sizes.result import BadInput, EffectSize, made, not_negative, positive


def _counts(events_1: float, time_1: float, events_2: float, time_2: float) -> tuple[float, float, str]:
    not_negative(events_1=events_1, events_2=events_2)
    positive(time_1=time_1, time_2=time_2)
    if events_1 + events_2 == 0:
        raise BadInput("events_1", events_1, "neither arm has an event", "an event in at least one arm")
    if events_1 and events_2:
        return events_1, events_2, ""
    return events_1 + 0.5, events_2 + 0.5, "; assumption: 0.5 added to both counts as one was zero"


def log_rate_ratio(events_1: float, time_1: float, events_2: float, time_2: float) -> EffectSize:
    """metafor "IRR"."""
    x, y, rule = _counts(events_1, time_1, events_2, time_2)
    note = f"log rate ratio from {events_1:g}/{time_1:g} against {events_2:g}/{time_2:g}{rule}"
    return made(math.log(x / time_1) - math.log(y / time_2), 1 / x + 1 / y, note)


def rate_difference(events_1: float, time_1: float, events_2: float, time_2: float) -> EffectSize:
    """metafor "IRD"."""
    x, y, rule = _counts(events_1, time_1, events_2, time_2)
    note = f"rate difference from {events_1:g}/{time_1:g} against {events_2:g}/{time_2:g}{rule}"
    return made(x / time_1 - y / time_2, x / time_1**2 + y / time_2**2, note)
