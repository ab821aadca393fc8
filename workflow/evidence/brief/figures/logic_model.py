"""The logic model: contexts, mechanisms and outcomes in three columns, joined where a passage states all three."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from evidence.brief.figures.canvas import COMPACT, TONES, WIDE, element, figure, wrap, write
from evidence.brief.figures.glyphs import Drawn, key
from evidence.brief.words import plural

_HEADS = ("In this context", "this makes", "this come about")
_LINES = {"positive": ("for", None, "better"), "negative": ("against", "6 4", "worse")}
_OTHER = ("qualifies", "1.5 3.5", "mixed, or no difference")
_APART = {
    "positive": -5.0,
    "negative": 0.0,
}  # where lines of two directions join the same boxes; others lie below


@dataclass(frozen=True, slots=True)
class Chain:
    """One case in which a passage states a context, a mechanism and an outcome, each under its short name."""

    context: str
    mechanism: str
    outcome: str
    direction: str
    case: str


@dataclass(frozen=True, slots=True)
class _Box:
    lines: list[str]
    cases: int
    y: float
    height: float

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


def logic_model(chains: Sequence[Chain], ident: str, *, compact: bool = False) -> str:
    """Boxes with their cases; lines as wide as the cases that they join, those to outcomes by direction."""
    width = COMPACT if compact else WIDE
    gap = 20.0 if compact else 84.0
    column = (width - 2 * gap) / 3
    size = 10.0 if compact else 12.5
    names = _ordered(chains)
    boxes = [_stack(own, _cases(chains, i), column, size) for i, own in enumerate(names)]
    lowest = max((box.y + box.height for own in boxes for box in own.values()), default=30.0)
    starts = [i * (column + gap) for i in range(3)]
    parts = [write(x, 12, head, size, bold=True) for x, head in zip(starts, _HEADS, strict=True)]
    parts += _links(chains, boxes, starts, column)
    for own, x in zip(boxes, starts, strict=True):
        for box in own.values():
            parts += _drawn(box, x, column, size)
    drawn, foot = key([(_sample(tone, dash), 26.0, words) for tone, dash, words in (*_LINES.values(), _OTHER)], 0, lowest + 24, width)  # fmt: skip
    desc = "; ".join(_in_words(chains)) or "Nothing was read so."
    return figure(ident, ("Logic model", desc + "."), (width, foot), [*parts, *drawn], compact=compact)


def _ordered(chains: Sequence[Chain]) -> tuple[list[str], list[str], list[str]]:
    """Contexts by their cases, then each column by the mean place of what leads to it, so that few lines cross."""
    contexts = sorted(
        {c.context for c in chains}, key=lambda n: (-len({c.case for c in chains if c.context == n}), n)
    )
    mechanisms = _by_place((c.mechanism, contexts.index(c.context)) for c in chains)
    outcomes = _by_place((c.outcome, mechanisms.index(c.mechanism)) for c in chains)
    return contexts, mechanisms, outcomes


def _by_place(pairs: Iterable[tuple[str, int]]) -> list[str]:
    places: dict[str, list[int]] = {}
    for name, place in pairs:
        places.setdefault(name, []).append(place)
    return sorted(places, key=lambda name: (sum(places[name]) / len(places[name]), name))


def _cases(chains: Sequence[Chain], column: int) -> dict[str, int]:
    """How many cases each name of a column has."""
    found: dict[str, set[str]] = {}
    for c in chains:
        found.setdefault((c.context, c.mechanism, c.outcome)[column], set()).add(c.case)
    return {name: len(own) for name, own in found.items()}


def _stack(names: list[str], count: Mapping[str, int], column: float, size: float) -> dict[str, _Box]:
    boxes, y = {}, 26.0
    for name in names:
        lines = wrap(name, column - 16, size)
        height = (size + 3) * (len(lines) + 1) + 12
        boxes[name] = _Box(lines, count[name], y, height)
        y += height + 12
    return boxes


def _drawn(box: _Box, x: float, column: float, size: float) -> list[Markup]:
    frame = element("rect", x=x, y=box.y, width=column, height=box.height, rx=4, fill=TONES["panel"], stroke=TONES["line"])  # fmt: skip
    leading = size + 3
    said = [write(x + 8, box.y + leading * (i + 1), line, size) for i, line in enumerate(box.lines)]
    n = f"{box.cases} {plural(box.cases, 'case', 'cases')}"
    return [frame, *said, write(x + 8, box.y + leading * (len(box.lines) + 1), n, size - 1, soft=True)]


def _links(
    chains: Sequence[Chain], boxes: list[dict[str, _Box]], starts: list[float], column: float
) -> list[Markup]:
    first: dict[tuple[str, str], set[str]] = {}
    second: dict[tuple[str, str, str], set[str]] = {}
    for c in chains:
        first.setdefault((c.context, c.mechanism), set()).add(c.case)
        second.setdefault((c.mechanism, c.outcome, c.direction), set()).add(c.case)
    found = [
        _curve(starts[0] + column, boxes[0][a].middle, starts[1], boxes[1][b].middle, len(own), "line", None)
        for (a, b), own in sorted(first.items())
    ]
    for (a, b, direction), own in sorted(second.items()):
        tone, dash, _ = _LINES.get(direction, _OTHER)
        apart = _APART.get(direction, 5.0)
        y1, y2 = boxes[1][a].middle + apart, boxes[2][b].middle + apart
        found.append(_curve(starts[1] + column, y1, starts[2], y2, len(own), tone, dash))
    return found


def _curve(x1: float, y1: float, x2: float, y2: float, n: int, tone: str, dash: str | None) -> Markup:
    bend = (x2 - x1) / 2
    d = f"M{x1:.1f} {y1:.1f}C{x1 + bend:.1f} {y1:.1f} {x2 - bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    return element(
        "path", d=d, fill="none", stroke=TONES[tone], stroke_width=1.2 + min(n, 6), stroke_dasharray=dash
    )


def _sample(tone: str, dash: str | None) -> Drawn:
    return lambda x, y: element(
        "line", x1=x, y1=y, x2=x + 26, y2=y, stroke=TONES[tone], stroke_width=2.4, stroke_dasharray=dash
    )


def _in_words(chains: Sequence[Chain]) -> list[str]:
    ways: dict[tuple[str, str, str, str], set[str]] = {}
    for c in chains:
        ways.setdefault((c.context, c.mechanism, c.outcome, c.direction), set()).add(c.case)
    return [
        f"{a}, then {b}, then {c} ({direction or 'no direction'}): {len(own)} {plural(len(own), 'case', 'cases')}"
        for (a, b, c, direction), own in sorted(ways.items())
    ]
