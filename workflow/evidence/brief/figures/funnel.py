"""The funnel plot: each study's estimate by its standard error, with the region in which chance alone would hold them."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from evidence.brief.figures.canvas import COMPACT, TONES, WIDE, element, figure, rule, write
from evidence.brief.figures.forest import Line, shown

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

    def across(value: float) -> float:
        return left + (right - left) * (value - centre + reach) / (2 * reach)

    def down(error: float) -> float:
        return _TOP + _HEIGHT * error / worst

    foot = _TOP + _HEIGHT
    triangle = (
        f"M{across(centre):.1f} {_TOP:.1f} L{across(centre - _REACH * worst):.1f} {foot:.1f} "
        f"L{across(centre + _REACH * worst):.1f} {foot:.1f} Z"
    )
    parts: list[Markup] = [
        element("path", d=triangle, fill=TONES["panel"], stroke=TONES["line"], stroke_dasharray="4 4"),
        rule(across(centre), _TOP, across(centre), foot, "for", 1.4),
        rule(left, foot, right, foot, "line"),
        rule(left, _TOP, left, foot, "line"),
    ]
    for share in (0.0, 0.5, 1.0):
        parts.append(
            write(left - 6, down(worst * share) + 4, f"{worst * share:.2f}", 11, anchor="end", soft=True)
        )
    for value in (centre - reach / 1.06, centre, centre + reach / 1.06):
        parts.append(write(across(value), foot + 17, shown(value, ratio), 11, anchor="middle", soft=True))
    parts += [
        element("circle", cx=across(line.estimate), cy=down(error), r=4.0, fill=TONES["accent"])
        for line, error in zip(studies, errors, strict=True)
    ]
    parts += [
        write((left + right) / 2, foot + 36, f"{measure}{', as a ratio' if ratio else ''}", 11.5, anchor="middle"),
        write(14, _TOP + _HEIGHT / 2, "standard error", 11.5, anchor="middle", transform=f"rotate(-90 14 {_TOP + _HEIGHT / 2:g})"),
    ]  # fmt: skip
    outside = sum(
        abs(line.estimate - centre) > _REACH * error for line, error in zip(studies, errors, strict=True)
    )
    desc = (
        f"{measure}: {len(studies)} studies around {shown(centre, ratio)}; {outside} lie outside the region in which "
        "chance alone would hold ninety-five in a hundred."
    )
    return figure(ident, ("Funnel plot", desc), (width, foot + 46), parts, compact=compact)
