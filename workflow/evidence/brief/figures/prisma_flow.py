"""The PRISMA 2020 flow diagram: what went on, what left, and why (Page and others 2021, BMJ 372, n71)."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from evidence.brief.figures.canvas import COMPACT, TONES, WIDE, element, figure, rule, text_width, wrap, write
from evidence.brief.prisma import Flow
from evidence.brief.words import plural

_LINE, _PAD, _SIZE = 17.0, 13.0, 12.5
_NAMED = 3  # export files named in the drawing; all of them stand in its description


class _Line(NamedTuple):
    n: int | None
    words: str
    strong: bool = False


class _Phase(NamedTuple):
    name: str
    onward: list[_Line]
    out: list[_Line]


def prisma_flow(boxes: Flow, ident: str, *, compact: bool = False) -> str:
    """The flow as SVG: two columns in a text column, one column down a spine where `compact`."""
    phases = _phases(boxes)
    parts, height = (_one_column if compact else _two_columns)(phases)
    width = COMPACT if compact else WIDE
    title = "Flow of records from identification to inclusion"
    said = (title, _description(boxes, phases))
    return figure(ident, said, (width, height), parts, compact=compact)


def _before(b: Flow) -> list[_Phase]:
    """What an earlier version of the review had, where this is an update."""
    if not b.previous:
        return []
    studies, reports = b.previous
    lines = [
        _Line(studies, plural(studies, "study", "studies") + " in the earlier version", True),
        _Line(reports, plural(reports, "report", "reports") + " of them"),
    ]
    gone = [
        _Line(b.gone[0], plural(b.gone[0], "study", "studies") + " no longer in the review", True),
        _Line(b.gone[1], plural(b.gone[1], "report", "reports") + " of before"),
    ]
    return [_Phase("Previous", lines, gone if any(b.gone) else [])]


def _phases(b: Flow) -> list[_Phase]:
    screened = b.screened
    excluded = sum(n for _, n in b.excluded)
    on_record = " by title and abstract" if b.in_full else ""
    new = "new " if b.previous else ""
    return [
        *_before(b),
        _Phase(
            "Identification",
            [
                _Line(b.entries, new + plural(b.entries, "entry identified", "entries identified"), True),
                *_files(b),
            ],
            [
                _Line(b.quarantined + b.duplicates, "removed before screening", True),
                _Line(b.quarantined, "set aside: could not be used"),
                _Line(b.duplicates, plural(b.duplicates, "duplicate", "duplicates") + " of another entry"),
            ],
        ),
        _Phase(
            "Screening",
            [_Line(b.works, plural(b.works, "work", "works"), True), _Line(screened, "screened")],
            [
                _Line(excluded, plural(excluded, "work excluded", "works excluded") + on_record, True),
                *(_Line(n, reason) for reason, n in b.excluded),
                _Line(b.background, "kept as background", True),
                _Line(b.undecided, "not yet decided", True),
            ],
        ),
        *_full_text(b),
        _Phase(
            "Included",
            [
                _Line(b.included, new + plural(b.included, "work included", "works included"), True),
                *(
                    [_Line(b.known_before, "of these known before, included only now")]
                    if b.known_before
                    else []
                ),
                _Line(b.studies, new + plural(b.studies, "study", "studies") + " reported in them"),
                *_in_all(b),
                _Line(b.extracts, plural(b.extracts, "case extract", "case extracts")),
                _Line(b.effects, plural(b.effects, "effects row", "effects rows")),
                _Line(b.directions_only, "of these with a direction only"),
            ],
            [],
        ),
    ]


def _in_all(b: Flow) -> list[_Line]:
    """What the review has with what it had before."""
    if not b.previous:
        return []
    studies, reports = b.total
    return [
        _Line(studies, plural(studies, "study", "studies") + " in all", True),
        _Line(reports, plural(reports, "report", "reports") + " of them"),
    ]


def _full_text(b: Flow) -> list[_Phase]:
    """What became of reports that were sought in full; where none was it says so, and prints no noughts."""
    of = b.in_full
    words = "included without a full text" if of else "included on title, abstract or less"
    others = [_Line(b.unsought, words)] if b.unsought else []
    untold = [_Line(b.untold, "included; what was read was not written down")] if b.untold else []
    if not of:
        sought = [_Line(None, "Full texts were not sought", True)] if others else []
        onward = [*sought, *others, *untold]
        return [_Phase("Full text", onward, [])] if onward else []
    excluded = sum(n for _, n in of.excluded)
    onward = [
        _Line(of.sought, plural(of.sought, "report", "reports") + " sought for retrieval", True),
        _Line(of.assessed, "assessed for eligibility", True),
        *others,
        *untold,
    ]
    out = [
        _Line(of.not_retrieved, "not retrieved", True),
        _Line(excluded, plural(excluded, "report", "reports") + " excluded", True),
        *(_Line(n, reason) for reason, n in of.excluded),
        _Line(of.background, "kept as background", True),
    ]
    return [_Phase("Full text", onward, out)]


def _files(b: Flow) -> list[_Line]:
    count = len(b.sources)
    named = b.sources if count <= _NAMED + 1 else b.sources[:_NAMED]
    lines = [_Line(None, f"from {count:,} {plural(count, 'file', 'files')}")]
    lines += [_Line(n, name.rsplit("/", 1)[-1]) for name, n in named]
    rest = b.sources[len(named) :]
    return lines + ([_Line(sum(n for _, n in rest), f"in {len(rest):,} further files")] if rest else [])


def _description(b: Flow, phases: list[_Phase]) -> str:
    said = [
        f"{phase.name}: "
        + "; ".join(f"{line.n:,} {line.words}" for line in phase.onward + phase.out if line.n is not None)
        for phase in phases
    ]
    files = "; ".join(f"{name} {n:,}" for name, n in b.sources)
    return ". ".join([*said, f"All files: {files}"]) + "."


def _box(x: float, y: float, width: float, lines: list[_Line], tone: str) -> tuple[list[Markup], float]:
    """A box with the numbers in a column of their own, and its height."""
    numbers = max(text_width(f"{line.n:,}", _SIZE, bold=True) for line in lines if line.n is not None)
    edge = x + _PAD + 3 + numbers
    baseline, parts = y + _PAD + 9, []
    for i, line in enumerate(lines):
        baseline += 5 if line.strong and i else 0
        if line.n is not None:
            parts.append(write(edge, baseline, f"{line.n:,}", _SIZE, bold=line.strong, anchor="end"))
        for piece in wrap(line.words, x + width - _PAD - edge - 8, _SIZE, bold=line.strong):
            parts.append(write(edge + 8, baseline, piece, _SIZE, bold=line.strong, soft=not line.strong))
            baseline += _LINE
    height = baseline - _LINE + _PAD - y
    back = element("rect", x=x, y=y, width=width, height=height, rx=2, fill=TONES["panel"])
    edge_mark = element("rect", x=x, y=y, width=3.0, height=height, fill=TONES[tone])
    return [back, edge_mark, *parts], height


def _arrow(start: tuple[float, float], end: tuple[float, float]) -> list[Markup]:
    """A line to the right or down, with a head."""
    (x0, y0), (x1, y1) = start, end
    across = x1 > x0
    head = ((-7, -4), (-7, 4)) if across else ((-4, -7), (4, -7))
    x2, y2 = (x1 - 7, y1) if across else (x1, y1 - 7)
    tip = "L".join(f"{round(x1 + dx, 2):g} {round(y1 + dy, 2):g}" for dx, dy in ((0, 0), *head))
    return [
        element(
            "line", x1=x0, y1=y0, x2=x2, y2=y2,
            stroke="currentColor", stroke_opacity=0.55, stroke_width=1.25,
        ),
        element("path", d=f"M{tip}Z", fill="currentColor", fill_opacity=0.55),
    ]  # fmt: skip


def _two_columns(phases: list[_Phase]) -> tuple[list[Markup], float]:
    """Phases beside a rail, what went on in the left column and what left in the right."""
    parts: list[Markup] = []
    y, left, width, right = 0.0, 38.0, 330.0, 408.0
    down = left + 26
    below: float | None = None
    for phase in phases:
        if below is not None:
            parts += _arrow((down, below), (down, y))
        onward, height = _box(left, y, width, phase.onward, "accent")
        below, tall = y + height, max(height, text_width(phase.name, 12, bold=True) + 16)
        if phase.out:
            out, out_height = _box(right, y, WIDE - right, phase.out, "silent")
            onward += [*out, *_arrow((left + width, y + 18), (right, y + 18))]
            tall = max(tall, out_height)
        middle = y + tall / 2
        turn = f"rotate(-90 16 {middle:g})"
        parts += [
            rule(24.5, y, 24.5, y + tall, "rule"),
            write(16, middle, phase.name, bold=True, anchor="middle", tone="accent", transform=turn),
            *onward,
        ]
        y += tall + 30
    return parts, y - 30


def _one_column(phases: list[_Phase]) -> tuple[list[Markup], float]:
    """Boxes down a spine; what left hangs to the right of it."""
    parts: list[Markup] = []
    spine, indent, y = 14.0, 34.0, 0.0
    below: float | None = None
    for phase in phases:
        if below is not None:
            parts += _arrow((spine, below), (spine, y + 20))
        place = indent if below is not None else 0.0
        parts.append(write(place, y + 12, phase.name, bold=True, tone="accent"))
        box, height = _box(0, y + 20, COMPACT, phase.onward, "accent")
        below = y + 20 + height
        parts += box
        y = below + 16
        if phase.out:
            box, height = _box(indent, y, COMPACT - indent, phase.out, "silent")
            parts += [*box, *_arrow((spine, y + 18), (indent, y + 18))]
            y += height + 16
    return parts, y - 16
