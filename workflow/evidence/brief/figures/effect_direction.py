"""The effect-direction plot: one sign a study, one row a group; studies that saw one arm alone in outline, apart.

After Boon and Thomson (2021, Research Synthesis Methods 12, 29-33) and SWiM (Campbell and others 2020,
BMJ 368, l6890): directions are counted, and no size or significance is implied.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from evidence.brief.figures.canvas import COMPACT, WIDE, figure, lines, rule, text_width, wrap, write
from evidence.brief.figures.glyphs import DIRECTIONS, direction_key, glyph, key
from evidence.brief.words import plural

_LINE, _SIZE, _SIGN_LINE = 17.0, 12.5, 16.0
_LABEL, _SIGNS_AT, _SIGNS = 214.0, 228.0, 290.0  # labels, and where the signs begin and how far they reach
_COLUMN = 38.0  # each of the columns of numbers: four directions, their sum, and those with one arm alone


@dataclass(frozen=True, slots=True)
class DirectionTally:
    """Studies in one group that compare, by direction of effect; each study is counted once.

    `one_arm`: studies with nothing to compare, by direction in the order of `DIRECTIONS`; they are in no sum.
    """

    label: str
    positive: int
    negative: int
    mixed: int
    none: int
    one_arm: tuple[int, ...] = (0, 0, 0, 0)

    @property
    def n(self) -> int:
        return self.positive + self.negative + self.mixed + self.none


def direction_chart(
    rows: Sequence[DirectionTally], ident: str, *, group_title: str = "Group", compact: bool = False
) -> str:
    """Signs and counts of studies by direction, in the order given and never by how many point one way."""
    width = COMPACT if compact else WIDE
    outlined = any(sum(row.one_arm) for row in rows)
    parts, y = key(direction_key(outlined=outlined), 0, 8, width)
    pitch = _pitch(rows, COMPACT if compact else _SIGNS)
    if not compact:
        parts += _heads(group_title, y + 12)
        y += 22
    for row in rows:
        parts.append(rule(0, y, width, y))
        drawn, y = (_stacked if compact else _in_columns)(row, y, pitch)
        parts += drawn
    parts.append(rule(0, y, width, y))
    desc = ". ".join(f"{row.label}: {_in_words(row)}" for row in rows) or "No studies."
    said = ("Studies that compare, by direction of effect", desc)
    return figure(ident, said, (width, y + 2), parts, compact=compact)


def _in_words(row: DirectionTally) -> str:
    counts = ", ".join(f"{getattr(row, name):,} {words}" for name, _, words in DIRECTIONS)
    apart = f"; with one arm alone {sum(row.one_arm):,}" if sum(row.one_arm) else ""
    return f"{row.n:,} {plural(row.n, 'study compares', 'studies compare')}: {counts}{apart}"


def _pitch(rows: Sequence[DirectionTally], width: float) -> float:
    """The distance between signs: the same in every row, and never too small to tell them apart."""
    return min(max(width / max([_marks(row) for row in rows] + [1]), 11.0), 16.0)


def _marks(row: DirectionTally) -> int:
    """How many places the signs of a row take: a gap parts the outlined ones from those before them."""
    apart = sum(row.one_arm)
    return row.n + apart + bool(row.n and apart)


def _signs(row: DirectionTally, x: float, y: float, width: float, pitch: float) -> tuple[list[Markup], int]:
    """One sign a study, then after a gap the outlined ones, over as many lines as they need; and the number of lines."""
    a_line = int(width / pitch + 1e-6)
    names = [(name, False) for name, _, _ in DIRECTIONS for _ in range(getattr(row, name))]
    apart = [(name, True) for (name, _, _), n in zip(DIRECTIONS, row.one_arm, strict=True) for _ in range(n)]
    places = [*enumerate(names), *enumerate(apart, start=len(names) + bool(names and apart))]
    drawn = [
        glyph(
            name,
            x + pitch * (i % a_line + 0.5),
            y + _SIGN_LINE * (i // a_line),
            min(pitch - 3, 11),
            outline=outline,
        )
        for i, (name, outline) in places
    ]
    if not places:
        drawn = [write(x, y + 4, "no studies", 11.5, soft=True)]
    return drawn, max(-(-_marks(row) // a_line), 1)


def _edge(column: int) -> float:
    """The right edge of a column of numbers, counted from the left."""
    return WIDE - _COLUMN * (len(DIRECTIONS) + 1 - column)


def _heads(title: str, y: float) -> list[Markup]:
    signs = [glyph(name, _edge(i) - 5, y - 4, 11) for i, (name, _, _) in enumerate(DIRECTIONS)]
    return [
        write(0, y, wrap(title, _LABEL, 11.5)[0], 11.5, soft=True),
        write(_SIGNS_AT, y, "One sign a study", 11.5, soft=True),
        *signs,
        write(_edge(len(DIRECTIONS)), y, "All", 11.5, bold=True, anchor="end"),
        write(WIDE, y, "Apart", 11.5, soft=True, anchor="end"),
    ]


def _in_columns(row: DirectionTally, y: float, pitch: float) -> tuple[list[Markup], float]:
    texts = wrap(row.label, _LABEL, _SIZE)
    signs, sign_lines = _signs(row, _SIGNS_AT, y + 16, _SIGNS, pitch)
    parts = lines(0, y + 20, texts, _SIZE, _LINE) + signs
    for i, (name, _, _) in enumerate(DIRECTIONS):
        n = getattr(row, name)
        parts.append(write(_edge(i), y + 20, f"{n:,}", _SIZE, anchor="end", soft=not n))
    parts.append(write(_edge(len(DIRECTIONS)), y + 20, f"{row.n:,}", _SIZE, bold=True, anchor="end"))
    parts.append(write(WIDE, y + 20, f"{sum(row.one_arm):,}", _SIZE, anchor="end", soft=True))
    return parts, y + max(_LINE * len(texts), _SIGN_LINE * sign_lines) + 14


def _stacked(row: DirectionTally, y: float, pitch: float) -> tuple[list[Markup], float]:
    texts = wrap(row.label, COMPACT, _SIZE, bold=True)
    parts = lines(0, y + 20, texts, _SIZE, _LINE, bold=True)
    y += 20 + _LINE * len(texts)
    signs, sign_lines = _signs(row, 0, y, COMPACT, pitch)
    y += _SIGN_LINE * sign_lines + 4
    x = 0.0
    for name, _, _ in DIRECTIONS:
        count = f"{getattr(row, name):,}"
        parts += [glyph(name, x + 5, y, 9), write(x + 14, y + 4, count, soft=not getattr(row, name))]
        x += 14 + text_width(count, 12) + 16
    total = f"{row.n:,} compared" + (f", {sum(row.one_arm):,} apart" if any(row.one_arm) else "")
    return [*parts, *signs, write(COMPACT, y + 4, total, bold=True, anchor="end")], y + 14
