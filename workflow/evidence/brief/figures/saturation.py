"""How many themes the first cases would have shown, in whatever order they had been read."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.brief.figures.canvas import COMPACT, TONES, WIDE, element, figure, rule, write
from evidence.singular import agreeing

_HEIGHT, _LEFT, _TOP = 190.0, 40.0, 16.0


def saturation_curve(
    points: Sequence[tuple[int, float]], of: int, ident: str, *, compact: bool = False
) -> str:
    """`points`: (cases, themes expected among them), from one case on."""
    width = COMPACT if compact else WIDE
    right, foot = width - 20, _TOP + _HEIGHT
    most = max([n for n, _ in points] + [1])

    def at(n: float, themes: float) -> tuple[float, float]:
        return _LEFT + (right - _LEFT) * n / most, foot - _HEIGHT * themes / max(of, 1)

    path = " ".join(
        f"{'L' if i else 'M'}{x:.1f} {y:.1f}"
        for i, (x, y) in enumerate([(_LEFT, foot), *(at(n, t) for n, t in points)])
    )
    parts = []
    for share in (0, 0.5, 1):
        level = foot - _HEIGHT * share
        parts += [
            rule(_LEFT, level, right, level),
            write(_LEFT - 6, level + 4, f"{of * share:g}", 11, anchor="end", soft=True),
        ]
        parts.append(
            write(
                _LEFT + (right - _LEFT) * share,
                foot + 17,
                f"{most * share:g}",
                11,
                anchor="middle",
                soft=True,
            )
        )
    parts += [
        element("path", d=path, fill="none", stroke=TONES["accent"], stroke_width=2.2),
        write((_LEFT + right) / 2, foot + 36, "cases read", 12, anchor="middle"),
        write(12, _TOP + _HEIGHT / 2, "themes found", 12, anchor="middle", transform=f"rotate(-90 12 {_TOP + _HEIGHT / 2:g})"),
    ]  # fmt: skip
    half = next((n for n, themes in points if themes >= of / 2), 0)
    last = points[-1][1] - points[-2][1] if len(points) > 1 else 0.0
    desc = f"{agreeing(f'{of} themes')} in {agreeing(f'{most} cases')}; half of them after {half}; the last case added {last:.2f} themes on average."
    return figure(ident, ("Saturation", desc), (width, foot + 46), parts, compact=compact)
