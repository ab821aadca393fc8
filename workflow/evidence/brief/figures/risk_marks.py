"""How a judgement of risk is drawn: the colours and signs of robvis (McGuinness and Higgins 2021), so that either tells it alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from evidence.appraise.tool import Means
from evidence.brief.figures.canvas import element, text_width, write


class _Mark(NamedTuple):
    fill: str
    ink: str
    sign: str


# Colours stand as they are in light and dark: the sign is read on its own ground, and a line in the colour of the page bounds it.
_MARKS = {
    Means.LOW: _Mark("#02c100", "#000", "+"),
    Means.SOME: _Mark("#e2df07", "#000", "–"),
    Means.HIGH: _Mark("#bf0000", "#fff", "×"),
    Means.CRITICAL: _Mark("#6b0000", "#fff", "!"),
    Means.NO_INFORMATION: _Mark("#4ea1f7", "#000", "?"),
    Means.NOTHING: _Mark("none", "currentColor", "·"),
}
ORDER = (Means.LOW, Means.SOME, Means.HIGH, Means.CRITICAL, Means.NO_INFORMATION, Means.NOTHING)
"""In which judgements stand beside each other."""
NOT_JUDGED = "not judged"


def mark(x: float, y: float, risk: Means) -> list[Markup]:
    """One judgement, its middle at (x, y)."""
    own = _MARKS[risk]
    dashed = {"stroke_dasharray": "2 2"} if risk is Means.NOTHING else {}
    return [
        element("circle", cx=x, cy=y, r=9.0, fill=own.fill, stroke="currentColor", stroke_width=0.9, **dashed),
        element("text", own.sign, x=x, y=y + 4.8, font_size=14, font_weight="600", text_anchor="middle", fill=own.ink),
    ]  # fmt: skip


def bar(x: float, y: float, width: float, height: float, risk: Means, n: int) -> list[Markup]:
    """A part of a bar, with its sign and its number where they fit."""
    own = _MARKS[risk]
    parts = [
        element("rect", x=x, y=y, width=width, height=height, fill=own.fill, stroke="currentColor", stroke_width=0.9)
    ]  # fmt: skip
    told = f"{own.sign} {n}"
    if text_width(told, 11, bold=True) + 4 <= width:
        place = {"x": x + width / 2, "y": y + height / 2 + 4, "text_anchor": "middle"}
        parts.append(element("text", told, font_size=11, font_weight="600", fill=own.ink, **place))
    return parts


def legend(words: Iterable[tuple[Means, str]], y: float, width: float) -> tuple[list[Markup], float]:
    """Signs with the words of the tool, in as many lines as they need; and where the next line stands."""
    parts: list[Markup] = []
    x = 0.0
    for risk, word in words:
        need = 28 + text_width(word, 11) + 14
        if x and x + need > width:
            x, y = 0.0, y + 24
        parts += [*mark(x + 10, y + 10, risk), write(x + 25, y + 14, word, 11)]
        x += need
    return parts, y + 30


def sorted_risks(risks: Sequence[Means]) -> list[Means]:
    """Each that is there, in the order in which they stand beside each other."""
    return [risk for risk in ORDER if risk in risks]
