"""How sure the machine was beside how often it was right, and what is left when it answers only where it is sure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from evidence.brief.figures.axis import Axis, curve, grid, upright
from evidence.brief.figures.canvas import COMPACT, TONES, WIDE, element, figure, write

_SIDE, _MARGIN = 230.0, 44.0


def reliability(evaluation: dict[str, Any], ident: str, label: str, *, compact: bool = False) -> str:
    """Two plots of one facet: calibration, and precision by coverage with the coverage that was chosen."""
    width = COMPACT if compact else WIDE
    second = (_MARGIN, _SIDE + 110) if compact else (_MARGIN + _SIDE + 110, 40.0)
    calibrated = [(b["said"], b["was"]) for b in evaluation["calibration"]]
    curved = [(point["coverage"], point["precision"]) for point in evaluation["risk_coverage"]]
    parts = [
        *_plot(_MARGIN, 40.0, "Calibration", ("said to be probable", "was right"), calibrated, joined=False),
        *_plot(
            *second, "Precision by coverage", ("share of works answered", "precision"), curved, joined=True
        ),
    ]
    height = second[1] + _SIDE + 56
    said = (
        f"{label}: calibration and precision by coverage",
        f"Over all decisions, probabilities are off by {evaluation['expected_calibration_error']:.3f} on average. "
        + "; ".join(f"{c:.0%} answered: precision {p:.2f}" for c, p in curved)
        + ".",
    )
    return figure(ident, said, (width, height), parts, compact=compact)


def _plot(
    x: float,
    y: float,
    title: str,
    names: tuple[str, str],
    points: Sequence[tuple[float, float]],
    *,
    joined: bool,
) -> list[Markup]:
    """A square from none to all on both sides; points that are not joined are set against the diagonal."""
    across, up = Axis(0.0, 1.0, x, x + _SIDE), Axis(1.0, 0.0, y, y + _SIDE)
    parts = [
        write(x, y - 14, title, 13, bold=True),
        *grid(up, x, x + _SIDE, across, drop=16.0),
        write(x + _SIDE / 2, y + _SIDE + 34, names[0], 12, anchor="middle"),
        upright(x - 30, y + _SIDE / 2, names[1]),
    ]
    places = [(across(a), up(b)) for a, b in points]
    if not joined:
        ends = {"x1": x, "y1": y + _SIDE, "x2": x + _SIDE, "y2": y}
        parts.append(element("line", **ends, stroke=TONES["line"], stroke_dasharray="4 4"))
    elif places:
        parts.append(element("path", d=curve(places), fill="none", stroke=TONES["accent"], stroke_width=2.0))
    return parts + [element("circle", cx=a, cy=b, r=4.0, fill=TONES["accent"]) for a, b in places]
