"""The signs of the figures: directions of effect, and a key that flows over lines.

The four signs follow the effect-direction plot of Boon and Thomson (2021, Research Synthesis Methods 12,
29-33); they are drawn and not typed, so that no font can leave one out. Each differs in shape, not only
in colour.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from evidence.brief.figures.canvas import TONES, element, text_width, write

DIRECTIONS = (
    ("positive", "for", "positive"),
    ("negative", "against", "negative"),
    ("mixed", "qualifies", "mixed"),
    ("none", "silent", "no difference"),
)
"""(name, tone, words) in the order in which they are always shown."""

Drawn = Callable[[float, float], Markup]


def glyph(direction: str, x: float, y: float, size: float, *, outline: bool = False) -> Markup:
    """The sign of a direction, centred on (x, y) and about `size` wide; in outline where nothing was compared."""
    tone = next(tone for name, tone, _ in DIRECTIONS if name == direction)
    r = size / 2
    if direction == "none":
        return element(
            "circle", cx=x, cy=y, r=r * 0.82, fill="none", stroke=TONES[tone],
            stroke_width=size * (0.1 if outline else 0.16), stroke_dasharray="2 1.4" if outline else None,
        )  # fmt: skip
    low = r * 0.86
    corners = {
        "positive": ((0, -low), (r, low), (-r, low)),
        "negative": ((0, low), (r, -low), (-r, -low)),
        "mixed": ((0, -r), (r * 0.86, 0), (0, r), (-r * 0.86, 0)),
    }[direction]
    path = _path(x, y, [(dx * 0.88, dy * 0.88) for dx, dy in corners] if outline else corners)
    if outline:
        return element("path", d=path, fill="none", stroke=TONES[tone], stroke_width=size * 0.11)
    return element("path", d=path, fill=TONES[tone])


def _path(x: float, y: float, corners: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{round(x + dx, 2):g} {round(y + dy, 2):g}" for dx, dy in corners) + "Z"


def key(
    entries: Sequence[tuple[Drawn, float, str]], x: float, y: float, width: float, line: float = 20.0
) -> tuple[list[Markup], float]:
    """A key of (how to draw it, how wide it is, what it means) from y, the middle of its first line.

    A sign is drawn by a call with its left edge and its middle. Returned with the middle of the line below.
    """
    parts, left = [], x
    for draw, wide, words in entries:
        reach = wide + 7 + text_width(words, 12)
        if left > x and left + reach > x + width:
            left, y = x, y + line
        parts += [draw(left, y), write(left + wide + 7, y + 4, words)]
        left += reach + 20
    return parts, y + line


def direction_key(*, outlined: bool = False) -> list[tuple[Drawn, float, str]]:
    """The four signs as entries of a key, with that of a study that saw one arm alone where there is one."""

    def sign(name: str) -> Drawn:
        return lambda x, y: glyph(name, x + 6, y, 11)

    apart: tuple[Drawn, float, str] = (
        lambda x, y: glyph("positive", x + 6, y, 11, outline=True), 12.0, "in outline: one arm alone, compared with nothing",
    )  # fmt: skip
    return [(sign(name), 12.0, words) for name, _, words in DIRECTIONS] + ([apart] if outlined else [])
