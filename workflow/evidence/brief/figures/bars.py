"""Bars side by side: counts by name, or by year and kind. Each kind differs in fill and in pattern."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from evidence.brief.figures.axis import Axis, grid
from evidence.brief.figures.canvas import COMPACT, TONES, WIDE, element, figure, hatch, lines, wrap, write
from evidence.singular import agreeing

_LABEL, _ROW, _HEIGHT = 170.0, 24.0, 190.0
_FILLS = ("accent", "qualifies", "silent", "against")


def bar_chart(
    rows: Sequence[tuple[str, int]], ident: str, *, title: str, longest: int = 0, compact: bool = False
) -> str:
    """One bar a name, in the order given, with its figure at the end.

    `longest`: what the whole width stands for, so that charts of one unit on one page can be compared; where it is more than any bar has.
    """
    width = COMPACT if compact else WIDE
    left = 110.0 if compact else _LABEL
    most = max([n for _, n in rows] + [longest, 1])
    parts, y = [], 4.0
    for name, n in rows:
        texts = wrap(name, left - 10, 12)
        height = max(_ROW, 15.0 * len(texts) + 6)
        parts += lines(0, y + 15, texts)
        length = (width - left - 44) * n / most
        parts += [
            element("rect", x=left, y=y + 4, width=max(length, 0.5), height=14, fill=TONES["accent"]),
            write(left + length + 6, y + 15, n, 12),
        ]
        y += height
    desc = "; ".join(f"{name}: {n}" for name, n in rows) or "Nothing to show"
    return figure(ident, (title, f"{desc}."), (width, y + 4), parts, compact=compact)


def timeline(
    years: Sequence[int],
    kinds: Mapping[str, Mapping[int, int]],
    ident: str,
    *,
    title: str,
    compact: bool = False,
) -> str:
    """Stacked columns, one a year from the first to the last; `kinds` maps a name to counts by year, at most four of them."""
    width = COMPACT if compact else WIDE
    left, foot = 34.0, 20 + _HEIGHT
    span = range(min(years), max(years) + 1) if years else range(0)
    totals = {year: sum(own.get(year, 0) for own in kinds.values()) for year in span}
    most = max([*totals.values(), 1])
    pitch = (width - left - 6) / max(len(span), 1)
    parts: list[Markup] = [hatch(f"{ident}-{tone}", tone) for tone in _FILLS[1:]]
    parts += grid(Axis(0.0, most, foot, foot - _HEIGHT), left, width)
    for n, year in enumerate(span):
        y = foot
        for tone, own in zip(_FILLS, kinds.values(), strict=False):
            height = _HEIGHT * own.get(year, 0) / most
            y -= height
            if height:
                fill = TONES[tone] if tone == _FILLS[0] else f"url(#{ident}-{tone})"
                parts.append(
                    element("rect", x=left + pitch * n + 0.5, y=y, width=max(pitch - 1.5, 0.8), height=height, fill=fill, stroke=TONES[tone], stroke_width=0.6)
                )  # fmt: skip
        if year % (10 if compact else 5) == 0:
            parts.append(write(left + pitch * (n + 0.5), foot + 17, year, 11, anchor="middle", soft=True))
    x, y = 0.0, foot + 36
    for tone, name in zip(_FILLS, kinds, strict=False):
        fill = TONES[tone] if tone == _FILLS[0] else f"url(#{ident}-{tone})"
        parts += [
            element(
                "rect", x=x, y=y - 9, width=11, height=11, fill=fill, stroke=TONES[tone], stroke_width=0.6
            ),
            write(x + 17, y + 1, name, 11.5),
        ]
        x += 17 + 7.2 * len(name) + 22
    desc = "No work has a year."
    if totals:
        peak = max(totals, key=lambda year: (totals[year], -year))
        sums = ", ".join(f"{sum(own.values())} {name}" for name, own in kinds.items())
        works = agreeing(f"{sum(totals.values())} works")
        desc = f"{works} from {span[0]} to {span[-1]} ({sums}); most in {peak}, {totals[peak]}."
    return figure(ident, (title, desc), (width, y + 10), parts, compact=compact)
