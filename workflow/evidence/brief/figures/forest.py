"""The forest plot of a pool: one line a study, its interval and weight, and the pooled result with its prediction interval.

Lewis and Clarke (2001); the prediction interval as Higgins and others (2009) draw it. Log ratios are drawn and labelled
as ratios.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from evidence.brief.figures.canvas import COMPACT, TONES, WIDE, element, figure, rule, wrap, write

_LABEL, _LEFT, _RIGHT, _LINE = 220.0, 236.0, 560.0, 16.0


@dataclass(frozen=True, slots=True)
class Line:
    """One study, or with a prediction interval the pooled result; `weight` is a share."""

    label: str
    estimate: float
    low: float
    high: float
    weight: float = 0.0
    pi: tuple[float, float] | None = None


def shown(value: float, ratio: bool) -> str:
    """
    >>> shown(-0.7142, True), shown(0.25, False)
    ('0.49', '0.25')
    """
    return f"{math.exp(value) if ratio else value:.2f}".replace("-", "−")


def forest(
    studies: Sequence[Line], pooled: Line, ident: str, *, measure: str, ratio: bool, compact: bool = False
) -> str:
    """Studies in the order given, the pooled result last."""
    width = COMPACT if compact else WIDE
    left, right = (14.0, COMPACT - 14) if compact else (_LEFT, _RIGHT)
    bounds = [b for line in (*studies, pooled) for b in (line.low, line.high, *(line.pi or ()))]
    low, high = min(*bounds, 0.0), max(*bounds, 0.0)
    room = (high - low) * 0.04 or 1.0
    low, high = low - room, high + room

    def at(value: float) -> float:
        return left + (right - left) * (value - low) / (high - low)

    parts: list[Markup] = []
    y = 14.0
    if not compact:
        parts += [
            write(0, y, "Study", 11.5, soft=True),
            write(WIDE, y, "Estimate (interval), weight", 11.5, soft=True, anchor="end"),
        ]
        y += 10
    top = y
    for line in (*studies, pooled):
        drawn, y = _row(line, y, at, ratio, compact, last=line is pooled)
        parts += drawn
    frame = [
        element("line", x1=at(0), y1=top, x2=at(0), y2=y, stroke=TONES["line"], stroke_dasharray="4 4"),
        rule(left, y, right, y, "line"),
    ]
    for tick in _ratio_ticks(low, high) if ratio else _ticks(low, high):
        frame += [
            rule(at(tick), y, at(tick), y + 4, "line"),
            write(at(tick), y + 17, shown(tick, ratio), 11, anchor="middle", soft=True),
        ]
    words = f"{measure}{', as a ratio' if ratio else ''}; dashed: no difference"
    lines = wrap(words, width if compact else width - _LABEL, 11.5)
    frame += [
        write((left + right) / 2, y + 36 + 15 * n, text, 11.5, anchor="middle")
        for n, text in enumerate(lines)
    ]
    y += 15 * (len(lines) - 1)
    said = ("Forest plot", _in_words(studies, pooled, measure, ratio))
    return figure(ident, said, (width, y + 44), [*frame, *parts], compact=compact)


def _in_words(studies: Sequence[Line], pooled: Line, measure: str, ratio: bool) -> str:
    def text(line: Line) -> str:
        return f"{shown(line.estimate, ratio)} ({shown(line.low, ratio)} to {shown(line.high, ratio)})"

    new = ""
    if pooled.pi and not any(map(math.isnan, pooled.pi)):
        new = f" In a new study: {shown(pooled.pi[0], ratio)} to {shown(pooled.pi[1], ratio)}."
    return (
        f"{measure}: {len(studies)} studies together give {text(pooled)}.{new} Study by study: "
        + "; ".join(f"{line.label} {text(line)}" for line in studies)
        + "."
    )


def _ticks(low: float, high: float) -> list[float]:
    """Four to eight round places between the bounds."""
    step = 10 ** math.floor(math.log10((high - low) / 4))
    step = next(step * m for m in (1, 2, 5, 10) if (high - low) / (step * m) <= 7)
    first = math.ceil(low / step)
    return [n * step for n in range(first, math.floor(high / step) + 1)]


def _ratio_ticks(low: float, high: float) -> list[float]:
    """Logs of round ratios: 1, 2 and 5 times the powers of ten; the round places of the log where those are too few."""
    powers = range(math.floor(low / math.log(10)) - 1, math.ceil(high / math.log(10)) + 1)
    places = [math.log(m) + n * math.log(10) for n in powers for m in (1, 2, 5)]
    inside = [place for place in places if low <= place <= high]
    if len(inside) > 8:
        inside = [place for place in inside if abs(place / math.log(10) - round(place / math.log(10))) < 1e-9]
    return inside if len(inside) > 2 else _ticks(low, high)


def _row(line: Line, y: float, at, ratio: bool, compact: bool, *, last: bool) -> tuple[list[Markup], float]:
    numbers = f"{shown(line.estimate, ratio)} ({shown(line.low, ratio)} to {shown(line.high, ratio)})"
    if not last:
        numbers += f", {line.weight:.0%}"
    lines = wrap(line.label, COMPACT if compact else _LABEL, 12.5, bold=last)
    parts = [write(0, y + 20 + _LINE * i, text, 12.5, bold=last) for i, text in enumerate(lines)]
    if compact:
        y += 20 + _LINE * len(lines)
        parts.append(write(0, y, numbers, 12, bold=last, soft=not last))
        middle = y + 14
        y = middle + 4
    else:
        parts.append(write(WIDE, y + 20, numbers, 12, bold=last, anchor="end"))
        middle = y + 16
        y += max(_LINE * len(lines), _LINE) + 12
    return [*parts, *(_diamond if last else _square)(line, at, middle)], y


def _square(line: Line, at, y: float) -> list[Markup]:
    side = 4 + 12 * math.sqrt(max(line.weight, 0.0))
    box = element(
        "rect", x=at(line.estimate) - side / 2, y=y - side / 2, width=side, height=side, fill=TONES["accent"]
    )
    return [rule(at(line.low), y, at(line.high), y, "accent", 1.4), box]


def _diamond(line: Line, at, y: float) -> list[Markup]:
    parts = []
    if line.pi and not any(map(math.isnan, line.pi)):
        parts.append(
            element(
                "line",
                x1=at(line.pi[0]),
                y1=y,
                x2=at(line.pi[1]),
                y2=y,
                stroke=TONES["against"],
                stroke_width=1.6,
                stroke_dasharray="2 3",
            )  # fmt: skip
        )
    path = f"M{at(line.low):.1f} {y:.1f} L{at(line.estimate):.1f} {y - 7:.1f} L{at(line.high):.1f} {y:.1f} L{at(line.estimate):.1f} {y + 7:.1f} Z"
    return [*parts, element("path", d=path, fill=TONES["for"])]
