"""Traffic lights of an appraisal: a sign and a word for each answer, never a sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from evidence.brief.figures.canvas import COMPACT, TONES, WIDE, element, figure, rule, wrap, write

_SIGNS = {
    "yes": ("for", "+"),
    "no": ("against", "–"),
    "can't tell": ("qualifies", "?"),
    "other": ("silent", "o"),
    "disagree": ("silent", "≠"),
}
_ALWAYS = ("yes", "no", "can't tell", "disagree")
_STEP, _LABEL = 44.0, 220.0


@dataclass(frozen=True, slots=True)
class Appraised:
    label: str
    category: str
    answers: Mapping[str, str]


def traffic_lights(rows: Sequence[Appraised], ident: str, *, compact: bool = False) -> str:
    """One line a study with the items that it answered."""
    width, left = (COMPACT, 0.0) if compact else (WIDE, _LABEL)
    a_line = int((width - left) // _STEP)
    parts: list[Markup] = []
    x = 0.0
    seen = {answer for row in rows for answer in row.answers.values()} | {*_ALWAYS}
    for name, (tone, sign) in ((name, own) for name, own in _SIGNS.items() if name in seen):
        parts += [*_light(x + 9, 10, tone, sign), write(x + 22, 14, name, 11)]
        x += 84 if len(seen) == len(_ALWAYS) else 70
    y = 26.0
    for row in rows:
        parts.append(rule(0, y, width, y))
        lines = [*wrap(row.label, (COMPACT if compact else _LABEL) - 10, 12), row.category]
        parts += [
            write(0, y + 16 + 15 * i, line, 12 if i < len(lines) - 1 else 11, soft=i == len(lines) - 1)
            for i, line in enumerate(lines)
        ]
        top = y + (15 * len(lines) + 6 if compact else 0)
        for n, (item, answer) in enumerate(sorted(row.answers.items())):
            cx, cy = left + _STEP * (n % a_line) + 12, top + 16 + 34 * (n // a_line)
            parts += [
                *_light(cx, cy, *_SIGNS[answer]),
                write(cx, cy + 20, item, 9.5, anchor="middle", soft=True),
            ]
        y = max(y + 15 * len(lines) + 10, top + 34 * -(-len(row.answers) // a_line) + 10)
    parts.append(rule(0, y, width, y))
    desc = "; ".join(
        f"{r.label}: " + ", ".join(f"{i} {a}" for i, a in sorted(r.answers.items())) for r in rows
    )
    return figure(ident, ("Appraisal, answer by answer", desc + "."), (width, y + 2), parts, compact=compact)


def _light(x: float, y: float, tone: str, sign: str) -> list[Markup]:
    return [
        element("circle", cx=x, cy=y, r=8.5, fill="none", stroke=TONES[tone], stroke_width=2.0),
        write(x, y + 4.5, sign, 13, bold=True, anchor="middle", tone=tone),
    ]
