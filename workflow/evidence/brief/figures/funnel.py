"""The funnel plot: each study's estimate by its standard error, with the region in which chance alone would hold them."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from evidence.brief.figures.axis import HALVES, Axis, below, beside, curve, ratio_ticks, ticks, upright
from evidence.brief.figures.canvas import COMPACT, TONES, WIDE, element, figure, rule, write
from evidence.brief.figures.forest import Line, shown
from evidence.brief.words import plural

_TOP, _HEIGHT = 20.0, 260.0
_REACH = 1.959963984540054  # 95 % pseudo-intervals (Sterne and Egger 2001)


def funnel(
    studies: Sequence[Line], centre: float, ident: str, *, measure: str, ratio: bool, compact: bool = False
) -> str:
    """Standard errors are those that the intervals of the studies imply; the most precise stand on top."""
    width = COMPACT if compact else WIDE
    left, right = 50.0, width - 12
    errors = [(line.high - line.low) / 2 / _REACH for line in studies]
    worst = max(errors) * 1.08
    reach = max(_REACH * worst, *(abs(line.estimate - centre) for line in studies)) * 1.06

    foot = _TOP + _HEIGHT
    across, down = Axis(centre - reach, centre + reach, left, right), Axis(0.0, worst, _TOP, foot)
    region = curve(
        [(across(centre), _TOP), *((across(centre + side * _REACH * worst), foot) for side in (-1, 1))],
        closed=True,
    )
    parts: list[Markup] = [
        element("path", d=region, fill=TONES["panel"], stroke=TONES["line"], stroke_dasharray="4 4"),
        rule(across(centre), _TOP, across(centre), foot, "for", 1.4),
        rule(left, foot, right, foot, "line"),
        rule(left, _TOP, left, foot, "line"),
    ]
    parts += beside(down, left, [worst * share for share in HALVES], "{:.2f}".format)
    places = ratio_ticks(across.low, across.high) if ratio else ticks(across.low, across.high)
    parts += below(across, foot, places, lambda value: shown(value, ratio), marks=True)
    parts += [
        element("circle", cx=across(line.estimate), cy=down(error), r=4.0, fill=TONES["accent"])
        for line, error in zip(studies, errors, strict=True)
    ]
    parts += [
        write((left + right) / 2, foot + 36, measure, 11.5, anchor="middle"),
        upright(14, _TOP + _HEIGHT / 2, "standard error", 11.5),
    ]  # fmt: skip
    outside = sum(
        abs(line.estimate - centre) > _REACH * error for line, error in zip(studies, errors, strict=True)
    )
    desc = (
        f"{measure}: {len(studies)} studies around {shown(centre, ratio)}; {outside} {plural(outside, 'lies', 'lie')} outside the region in which "
        "chance alone would hold ninety-five in a hundred."
    )
    return figure(ident, ("Funnel plot", desc), (width, foot + 46), parts, compact=compact)
