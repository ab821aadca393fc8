"""How sure the machine was beside how often it was right, and what is left when it answers only where it is sure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from evidence.brief.figures.canvas import COMPACT, TONES, WIDE, element, figure, rule, write

_SIDE, _MARGIN = 230.0, 44.0


def reliability(evaluation: dict[str, Any], ident: str, label: str, *, compact: bool = False) -> str:
    """Two plots of one facet: calibration, and precision by coverage with the coverage that was chosen."""
    width = COMPACT if compact else WIDE
    side = _SIDE
    second = (_MARGIN, side + 110) if compact else (_MARGIN + side + 110, 40.0)
    calibrated = [(b["said"], b["was"]) for b in evaluation["calibration"]]
    curve = [(point["coverage"], point["precision"]) for point in evaluation["risk_coverage"]]
    parts = [
        *_frame(_MARGIN, 40.0, side, "Calibration", "said to be probable", "was right"),
        *_diagonal(_MARGIN, 40.0, side),
        *_dots(calibrated, _MARGIN, 40.0, side, joined=False),
        *_frame(*second, side, "Precision by coverage", "share of works answered", "precision"),
        *_dots(curve, *second, side, joined=True),
    ]
    height = second[1] + side + 56
    said = (
        f"{label}: calibration and precision by coverage",
        f"Over all decisions, probabilities are off by {evaluation['expected_calibration_error']:.3f} on average. "
        + "; ".join(f"{c:.0%} answered: precision {p:.2f}" for c, p in curve)
        + ".",
    )
    return figure(ident, said, (width, height), parts, compact=compact)


def _frame(x: float, y: float, side: float, title: str, below: str, beside: str) -> list[Markup]:
    parts = [write(x, y - 14, title, 13, bold=True)]
    for tick in (0.0, 0.5, 1.0):
        level = y + side * (1 - tick)
        parts += [
            rule(x, level, x + side, level),
            write(x - 6, level + 4, f"{tick:g}", 11, anchor="end", soft=True),
            write(x + side * tick, y + side + 16, f"{tick:g}", 11, anchor="middle", soft=True),
        ]
    parts.append(write(x + side / 2, y + side + 34, below, 12, anchor="middle"))
    turn = f"rotate(-90 {x - 30:g} {y + side / 2:g})"
    return [*parts, write(x - 30, y + side / 2, beside, 12, anchor="middle", transform=turn)]


def _diagonal(x: float, y: float, side: float) -> list[Markup]:
    line = element("line", x1=x, y1=y + side, x2=x + side, y2=y, stroke=TONES["line"], stroke_dasharray="4 4")
    return [line]


def _dots(
    points: Sequence[tuple[float, float]], x: float, y: float, side: float, *, joined: bool
) -> list[Markup]:
    places = [(x + side * a, y + side * (1 - b)) for a, b in points]
    parts = []
    if joined and places:
        path = " ".join(f"{'L' if n else 'M'}{a:.1f} {b:.1f}" for n, (a, b) in enumerate(places))
        parts.append(element("path", d=path, fill="none", stroke=TONES["accent"], stroke_width=2.0))
    return parts + [element("circle", cx=a, cy=b, r=4.0, fill=TONES["accent"]) for a, b in places]
