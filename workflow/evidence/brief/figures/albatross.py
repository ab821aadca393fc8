"""The albatross plot: studies of which only a sample size, an exact p-value and a direction are known.

Harrison and others (2017, Research Synthesis Methods 8, 281-289). Contours are standardised mean differences between two
groups of equal size, from z = d sqrt(n) / 2.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from evidence.brief.figures.axis import Axis, below, curve
from evidence.brief.figures.canvas import COMPACT, TONES, WIDE, element, figure, rule, write

CONTOURS = (0.1, 0.25, 0.5)
_TOP, _HEIGHT, _SIDE = 24.0, 260.0, 44.0
_TICKS = (1.0, 0.1, 0.01, 0.001)


@dataclass(frozen=True, slots=True)
class Bird:
    """One study: participants, its two-sided p-value, and whether it points to benefit."""

    label: str
    n: float
    p: float
    positive: bool


def albatross(studies: Sequence[Bird], ident: str, *, compact: bool = False) -> str:
    """Negative on the left, positive on the right, no evidence in the middle; larger studies higher."""
    width = COMPACT if compact else WIDE
    middle, foot = width / 2, _TOP + _HEIGHT
    least = min([*(s.p for s in studies), 0.001])
    small, large = min(s.n for s in studies) / 1.5, max(s.n for s in studies) * 1.5

    up = Axis(small, large, foot, _TOP, log=True)
    sides = {
        True: Axis(1.0, least, middle, width - _SIDE, log=True),
        False: Axis(1.0, least, middle, _SIDE, log=True),
    }

    parts: list[Markup] = [
        rule(middle, _TOP, middle, foot, "line"),
        rule(_SIDE, foot, width - _SIDE, foot, "line"),
    ]
    for p in (t for t in _TICKS if t >= least):
        for positive in (False, True):
            parts += below(sides[positive], foot, [p], size=10.5, drop=16.0)
    for d in CONTOURS:
        for positive in (False, True):
            parts += _contour(d, sides[positive], up)
    for s in studies:
        tone, x = "for" if s.positive else "against", sides[s.positive](max(s.p, least))
        parts.append(element("circle", cx=x, cy=up(s.n), r=4.0, fill=TONES[tone]))
    parts += [
        write(_SIDE, _TOP - 8, "negative", 11.5, soft=True),
        write(width - _SIDE, _TOP - 8, "positive", 11.5, anchor="end", soft=True),
        write(middle, foot + 34, "two-sided p-value; lines: standardised differences of 0.1, 0.25, 0.5", 11, anchor="middle"),
        write(6, up(large / 1.5) + 4, f"{large / 1.5:,.0f}", 10.5, soft=True),
        write(6, up(small * 1.5) + 4, f"{small * 1.5:,.0f}", 10.5, soft=True),
    ]  # fmt: skip
    desc = "; ".join(
        f"{s.label}: {'positive' if s.positive else 'negative'}, n {s.n:g}, p {s.p:g}" for s in studies
    )
    return figure(ident, ("Albatross plot", f"{desc}."), (width, foot + 44), parts, compact=compact)


def _contour(d: float, across: Axis, up: Axis) -> list[Markup]:
    """Where studies of any size lie, were the difference `d`."""
    from scipy.stats import norm

    points = []
    for step in range(41):
        n = up.low * (up.high / up.low) ** (step / 40)
        p = 2 * float(norm.sf(d * math.sqrt(n) / 2))
        if p >= across.high:
            points.append((across(p), up(n)))
    if len(points) < 2:
        return []
    x, y = points[-1]
    return [
        element("path", d=curve(points), fill="none", stroke=TONES["line"], stroke_dasharray="4 4"),
        write(x, y - 4, f"{d:g}", 10, anchor="middle", soft=True),
    ]
