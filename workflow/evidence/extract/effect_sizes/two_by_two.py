"""Measures of a 2×2 table of events by arm, the first arm against the second."""

from __future__ import annotations

import math

from evidence.extract.effect_sizes.result import BadInput, EffectSize, at_least, made, not_negative

Cells = tuple[float, float, float, float]


def _cells(events_1: float, n_1: float, events_2: float, n_2: float) -> tuple[Cells, str]:
    """Events and non-events by arm; 0.5 is added to every cell only where a cell is zero.

    Raises BadInput for events above n and for tables with no events, or only events, in both arms:
    such a table says nothing about a ratio (Cochrane Handbook 6.4, section 10.4.4.1).
    """
    not_negative(events_1=events_1, events_2=events_2)
    at_least(1, n_1=n_1, n_2=n_2)
    for name, events, n in (("events_1", events_1, n_1), ("events_2", events_2, n_2)):
        if events > n:
            raise BadInput(name, events, "more events than people", f"0 to {n:g}")
    if events_1 + events_2 == 0 or (events_1 == n_1 and events_2 == n_2):
        problem = "both arms have no events, or nothing but events"
        raise BadInput("events_1", events_1, problem, "an event and a non-event in at least one arm")
    cells = (events_1, n_1 - events_1, events_2, n_2 - events_2)
    if min(cells) > 0:
        return cells, ""
    a, b, c, d = cells
    return (a + 0.5, b + 0.5, c + 0.5, d + 0.5), "; assumption: 0.5 added to each cell as one was zero"


def _from(events_1: float, n_1: float, events_2: float, n_2: float) -> str:
    return f"from {events_1:g}/{n_1:g} against {events_2:g}/{n_2:g}"


def log_odds_ratio(events_1: float, n_1: float, events_2: float, n_2: float) -> EffectSize:
    """metafor "OR"; Woolf (1955)."""
    (a, b, c, d), rule = _cells(events_1, n_1, events_2, n_2)
    note = f"log odds ratio {_from(events_1, n_1, events_2, n_2)}, variance by Woolf (1955){rule}"
    return made(math.log(a * d / (b * c)), 1 / a + 1 / b + 1 / c + 1 / d, note)


def log_risk_ratio(events_1: float, n_1: float, events_2: float, n_2: float) -> EffectSize:
    """metafor "RR"; Katz and others (1978)."""
    (a, b, c, d), rule = _cells(events_1, n_1, events_2, n_2)
    variance = 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)
    note = f"log risk ratio {_from(events_1, n_1, events_2, n_2)}, variance by Katz and others (1978){rule}"
    return made(math.log(a / (a + b)) - math.log(c / (c + d)), variance, note)


def risk_difference(events_1: float, n_1: float, events_2: float, n_2: float) -> EffectSize:
    """metafor "RD": unpooled variance."""
    (a, b, c, d), rule = _cells(events_1, n_1, events_2, n_2)
    p, q = a / (a + b), c / (c + d)
    variance = p * (1 - p) / (a + b) + q * (1 - q) / (c + d)
    note = f"risk difference {_from(events_1, n_1, events_2, n_2)}, unpooled variance{rule}"
    return made(p - q, variance, note)


def phi(events_1: float, n_1: float, events_2: float, n_2: float) -> EffectSize:
    """metafor "PHI"; large-sample variance of Yule (1912). Nothing is added to zero cells."""
    _cells(events_1, n_1, events_2, n_2)
    a, b, c, d = events_1, n_1 - events_1, events_2, n_2 - events_2
    n = a + b + c + d
    row, column = (a + b) / n, (a + c) / n
    spread_row, spread_column = row * (1 - row), column * (1 - column)
    estimate = (a * d - b * c) / n**2 / math.sqrt(spread_row * spread_column)
    tilt_row, tilt_column = 2 * row - 1, 2 * column - 1
    skew = tilt_row * tilt_column / math.sqrt(spread_row * spread_column)
    uneven = tilt_row**2 / spread_row + tilt_column**2 / spread_column
    variance = (1 - estimate**2 + estimate * (1 + estimate**2 / 2) * skew - 0.75 * estimate**2 * uneven) / n
    note = f"phi {_from(events_1, n_1, events_2, n_2)}, variance by Yule (1912)"
    return made(estimate, variance, note)


def yule_q(events_1: float, n_1: float, events_2: float, n_2: float) -> EffectSize:
    """metafor "YUQ"; Yule (1912)."""
    (a, b, c, d), rule = _cells(events_1, n_1, events_2, n_2)
    odds = a * d / (b * c)
    q = (odds - 1) / (odds + 1)
    note = f"Yule's Q {_from(events_1, n_1, events_2, n_2)}, Yule (1912){rule}"
    return made(q, (1 - q**2) ** 2 / 4 * (1 / a + 1 / b + 1 / c + 1 / d), note)


def yule_y(events_1: float, n_1: float, events_2: float, n_2: float) -> EffectSize:
    """metafor "YUY"; Yule (1912)."""
    (a, b, c, d), rule = _cells(events_1, n_1, events_2, n_2)
    root = math.sqrt(a * d / (b * c))
    y = (root - 1) / (root + 1)
    note = f"Yule's Y {_from(events_1, n_1, events_2, n_2)}, Yule (1912){rule}"
    return made(y, (1 - y**2) ** 2 / 16 * (1 / a + 1 / b + 1 / c + 1 / d), note)
