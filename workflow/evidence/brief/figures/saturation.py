"""How many themes the first cases would have shown, in whatever order they had been read."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.brief.figures.axis import Axis, curve, grid, upright
from evidence.brief.figures.canvas import COMPACT, TONES, WIDE, element, figure, write
from evidence.singular import agreeing

_HEIGHT, _LEFT, _TOP = 190.0, 40.0, 16.0


def saturation_curve(
    points: Sequence[tuple[int, float]], of: int, ident: str, *, compact: bool = False
) -> str:
    """`points`: (cases, themes expected among them), from one case on."""
    width = COMPACT if compact else WIDE
    right, foot = width - 20, _TOP + _HEIGHT
    most = max([n for n, _ in points] + [1])

    across, up = Axis(0, most, _LEFT, right), Axis(0, max(of, 1), foot, _TOP)
    path = curve([(_LEFT, foot), *((across(n), up(themes)) for n, themes in points)])
    parts = [
        *grid(up, _LEFT, right, across),
        element("path", d=path, fill="none", stroke=TONES["accent"], stroke_width=2.2),
        write((_LEFT + right) / 2, foot + 36, "cases read", 12, anchor="middle"),
        upright(12, _TOP + _HEIGHT / 2, "themes found"),
    ]
    half = next((n for n, themes in points if themes >= of / 2), 0)
    last = points[-1][1] - points[-2][1] if len(points) > 1 else 0.0
    desc = f"{agreeing(f'{of} themes')} in {agreeing(f'{most} cases')}; half of them after {half}; the last case added {last:.2f} themes on average."
    return figure(ident, ("Saturation", desc), (width, foot + 46), parts, compact=compact)
