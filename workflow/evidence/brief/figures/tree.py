"""A tree of two levels: facets and their codes, each with a count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from evidence.brief.figures.canvas import COMPACT, TONES, WIDE, element, figure, lines, rule, wrap, write
from evidence.singular import agreeing

_LINE = 18.0


@dataclass(frozen=True, slots=True)
class Branch:
    label: str
    leaves: tuple[tuple[str, int], ...]


def tree(branches: Sequence[Branch], ident: str, *, compact: bool = False) -> str:
    """Branches one below the other; leaves in two columns on wide screens."""
    width = COMPACT if compact else WIDE
    columns, left = (1, 18.0) if compact else (2, 200.0)
    reach = (width - left) / columns
    parts: list[Markup] = []
    y = 6.0
    for branch in branches:
        texts = wrap(branch.label, (COMPACT if compact else left) - 24, 12.5, bold=True)
        parts += lines(0, y + 14, texts, 12.5, 16, bold=True)
        top = y + (16 * len(texts) + 2 if compact else 0)
        rows = -(-len(branch.leaves) // columns)
        for n, (label, count) in enumerate(branch.leaves):
            x, at = left + reach * (n // rows), top + 14 + _LINE * (n % rows)
            parts += [
                element(
                    "circle",
                    cx=x,
                    cy=at - 4,
                    r=2.6,
                    fill=TONES["accent"] if count else "none",
                    stroke=TONES["accent"],
                ),
                write(x + 10, at, f"{wrap(label, reach - 60, 11.5)[0]} ({count:,})", 11.5, soft=not count),
            ]
        foot = max(top + _LINE * rows, y + 16 * len(texts)) + 10
        parts.append(rule(left - 10, top + 4, left - 10, top + _LINE * rows, "line"))
        parts.append(rule(0, foot - 2, width, foot - 2))
        y = foot + 4
    desc = "; ".join(
        f"{b.label}: {agreeing(f'{len(b.leaves)} codes')}, {sum(1 for _, n in b.leaves if n)} of them used"
        for b in branches
    )
    return figure(ident, ("Codebook", f"{desc}."), (width, y), parts, compact=compact)
