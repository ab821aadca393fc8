"""The harvest plot (Ogilvie and others 2008): one bar a study, in the column of its direction.

Tall bars are comparisons that were reported with their result, short ones coded cases; hatched bars are shown and not
counted. Rows are outcome domains.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from evidence.brief.figures.canvas import (
    COMPACT,
    TONES,
    WIDE,
    element,
    figure,
    hatch,
    lines,
    rule,
    wrap,
    write,
)

COLUMNS = (
    ("negative", "against", "Negative"),
    ("unclear", "qualifies", "Mixed or none"),
    ("positive", "for", "Positive"),
)
_TALL, _SHORT, _LABEL, _ROW = 26.0, 14.0, 190.0, 40.0


@dataclass(frozen=True, slots=True)
class Bar:
    column: str
    tall: bool
    counted: bool


@dataclass(frozen=True, slots=True)
class Domain:
    label: str
    bars: tuple[Bar, ...]

    def n(self, column: str, *, counted: bool) -> int:
        return sum(bar.column == column and bar.counted == counted for bar in self.bars)


def harvest_plot(rows: Sequence[Domain], ident: str, *, compact: bool = False) -> str:
    """Domains in the order given; within a column, tall before short and counted before hatched."""
    width = COMPACT if compact else WIDE
    left = 0.0 if compact else _LABEL
    panel = (width - left) / len(COLUMNS)
    most = max([sum(b.column == c for b in row.bars) for row in rows for c, _, _ in COLUMNS] + [1])
    pitch = min(11.0, (panel - 14) / most)
    parts: list[Markup] = [hatch(f"{ident}-{tone}", tone) for _, tone, _ in COLUMNS]
    parts += [
        write(left + panel * (i + 0.5), 12, words, 11.5, anchor="middle", soft=True)
        for i, (_, _, words) in enumerate(COLUMNS)
    ]
    y = 20.0
    for row in rows:
        parts.append(rule(0, y, width, y))
        if compact:
            texts = wrap(row.label, COMPACT, 12, bold=True)
            parts += lines(0, y + 16, texts, bold=True)
            y += 15 * len(texts) + 2
            height = _ROW
        else:
            texts = wrap(row.label, _LABEL - 12, 12)
            parts += lines(0, y + 17, texts)
            height = max(_ROW, 15.0 * len(texts) + 12)
        for i, (column, tone, _) in enumerate(COLUMNS):
            own = sorted(
                (b for b in row.bars if b.column == column), key=lambda b: (not b.counted, not b.tall)
            )
            start = left + panel * (i + 0.5) - pitch * len(own) / 2
            parts += [
                _bar(bar, start + pitch * n, y + height - 6, pitch, tone, ident) for n, bar in enumerate(own)
            ]
        y += height
    parts.append(rule(0, y, width, y))
    parts += _key(y + 12, ident, compact)
    desc = "; ".join(_in_words(row) for row in rows) or "No study has a direction"
    return figure(
        ident, ("Harvest plot", desc + "."), (width, y + (112 if compact else 46)), parts, compact=compact
    )


def _bar(bar: Bar, x: float, foot: float, pitch: float, tone: str, ident: str) -> Markup:
    height = _TALL if bar.tall else _SHORT
    fill = TONES[tone] if bar.counted else f"url(#{ident}-{tone})"
    return element(
        "rect", x=x + 1, y=foot - height, width=max(pitch - 2.5, 1.5), height=height, fill=fill,
        stroke=TONES[tone], stroke_width=0.8,
    )  # fmt: skip


def _key(y: float, ident: str, compact: bool) -> list[Markup]:
    shown = (
        (Bar("positive", True, True), "tall: a comparison with its result"),
        (Bar("positive", False, True), "short: a coded case"),
        (Bar("positive", True, False), "hatched: shown, not counted"),
    )
    parts = []
    for i, (bar, words) in enumerate(shown):
        x, at = (0.0, y + 32 * i) if compact else (245.0 * i, y)
        parts += [_bar(bar, x, at + 28, 11, "for", ident), write(x + 16, at + 24, words, 11)]
    return parts


def _in_words(row: Domain) -> str:
    said = ", ".join(
        f"{row.n(column, counted=True)} {words.lower()}" for column, _, words in reversed(COLUMNS)
    )
    weak = sum(not bar.counted for bar in row.bars)
    return f"{row.label}: {said}" + (f", and {weak} not counted" if weak else "")
