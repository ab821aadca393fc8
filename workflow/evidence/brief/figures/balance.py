"""Studies for, against and qualifying each claim, side by side with those that are silent and not read."""

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
    text_width,
    wrap,
    write,
)
from evidence.brief.markup import anchor

_LINE, _SIZE, _BAR = 17.0, 12.5, 14.0
_PLOT, _PLOT_WIDTH, _SILENT, _VERDICT = 254.0, 312.0, 622.0, 646.0  # places across the wide drawing
_INSET = 9.0  # keeps a qualifying bar apart from the bar against
_FILLS = {"against": "hatch", "qualifies": "tint", "for": "solid"}


@dataclass(frozen=True, slots=True)
class Balance:
    """Studies on one claim, by side; `verdict` is the word that is shown."""

    id: str
    label: str
    n_for: int
    n_against: int
    n_qualifies: int
    n_silent: int
    n_not_read: int
    verdict: str


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where bars begin: against grows left from `band`, qualifying right within it, for right from `axis`.

    `indent` is where labels begin, beside the ids.
    """

    band: float
    axis: float
    unit: float
    pattern: str
    indent: float

    @property
    def inner(self) -> float:
        return self.band + _INSET


def balance_chart(findings: Sequence[Balance], ident: str, *, compact: bool = False) -> str:
    """One row a claim, in the order given; every bar is on one scale."""
    pattern = f"{anchor(ident)}-against"
    x, room = (0.0, COMPACT) if compact else (_PLOT, _PLOT_WIDTH)
    scale = _scale(findings, x, room, pattern)
    width = COMPACT if compact else WIDE
    rows, y = [], 28.0
    for finding in findings:
        rows.append(rule(0, y, width, y))
        drawn, y = (_stacked if compact else _in_columns)(finding, y, scale)
        rows += drawn
    parts = [element("defs", hatch(pattern, "against"))]
    if not compact:
        parts.append(_band(scale, 28, y))
    parts += [*_heads(scale, compact), *rows]
    parts.append(rule(0, y, width, y))
    desc = ". ".join(_in_words(finding) for finding in findings) or "No claims."
    said = ("Studies for and against each claim", desc)
    return figure(ident, said, (width, y + 2), parts, compact=compact)


def _in_words(f: Balance) -> str:
    return (
        f"{f.id} {f.label}: {f.n_for:,} for, {f.n_against:,} against, "
        f"{f.n_qualifies:,} qualifying, {f.n_silent:,} silent, {f.n_not_read:,} not read; {f.verdict}"
    )


def _scale(findings: Sequence[Balance], x: float, room: float, pattern: str) -> _Scale:
    """The longest unit (at most 14) at which the three sides, their numbers and heads fit the room."""
    sides_of = ("n_against", "n_qualifies", "n_for")
    most = [max([getattr(f, side) for f in findings] + [0]) for side in sides_of]
    number = text_width(f"{max(most):,}", _SIZE) + 12 + _INSET
    heads = [text_width(word, 11.5, bold=True) + 32 for word in ("Against", "Qualifying", "For")]

    def sides(unit: float) -> list[float]:
        return [max(n * unit + number, head) for n, head in zip(most, heads, strict=True)]

    unit = 14.0
    while sum(sides(unit)) > room and unit > 1e-6:
        unit *= 0.98
    against, qualifies, _ = sides(unit)
    return _Scale(x + against, x + against + qualifies, unit, pattern, _id_width(findings))


def _id_width(findings: Sequence[Balance]) -> float:
    return min(max([text_width(f.id, _SIZE, bold=True) for f in findings] + [0]), 64) + 8


def _bar(x: float, y: float, width: float, side: str, pattern: str, height: float = _BAR) -> Markup:
    """The three sides differ in pattern: solid for, hatched against, pale within a line qualifying."""
    fill = {"hatch": f"url(#{pattern})", "tint": TONES[side], "solid": TONES[side]}[_FILLS[side]]
    pale = 0.2 if _FILLS[side] == "tint" else None
    return element(
        "rect", x=x + 0.5, y=y + 0.5, width=max(width - 1, 0.5), height=height - 1,
        fill=fill, fill_opacity=pale, stroke=TONES[side], stroke_width=1,
    )  # fmt: skip


def _heads(scale: _Scale, compact: bool) -> list[Markup]:
    """The heads of the three sides carry the pattern and so are the key."""
    y = 18.0
    parts = [
        _bar(scale.band - 10, y - 9, 10, "against", scale.pattern, 10),
        write(scale.band - 16, y, "Against", 11.5, bold=True, anchor="end"),
        _bar(scale.inner, y - 9, 10, "qualifies", scale.pattern, 10),
        write(scale.inner + 16, y, "Qualifying", 11.5, bold=True),
        _bar(scale.axis, y - 9, 10, "for", scale.pattern, 10),
        write(scale.axis + 16, y, "For", 11.5, bold=True),
    ]
    if compact:
        return parts
    return [
        write(0, y, "Claim", 11.5, soft=True),
        *parts,
        write(_SILENT, y, "Silent + unread", 11.5, bold=True, anchor="end"),
        write(_VERDICT, y, "Verdict", 11.5, bold=True),
    ]


def _band(scale: _Scale, top: float, foot: float) -> Markup:
    """The middle ground of qualifying studies, between the two axes."""
    back = element(
        "rect", x=scale.band, y=top, width=scale.axis - scale.band, height=foot - top, fill=TONES["panel"]
    )
    return Markup("").join([back, *(rule(at, top, at, foot, "line") for at in (scale.band, scale.axis))])


def _bars(f: Balance, y: float, scale: _Scale) -> list[Markup]:
    """The bars with each number at its far end; a nought stands where the bar would begin."""
    parts, base = [], y + 11.5
    if f.n_against:
        length = f.n_against * scale.unit
        parts.append(_bar(scale.band - length, y, length, "against", scale.pattern))
    place = scale.band - f.n_against * scale.unit - 6
    parts.append(write(place, base, f"{f.n_against:,}", _SIZE, anchor="end", soft=not f.n_against))
    for start, n, side in ((scale.inner, f.n_qualifies, "qualifies"), (scale.axis, f.n_for, "for")):
        if n:
            parts.append(_bar(start, y, n * scale.unit, side, scale.pattern))
        parts.append(write(start + n * scale.unit + 6, base, f"{n:,}", _SIZE, soft=not n))
    return parts


def _label(f: Balance, y: float, width: float, indent: float) -> tuple[list[Markup], int]:
    ids = wrap(f.id, indent - 8, _SIZE, bold=True)
    texts = wrap(f.label, width - indent, _SIZE)
    parts = lines(0, y, ids, _SIZE, _LINE, bold=True, tone="accent")
    parts += lines(indent, y, texts, _SIZE, _LINE)
    return parts, max(len(ids), len(texts))


def _rest(f: Balance) -> str:
    """Silent studies, and those that are not read."""
    return f"{f.n_silent:,} + {f.n_not_read:,}"


def _in_columns(f: Balance, y: float, scale: _Scale) -> tuple[list[Markup], float]:
    label, n = _label(f, y + 20, _PLOT - 20, scale.indent)
    verdict = wrap(f.verdict, WIDE - _VERDICT, _SIZE, bold=True)
    parts = [*label, *_bars(f, y + 9, scale), write(_SILENT, y + 20, _rest(f), _SIZE, anchor="end")]
    parts += lines(_VERDICT, y + 20, verdict, _SIZE, _LINE, bold=True)
    return parts, y + _LINE * max(n, len(verdict)) + 14


def _stacked(f: Balance, y: float, scale: _Scale) -> tuple[list[Markup], float]:
    label, n = _label(f, y + 20, COMPACT, scale.indent)
    y += 20 + _LINE * n
    parts = [*label, _band(scale, y - 10, y + 8), *_bars(f, y - 8, scale)]
    y += 26
    silent = f"{f.n_silent:,} silent, {f.n_not_read:,} not read"
    verdict = wrap(f.verdict, COMPACT - text_width(silent, 12) - 20, _SIZE, bold=True)
    parts += lines(0, y, verdict, _SIZE, _LINE, bold=True)
    parts.append(write(COMPACT, y, silent, anchor="end", soft=True))
    return parts, y + _LINE * (len(verdict) - 1) + 13
