"""What every figure is drawn with: escaped SVG elements, and text measured before it is placed.

Nothing here knows a font: widths are those of DejaVu Sans, the widest of the system fonts that a reader
is likely to have, so that what fits by this estimate fits in the others too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup, escape

from evidence.brief.markup import anchor

WIDE, COMPACT = 760.0, 360.0
"""Widths in user units, about one unit a pixel: a text column, and a phone of 375 pixels."""

# The fallbacks are the light colours of briefing.css. A hairline falls back on the colour of lines.
TONES = {
    "for": "var(--ev-for, #17697f)",
    "against": "var(--ev-against, #b0441c)",
    "qualifies": "var(--ev-qualifies, #82640c)",
    "silent": "var(--ev-silent, #6b747b)",
    "accent": "var(--ev-accent, #1d4f60)",
    "line": "var(--ev-line, #8a9197)",
    "rule": "var(--ev-rule, var(--ev-line, #d9d5cb))",
    "panel": "var(--ev-panel, #f5f3ee)",
}
SOFT = 0.74  # opacity of secondary text; 5.5 to 1 and more on paper and on panels, in light and in dark

_BOLD = 1.16  # bold over regular letters of DejaVu Sans, for the narrow ones that grow most in common words
_WIDTHS = {
    letter: width
    for width, letters in {
        0.28: "'ijlIJ",
        0.34: " ,./:;\\|f-",
        0.40: "()[]t!r",
        0.53: '"*_`sz?c',
        0.58: "FkLvxy",
        0.63: "PTYaoeESbdghnpqu$0123456789{}",
        0.70: "KAVBRXZC",
        0.78: "UHNDGOQ&",
        0.84: "w#+<=>^~",
        0.97: "M%mW@",
    }.items()
    for letter in letters
}
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The estimated width of a line in user units.

    >>> text_width("", 12), text_width("mm", 10) > text_width("ii", 10)
    (0, True)
    """
    ems = sum(_WIDTHS.get(letter) or _width_beyond_ascii(letter) for letter in text)
    return ems * size * (_BOLD if bold else 1)


def _width_beyond_ascii(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(letter) in "WF" or ord(letter) > 0xFFFF else 0.75


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Lines of at most `width`; a word that is wider alone is cut. Every letter is kept.

    >>> wrap("one two three", 50, 12), wrap("incomprehensible", 50, 12)
    (['one two', 'three'], ['incompr', 'ehensib', 'le'])
    """
    lines: list[str] = []
    pieces = (piece for word in text.split() for piece in _cut(word, width, size, bold))
    for piece, opens in pieces:
        longer = f"{lines[-1]} {piece}" if lines and opens else ""
        if longer and text_width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines or [""]


def _cut(word: str, width: float, size: float, bold: bool) -> Iterable[tuple[str, bool]]:
    """Pieces of a word that fit, each with whether it opens the word (and may join a line)."""
    piece, opens = "", True
    for letter in word:
        if piece and text_width(piece + letter, size, bold=bold) > width:
            yield piece, opens
            piece, opens = "", False
        piece += letter
    yield piece, opens


def element(name: str, content: object = "", /, **attributes: object) -> Markup:
    """An element whose content and attributes are text unless they are already markup.

    >>> str(element("text", "a < b", x=1.50, font_size=12))
    '<text x="1.5" font-size="12">a &lt; b</text>'
    """
    # Not by the formats of Markup, which escape piece by piece: a book has thousands of elements.
    written = "".join(
        f' {escape(key.rstrip("_").replace("_", "-"))}="{_safe(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    name = escape(name)
    return Markup(f"<{name}{written}/>" if content == "" else f"<{name}{written}>{_safe(content)}</{name}>")


def _safe(value: object) -> Markup:
    if isinstance(value, Markup):
        return value
    if isinstance(value, float):
        return escape(f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip("."))
    return escape(_NOT_XML.sub("\ufffd", str(value)))


def write(
    x: float,
    y: float,
    line: object,
    size: float = 12.0,
    *,
    bold: bool = False,
    anchor: str | None = None,
    soft: bool = False,
    tone: str | None = None,
    transform: str | None = None,
) -> Markup:
    """One line of text in the colour of the page; y is the baseline."""
    return element(
        "text", line, x=x, y=y, font_size=size, font_weight="600" if bold else None, text_anchor=anchor,
        fill=TONES[tone] if tone else "currentColor", fill_opacity=SOFT if soft else None, transform=transform,
    )  # fmt: skip


def lines(
    x: float, y: float, texts: Iterable[str], size: float = 12.0, leading: float = 15.0, **style: Any
) -> list[Markup]:
    """Lines of text one below the other; y is the baseline of the first."""
    return [write(x, y + leading * i, text, size, **style) for i, text in enumerate(texts)]


def rule(x1: float, y1: float, x2: float, y2: float, tone: str = "rule", width: float = 1.0) -> Markup:
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=TONES[tone], stroke_width=width)


def hatch(ident: str, tone: str, *, gap: float = 4.0, width: float = 1.6) -> Markup:
    """A pattern of slanted lines, filled with by `url(#IDENT)`."""
    stripe = rule(0, 0, 0, gap, tone, width)
    return element(
        "pattern", stripe, id=ident, width=gap, height=gap,
        patternUnits="userSpaceOnUse", patternTransform="rotate(45)",
    )  # fmt: skip


def figure(
    ident: str, said: tuple[str, str], size: tuple[float, float], parts: Iterable[Markup], *, compact: bool
) -> str:
    """The drawing, with a title and a description (`said`) for those who do not see it.

    `ident` must be unique in the page: the ids of the title, description and patterns derive from it.
    """
    name, (title, desc), (width, height) = anchor(ident), said, size
    body = Markup("\n").join(
        [element("title", title, id=f"{name}-title"), element("desc", desc, id=f"{name}-desc"), *parts]
    )
    return str(
        element(
            "svg", Markup("\n{}\n").format(body), xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {width:g} {round(height):g}", width="100%", role="img",
            aria_labelledby=f"{name}-title {name}-desc", class_="ev-figure is-compact" if compact else "ev-figure is-wide",
            style="height:auto;font-family:inherit",
        )
    )  # fmt: skip
