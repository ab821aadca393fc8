"""Figures as SVG text: pure functions, the same bytes for the same numbers.

Colours come from the custom properties of book/_static/briefing.css, so that the figures follow
light and dark; every mark also differs by shape or number, never by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from evidence.brief.prisma import Flow

WIDTH = 760
_LINE = 18


@dataclass(frozen=True, slots=True)
class Balance:
    """Studies on one claim, by side."""

    id: str
    label: str
    n_for: int
    n_against: int
    n_qualifies: int
    n_silent: int
    verdict: str


@dataclass(frozen=True, slots=True)
class Direction:
    """Studies in one group, by direction of effect."""

    label: str
    positive: int
    negative: int
    mixed: int
    none: int


def wrap(text: str, width: float, size: float = 13) -> list[str]:
    """Lines of at most `width` user units, by the mean width of a letter.

    >>> wrap('one two three', 60)
    ['one two', 'three']
    """
    limit = max(int(width / (size * 0.56)), 4)
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > limit:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line] if line else lines or [""]


def text(
    x: float,
    y: float,
    content: object,
    *,
    size: float = 13,
    weight: str = "normal",
    anchor: str = "start",
    fill: str = "currentColor",
) -> Markup:
    return Markup(
        '<text x="{}" y="{}" font-size="{}" font-weight="{}" text-anchor="{}" fill="{}">{}</text>'
    ).format(f"{x:g}", f"{y:g}", f"{size:g}", weight, anchor, fill, content)


def rect(x: float, y: float, width: float, height: float, fill: str, stroke: str = "none") -> Markup:
    return Markup('<rect x="{}" y="{}" width="{}" height="{}" rx="3" fill="{}" stroke="{}"/>').format(
        f"{x:g}", f"{y:g}", f"{width:g}", f"{height:g}", fill, stroke
    )


def svg(ident: str, title: str, desc: str, height: float, parts: Iterable[Markup]) -> str:
    """A whole drawing with a title and a description for those who do not see it."""
    return str(
        Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-t {}-d" '
            'style="width:100%;height:auto;font-family:inherit" class="ev-figure">\n<title id="{}-t">{}</title>\n<desc id="{}-d">{}</desc>\n{}\n</svg>'
        ).format(WIDTH, f"{height:g}", ident, ident, ident, title, ident, desc, Markup("\n").join(parts))
    )


def _box(
    x: float, y: float, width: float, lines: list[tuple[str, bool]], accent: str
) -> tuple[list[Markup], float]:
    wrapped = [(piece, bold) for line, bold in lines for piece in wrap(line, width - 24)]
    height = 18 + _LINE * len(wrapped)
    parts = [
        rect(x, y, width, height, "var(--ev-panel, #f5f3ee)", "var(--ev-rule, #c9ced6)"),
        rect(x, y, 4, height, accent),
    ]
    parts += [
        text(x + 14, y + 22 + _LINE * i, piece, weight="600" if bold else "normal")
        for i, (piece, bold) in enumerate(wrapped)
    ]
    return parts, height


def _arrow(x1: float, y1: float, x2: float, y2: float) -> Markup:
    down = x1 == x2
    head = (
        f"{x2 - 4:g},{y2 - 7:g} {x2 + 4:g},{y2 - 7:g} {x2:g},{y2:g}"
        if down
        else f"{x2 - 7:g},{y2 - 4:g} {x2 - 7:g},{y2 + 4:g} {x2:g},{y2:g}"
    )
    return Markup(
        '<path d="M{} {}L{} {}" stroke="var(--ev-line, #8a9197)" stroke-width="1.5" fill="none"/><polygon points="{}" fill="var(--ev-line, #8a9197)"/>'
    ).format(f"{x1:g}", f"{y1:g}", f"{x2:g}", f"{y2:g}", head)


def prisma_flow(flow: Flow, ident: str) -> str:
    """The PRISMA 2020 flow: what went on down the left, what left the flow on the right."""
    n = "{:,}".format
    largest = ", ".join(f"{name.rsplit('/', 1)[-1]} ({n(k)})" for name, k in flow.sources[:3])
    more = len(flow.sources) - 3
    identified = [
        (f"{n(flow.entries)} entries in {len(flow.sources)} export files", True),
        (f"the largest: {largest}" + (f", and {more} more" if more > 0 else ""), False),
    ]
    out = [
        (f"{n(flow.excluded_total)} works excluded", True),
        *((f"{n(k)} {reason}", False) for reason, k in flow.excluded),
    ]
    steps = [
        (
            "Identification",
            identified,
            [
                (f"{n(flow.quarantined)} set aside (could not be used)", True),
                (f"{n(flow.duplicates)} duplicates of another entry", True),
            ],
        ),
        (
            "Screening",
            [(f"{n(flow.works)} works screened", True)],
            [
                *out,
                (f"{n(flow.background)} kept as background", True),
                (f"{n(flow.undecided)} not yet decided", True),
            ],
        ),
        (
            "Included",
            [
                (f"{n(flow.included)} works included", True),
                (f"from {n(flow.studies)} studies", False),
                (
                    f"{n(flow.extracts)} coded passages, {n(flow.effects)} outcome rows ({n(flow.directions_only)} with a direction only)",
                    False,
                ),
            ],
            [],
        ),
    ]
    parts: list[Markup] = []
    y, left, right, gap = 8.0, 350.0, 350.0, 60.0
    previous = None
    for phase, main, aside in steps:
        if previous is not None:
            parts.append(_arrow(left / 2, previous, left / 2, y + 20))
        parts.append(text(0, y + 12, phase, size=12, weight="700", fill="var(--ev-accent, #1d4f60)"))
        boxes, height = _box(0, y + 20, left, main, "var(--ev-accent, #1d4f60)")
        parts += boxes
        tallest = height
        if aside:
            side, side_height = _box(left + gap, y + 20, right, aside, "var(--ev-silent, #6b747b)")
            parts += side
            middle = y + 20 + min(height, side_height) / 2
            parts.append(_arrow(left, middle, left + gap, middle))
            tallest = max(height, side_height)
        previous = y + 20 + height
        y += 20 + tallest + 26
    desc = ". ".join(f"{what}: {k}" for _, what, k in flow.rows())
    return svg(ident, "Flow of records from entries to studies", desc, y - 10, parts)


def _legend(y: float, entries: list[tuple[str, str]]) -> list[Markup]:
    parts, x = [], 0.0
    for colour, label in entries:
        parts += [rect(x, y - 10, 12, 12, colour), text(x + 18, y, label, size=12)]
        x += 36 + len(label) * 7
    return parts


_COLOUR = {
    "for": "var(--ev-for, #17697f)",
    "against": "var(--ev-against, #b0441c)",
    "qualifies": "var(--ev-qualifies, #82640c)",
    "silent": "var(--ev-silent, #6b747b)",
}


def _bar(x: float, y: float, unit: float, n: int, colour: str) -> list[Markup]:
    """A bar of n units with its number inside, or beside it where it is too narrow."""
    if not n:
        return []
    width = unit * n
    paper = "var(--ev-paper, #ffffff)"
    return [
        rect(x, y, width - 1.5, 20, colour),
        text(x + width / 2 - 0.75, y + 14.5, n, size=12, weight="600", anchor="middle", fill=paper),
    ]


def balance_chart(rows: list[Balance], ident: str) -> str:
    """One row a claim: against to the left of the line, for to the right, qualifying beyond."""
    parts = _legend(
        14,
        [
            (_COLOUR["against"], "against"),
            (_COLOUR["for"], "for"),
            (_COLOUR["qualifies"], "qualifying"),
        ],
    )
    labels, middle, right = 250.0, 400.0, 640.0
    reach = max([r.n_for + r.n_qualifies for r in rows] + [1])
    back = max([r.n_against for r in rows] + [1])
    unit = min((right - middle - 10) / reach, (middle - labels - 10) / back, 24)
    y = 34.0
    for row in rows:
        lines = wrap(f"{row.id} {row.label}", labels - 20)
        height = max(_LINE * len(lines), 22) + 8
        parts += [text(0, y + 15 + _LINE * i, line) for i, line in enumerate(lines)]
        parts += _bar(middle - unit * row.n_against, y, unit, row.n_against, _COLOUR["against"])
        parts += _bar(middle + 1.5, y, unit, row.n_for, _COLOUR["for"])
        parts += _bar(middle + 1.5 + unit * row.n_for, y, unit, row.n_qualifies, _COLOUR["qualifies"])
        parts.append(text(WIDTH, y + 15, row.verdict, size=12, anchor="end"))
        y += height
    parts.append(rect(middle - 0.5, 26, 1, y - 26, "var(--ev-line, #8a9197)"))
    desc = ". ".join(
        f"{r.id} {r.label}: {r.n_for} for, {r.n_against} against, {r.n_qualifies} qualifying, {r.n_silent} silent; {r.verdict}"
        for r in rows
    )
    return svg(ident, "Studies for and against each claim", desc, y + 6, parts)


def direction_chart(rows: list[Direction], ident: str) -> str:
    """Stacked counts of studies by direction, one row a group (after Boon and Thomson 2021)."""
    kinds = (
        ("positive", "for", "▲"),
        ("mixed", "qualifies", "◆"),
        ("none", "silent", "○"),
        ("negative", "against", "▼"),
    )
    parts = _legend(
        14,
        [(_COLOUR[c], f"{g} {name if name != 'none' else 'no difference'}") for name, c, g in kinds],
    )
    labels = 280.0
    largest = max([r.positive + r.negative + r.mixed + r.none for r in rows] + [1])
    unit = min((WIDTH - labels - 20) / largest, 30)
    y = 34.0
    for row in rows:
        lines = wrap(row.label, labels - 20)
        parts += [text(0, y + 15 + _LINE * i, line) for i, line in enumerate(lines)]
        x = labels
        for name, colour, _ in kinds:
            parts += _bar(x, y, unit, getattr(row, name), _COLOUR[colour])
            x += unit * getattr(row, name)
        y += max(_LINE * len(lines), 22) + 8
    desc = ". ".join(
        f"{r.label}: {r.positive} positive, {r.mixed} mixed, {r.none} no difference, {r.negative} negative"
        for r in rows
    )
    return svg(ident, "Studies by direction of effect", desc, y + 6, parts)
