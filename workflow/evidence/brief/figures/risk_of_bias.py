"""Judgements of risk of bias: a sign for each domain of each study or result, and bars of how often each was given.

After robvis (McGuinness and Higgins 2021, Research Synthesis Methods 12, 55-61). Bars count studies and results, each for one; no number is made
of the judgements of one study.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from evidence.appraise.tool import Means
from evidence.brief.figures.canvas import COMPACT, WIDE, figure, rule, wrap, write
from evidence.brief.figures.risk_marks import NOT_JUDGED, ORDER, bar, legend, mark, sorted_risks
from evidence.brief.words import plural

_LABEL, _STEP, _LINE = 236.0, 54.0, 15.0


@dataclass(frozen=True, slots=True)
class Judged:
    """One study, or one result of it, with what its domains come to, by their short names."""

    label: str
    result: str
    risks: Mapping[str, Means]


@dataclass(frozen=True, slots=True)
class Scheme:
    """What the domains of a tool are about, by their short names, the whole last; and its words for what a judgement comes to."""

    tool: str
    domains: Mapping[str, str]
    words: Mapping[Means, str]

    def word(self, risk: Means) -> str:
        return self.words.get(risk, NOT_JUDGED)


def risk_lights(rows: Sequence[Judged], scheme: Scheme, ident: str, *, compact: bool = False) -> str:
    """One line a study or result: a sign for each domain, and for the whole."""
    width, left = (COMPACT, 0.0) if compact else (WIDE, _LABEL)
    names = list(scheme.domains)
    step = min(_STEP, (width - left) / max(len(names), 1))
    seen = sorted_risks([row.risks.get(name, Means.NOTHING) for row in rows for name in names])
    parts, y = legend(((risk, scheme.word(risk)) for risk in seen), 0.0, width)
    at = {name: left + step * (n + 0.5) for n, name in enumerate(names)}
    for name, x in at.items():
        parts.append(write(x, y + 14, _short(name), 11, bold=True, anchor="middle"))
    y += 22
    for row in rows:
        parts.append(rule(0, y, width, y))
        label = wrap(row.label, (COMPACT if compact else _LABEL) - 10, 12)
        more = wrap(row.result, (COMPACT if compact else _LABEL) - 10, 11) if row.result else []
        parts += [write(0, y + 17 + _LINE * i, line, 12) for i, line in enumerate(label)]
        parts += [
            write(0, y + 17 + _LINE * (len(label) + i), line, 11, soft=True) for i, line in enumerate(more)
        ]
        tall = _LINE * (len(label) + len(more))
        middle = y + tall + 20 if compact else y + max(14.0, (tall + 10) / 2)
        for name, x in at.items():
            parts += mark(x, middle, row.risks.get(name, Means.NOTHING))
        y = middle + 15 if compact else y + max(28.0, tall + 10)
    parts.append(rule(0, y, width, y))
    told, y = _domains(scheme, y + 8, width)
    desc = "; ".join(
        f"{row.label}{f', {row.result}' if row.result else ''}: "
        + ", ".join(f"{name} {scheme.word(row.risks.get(name, Means.NOTHING))}" for name in names)
        for row in rows
    )
    said = (f"Judgements by {scheme.tool}, domain by domain", f"{desc}.")
    return figure(ident, said, (width, y), [*parts, *told], compact=compact)


def risk_bars(rows: Sequence[Judged], scheme: Scheme, ident: str, *, compact: bool = False) -> str:
    """One bar a domain: what share of studies and results was judged how."""
    width, left = (COMPACT, 0.0) if compact else (WIDE, _LABEL + 40)
    tallies = {name: Counter(row.risks.get(name, Means.NOTHING) for row in rows) for name in scheme.domains}
    seen = sorted_risks([risk for tally in tallies.values() for risk in tally])
    parts, y = legend(((risk, scheme.word(risk)) for risk in seen), 0.0, width)
    for name, tally in tallies.items():
        label = (
            f"{name}: {scheme.domains[name]}"
            if scheme.domains[name].casefold() != name.casefold()
            else scheme.domains[name]
        )
        lines = wrap(label, (COMPACT if compact else left) - 12, 12)
        parts += [write(0, y + 15 + _LINE * i, line, 12) for i, line in enumerate(lines)]
        top = y + _LINE * len(lines) + 6 if compact else y + 2
        parts += _stacked(tally, left, top, width - left)
        y = top + 28 if compact else y + max(30.0, _LINE * len(lines) + 10)
    desc = "; ".join(
        f"{name} {scheme.domains[name]}: "
        + ", ".join(f"{tally[r]:,} {scheme.word(r)}" for r in ORDER if tally[r])
        for name, tally in tallies.items()
    )
    n = len(rows)
    said = (
        f"How {n:,} {plural(n, 'study or result was', 'studies and results were')} judged by {scheme.tool}",
        f"{desc}.",
    )
    return figure(ident, said, (width, y + 2), parts, compact=compact)


def _stacked(tally: Counter[Means], left: float, top: float, room: float) -> list[Markup]:
    n = sum(tally.values())
    parts: list[Markup] = []
    x = left + 0.5
    for risk in ORDER:
        wide = (room - 1) * tally[risk] / n
        parts += bar(x, top, wide, 20.0, risk, tally[risk]) if tally[risk] else []
        x += wide
    return parts


def _domains(scheme: Scheme, y: float, width: float) -> tuple[list[Markup], float]:
    """What the short names of domains stand for."""
    parts: list[Markup] = []
    for name, label in scheme.domains.items():
        if label.casefold() == name.casefold():
            continue
        for i, line in enumerate(wrap(f"{name}: {label}", width - 8, 11)):
            parts.append(write(0 if i == 0 else 12, y + 12, line, 11, soft=True))
            y += 15
    return parts, y + 6


def _short(name: str) -> str:
    return name[:1].upper() + name[1:]
