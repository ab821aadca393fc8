"""The forest plot of a pool: one line a study, its interval and weight, and the pooled result with its prediction interval.

Lewis and Clarke (2001); the prediction interval as Higgins and others (2009) draw it. Log ratios are drawn and labelled
as ratios.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from evidence.brief.figures.axis import Axis, below, curve, ratio_ticks, ticks
from evidence.brief.figures.canvas import COMPACT, TONES, WIDE, element, figure, lines, rule, wrap, write

_LABEL, _LEFT, _RIGHT, _LINE = 220.0, 236.0, 560.0, 16.0


@dataclass(frozen=True, slots=True)
class Line:
    """One study, or with a prediction interval the pooled result; `weight` is a share, `under` what stands below its name."""

    label: str
    estimate: float
    low: float
    high: float
    weight: float = 0.0
    pi: tuple[float, float] | None = None
    under: str = ""


def shown(value: float, ratio: bool) -> str:
    """
    >>> shown(-0.7142, True), shown(0.25, False)
    ('0.49', '0.25')
    """
    return f"{math.exp(value) if ratio else value:.2f}".replace("-", "−")


def forest(
    studies: Sequence[Line],
    pooled: Line,
    ident: str,
    *,
    measure: str,
    ratio: bool,
    ends: tuple[str, str] = ("", ""),
    compact: bool = False,
) -> str:
    """Studies in the order given, the pooled result last; `ends`: what each side of no difference speaks for."""
    width = COMPACT if compact else WIDE
    left, right = (14.0, COMPACT - 14) if compact else (_LEFT, _RIGHT)
    bounds = [b for line in (*studies, pooled) for b in (line.low, line.high, *(line.pi or ()))]
    low, high = min(*bounds, 0.0), max(*bounds, 0.0)
    room = (high - low) * 0.04 or 1.0
    at = Axis(low - room, high + room, left, right)
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
    frame = [rule(left, y, right, y, "line"), *([] if compact else [_no_difference(at, top, y)])]
    places = ratio_ticks(at.low, at.high) if ratio else ticks(at.low, at.high)
    frame += below(at, y, places, lambda value: shown(value, ratio), marks=True)
    drawn, y = _ends(ends, at, y, compact)
    frame += drawn
    words = f"{measure}; dashed: no difference"
    texts = wrap(words, width if compact else width - _LABEL, 11.5)
    frame += lines((left + right) / 2, y + 36, texts, 11.5, anchor="middle")
    y += 15 * (len(texts) - 1)
    said = ("Forest plot", _in_words(studies, pooled, measure, ratio, ends))
    return figure(ident, said, (width, y + 44), [*frame, *parts], compact=compact)


def _no_difference(at: Axis, top: float, end: float) -> Markup:
    return element("line", x1=at(0), y1=top, x2=at(0), y2=end, stroke=TONES["line"], stroke_dasharray="4 4")


def _ends(ends: tuple[str, str], at: Axis, y: float, compact: bool) -> tuple[list[Markup], float]:
    """The arms at both ends of the axis, left and right of no difference, and the height that they take."""
    if not all(ends):
        return [], y
    start, end = (0.0, float(COMPACT)) if compact else (at.start, at.end)
    half = (end - start) / 2 - 6
    left, right = wrap(f"← {ends[0]}", half, 11.5), wrap(f"{ends[1]} →", half, 11.5)
    parts = lines(start, y + 34, left, 11.5) + lines(end, y + 34, right, 11.5, anchor="end")
    return parts, y + 15 * max(len(left), len(right)) + 3


def _in_words(studies: Sequence[Line], pooled: Line, measure: str, ratio: bool, ends: tuple[str, str]) -> str:
    def text(line: Line) -> str:
        return f"{shown(line.estimate, ratio)} ({shown(line.low, ratio)} to {shown(line.high, ratio)})"

    new = ""
    if pooled.pi and not any(map(math.isnan, pooled.pi)):
        new = f" In a new study: {shown(pooled.pi[0], ratio)} to {shown(pooled.pi[1], ratio)}."
    return (
        f"{measure}: {len(studies)} studies together give {text(pooled)}.{new} {_sides(ends, ratio)}Study by study: "
        + "; ".join(f"{line.label} {text(line)}" for line in studies)
        + "."
    )


def _sides(ends: tuple[str, str], ratio: bool) -> str:
    null = 1 if ratio else 0
    return f"Left of {null} {ends[0]}, right of it {ends[1]}. " if all(ends) else ""


def _row(
    line: Line, y: float, at: Axis, ratio: bool, compact: bool, *, last: bool
) -> tuple[list[Markup], float]:
    numbers = f"{shown(line.estimate, ratio)} ({shown(line.low, ratio)} to {shown(line.high, ratio)})"
    if not last:
        numbers += f", {line.weight:.0%}"
    texts = wrap(line.label, COMPACT if compact else _LABEL, 12.5, bold=last)
    parts = lines(0, y + 20, texts, 12.5, _LINE, bold=last)
    under = wrap(line.under, COMPACT if compact else _LABEL, 11) if line.under else []
    parts += lines(0, y + 20 + _LINE * len(texts), under, 11, _LINE, soft=True)
    if compact:
        y += 20 + _LINE * (len(texts) + len(under))
        parts.append(write(0, y, numbers, 12, bold=last, soft=not last))
        middle = y + 14
        parts.append(_no_difference(at, middle - 9, middle + 4))  # beside each mark, and through no text
        y = middle + 4
    else:
        parts.append(write(WIDE, y + 20, numbers, 12, bold=last, anchor="end"))
        middle = y + 16
        y += max(_LINE * (len(texts) + len(under)), _LINE) + 12
    return [*parts, *(_diamond if last else _square)(line, at, middle)], y


def _square(line: Line, at: Axis, y: float) -> list[Markup]:
    side = 4 + 12 * math.sqrt(max(line.weight, 0.0))
    box = element(
        "rect", x=at(line.estimate) - side / 2, y=y - side / 2, width=side, height=side, fill=TONES["accent"]
    )
    return [rule(at(line.low), y, at(line.high), y, "accent", 1.4), box]


def _diamond(line: Line, at: Axis, y: float) -> list[Markup]:
    parts = []
    if line.pi and not any(map(math.isnan, line.pi)):
        low, high = (at(bound) for bound in line.pi)
        dotted = {"stroke": TONES["against"], "stroke_width": 1.6, "stroke_dasharray": "2 3"}
        parts.append(element("line", x1=low, y1=y, x2=high, y2=y, **dotted))
    middle = at(line.estimate)
    path = curve([(at(line.low), y), (middle, y - 7), (at(line.high), y), (middle, y + 7)], closed=True)
    return [*parts, element("path", d=path, fill=TONES["for"])]
