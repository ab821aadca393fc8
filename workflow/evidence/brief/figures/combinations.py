"""The truth table as a drawing: which conditions each combination has, and how many of its cases show the outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from evidence.brief.figures.canvas import COMPACT, TONES, WIDE, element, figure, rule, wrap, write
from evidence.brief.words import plural

_COLUMN, _ROW, _DOT = 92.0, 30.0, 7.0


@dataclass(frozen=True, slots=True)
class Combination:
    """Levels of the conditions in their order, cases that show the outcome and those that do not, and the output in words."""

    levels: tuple[int, ...]
    good: int
    others: int
    output: str


def combinations_chart(
    rows: Sequence[Combination], conditions: Sequence[str], ident: str, *, outcome: str, compact: bool = False
) -> str:
    """Filled: the condition is present; open: absent; a figure where there are more levels."""
    width = COMPACT if compact else WIDE
    column = min(_COLUMN, width * (0.5 if compact else 0.55) / max(len(conditions), 1))
    heads = [
        [f"{i}"] if compact else wrap(name, column - 6, 11) for i, name in enumerate(conditions, start=1)
    ]
    top = 14.0 * max([len(lines) for lines in heads] + [1]) + 12
    parts: list[Markup] = [
        write(column * (i + 0.5), 12 + 14 * n, line, 11, anchor="middle", soft=True)
        for i, lines in enumerate(heads)
        for n, line in enumerate(lines)
    ]
    start = column * len(conditions) + 14
    parts.append(write(start, 12, "Cases", 11, soft=True))
    y = top
    for row in rows:
        parts.append(rule(0, y, width, y))
        middle = y + _ROW / 2
        parts += [_dot(level, column * (i + 0.5), middle) for i, level in enumerate(row.levels)]
        parts += _cases(row, start, middle, width - (0 if compact else 130))
        if not compact:
            parts.append(write(width, middle + 4, row.output, 11.5, anchor="end"))
        y += _ROW
    parts.append(rule(0, y, width, y))
    if compact:
        for i, name in enumerate(conditions, start=1):
            y += 16
            parts.append(write(0, y + 4, f"{i}: {name}", 11))
    parts += [
        element("rect", x=0, y=y + 12, width=10, height=10, fill=TONES["for"]),
        write(16, y + 21, f"a case with {outcome}", 11),
        element("rect", x=0.7, y=y + 30.7, width=8.6, height=8.6, fill="none", stroke=TONES["against"], stroke_width=1.4),
        write(16, y + 39, "a case without", 11),
    ]  # fmt: skip
    desc = "; ".join(_in_words(row, conditions, outcome) for row in rows) or "No combination was observed."
    return figure(ident, ("Truth table", desc + "."), (width, y + 48), parts, compact=compact)


def _in_words(row: Combination, conditions: Sequence[str], outcome: str) -> str:
    said = [
        name if level == 1 else f"not {name}" if level == 0 else f"{name} at level {level}"
        for name, level in zip(conditions, row.levels, strict=True)
    ]
    n = row.good + row.others
    return f"{', '.join(said)}: {row.good} of {n} {plural(n, 'case', 'cases')} with {outcome}, {row.output}"


def _dot(level: int, x: float, y: float) -> Markup:
    if level > 1:
        return write(x, y + 5, level, 13, bold=True, anchor="middle")
    filled = {"fill": TONES["accent"]} if level else {"fill": "none"}
    return element("circle", cx=x, cy=y, r=_DOT, stroke=TONES["accent"], stroke_width=1.6, **filled)


def _cases(row: Combination, x: float, y: float, limit: float) -> list[Markup]:
    """One square a case; where they do not fit, how many."""
    n = row.good + row.others
    if x + 14 * n > limit:
        return [write(x, y + 4, f"{row.good} of {n}", 12)]
    parts = [
        element("rect", x=x + 14 * i, y=y - 5, width=10, height=10, fill=TONES["for"])
        for i in range(row.good)
    ]
    parts += [
        element(
            "rect", x=x + 14 * i + 0.7, y=y - 4.3, width=8.6, height=8.6, fill="none",
            stroke=TONES["against"], stroke_width=1.4,
        )
        for i in range(row.good, n)
    ]  # fmt: skip
    return parts
