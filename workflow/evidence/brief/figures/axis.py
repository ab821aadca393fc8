"""Scales from values to places, and the axes that show them: ticks, labels, grid, and curves drawn along them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from evidence.brief.figures.canvas import rule, write

HALVES = (0.0, 0.5, 1.0)


@dataclass(frozen=True, slots=True)
class Axis:
    """`low` lies at `start` and `high` at `end` (which may be above it or left of it), evenly, or evenly in logs."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def __call__(self, value: float) -> float:
        if self.log:
            return self.start + (self.end - self.start) * math.log(value / self.low) / math.log(
                self.high / self.low
            )
        return self.start + (self.end - self.start) * (value - self.low) / (self.high - self.low)


def ticks(low: float, high: float) -> list[float]:
    """Four to eight round places between the bounds.

    >>> ticks(0, 10), ticks(-21, 19)
    ([0, 2, 4, 6, 8, 10], [-20, -10, 0, 10])
    """
    step = 10 ** math.floor(math.log10((high - low) / 4))
    step = next(step * m for m in (1, 2, 5, 10) if (high - low) / (step * m) <= 7)
    first = math.ceil(low / step)
    return [n * step for n in range(first, math.floor(high / step) + 1)]


def ratio_ticks(low: float, high: float) -> list[float]:
    """Logs of round ratios: 1, 2 and 5 times the powers of ten, and more between them where those are too few.

    >>> [round(math.exp(place), 2) for place in ratio_ticks(math.log(0.85), math.log(3.4))]
    [1.0, 1.5, 2.0, 3.0]
    """
    powers = range(math.floor(low / math.log(10)) - 1, math.ceil(high / math.log(10)) + 1)
    for steps in ((1, 2, 5), (1, 1.5, 2, 3, 5, 7)):
        places = [math.log(m) + n * math.log(10) for n in powers for m in steps]
        inside = [place for place in places if low <= place <= high]
        if len(inside) > 8:
            return [
                place for place in inside if abs(place / math.log(10) - round(place / math.log(10))) < 1e-9
            ]
        if len(inside) > 2:
            return inside
    try:
        return [math.log(place) for place in ticks(math.exp(low), math.exp(high)) if place > 0]
    except (OverflowError, ValueError):
        return ticks(low, high)


def below(
    scale: Axis,
    foot: float,
    places: Iterable[float],
    said: Callable[[float], str] = "{:g}".format,
    *,
    size: float = 11.0,
    drop: float = 17.0,
    marks: bool = False,
) -> list[Markup]:
    """Labels under an axis at `foot`, with a small line at each where `marks` are wanted."""
    parts: list[Markup] = []
    for value in places:
        parts += [rule(scale(value), foot, scale(value), foot + 4, "line")] if marks else []
        parts.append(write(scale(value), foot + drop, said(value), size, anchor="middle", soft=True))
    return parts


def beside(
    scale: Axis, left: float, places: Iterable[float], said: Callable[[float], str] = "{:g}".format
) -> list[Markup]:
    """Labels that end left of an axis at `left`."""
    return [write(left - 6, scale(value) + 4, said(value), 11, anchor="end", soft=True) for value in places]


def grid(
    up: Axis, left: float, right: float, across: Axis | None = None, *, drop: float = 17.0
) -> list[Markup]:
    """Lines from side to side at none, half and all of a scale, labelled; so are those places of `across`, under them."""
    parts: list[Markup] = []
    foot = max(up.start, up.end)
    for share in HALVES:
        level = max(up.low, up.high) * share
        parts += [rule(left, up(level), right, up(level)), *beside(up, left, [level])]
        parts += below(across, foot, [across.high * share], drop=drop) if across else []
    return parts


def upright(x: float, middle: float, words: str, size: float = 12.0) -> Markup:
    """The name of an axis that runs up, read from below."""
    return write(x, middle, words, size, anchor="middle", transform=f"rotate(-90 {x:g} {middle:g})")


def curve(points: Sequence[tuple[float, float]], *, closed: bool = False) -> str:
    """The path of a line through places.

    >>> curve([(0, 1), (2.25, 3)], closed=True)
    'M0.0 1.0 L2.2 3.0 Z'
    """
    path = " ".join(f"{'L' if i else 'M'}{x:.1f} {y:.1f}" for i, (x, y) in enumerate(points))
    return f"{path} Z" if closed else path
