"""The comparison at other thresholds, and which terms survive them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product

from evidence.errors import UserError
from evidence.qca.memberships import data_of
from evidence.qca.minimise import Model, intermediate_solution
from evidence.qca.rows import QcaCase, QcaRobustness
from evidence.qca.settings import QcaDesign
from evidence.qca.solved import INTERMEDIATE, SHOWN_MODELS, Side, expectations
from evidence.qca.truth_table import truth_table

MODELS, TERMS = " | ", " + "


def other_thresholds(every: list[QcaCase], settings: QcaDesign, side: Side) -> list[QcaRobustness]:
    """The same comparison at other thresholds: its intermediate solution, and how many of our terms are in it.

    A membership in the outcome that a person gave moves with no threshold.
    """
    models = next(s.models for s in side.solutions if s.kind == INTERMEDIATE)
    own = {_text(side, model) for model in models}
    names = {term for model in models for term in side.names(model)}
    found = []
    for threshold, cut, frequency in _settings(settings):
        moved = [
            row if row.raw is None or not settings.crisp_outcome
            else replace(row, outcome=float(row.raw >= threshold))
            for row in every
        ]  # fmt: skip
        try:
            there = data_of(moved, settings)
        except UserError as error:
            found.append(QcaRobustness(threshold, cut, frequency, "", 0, len(names), False, error.problem))
            continue
        rows = truth_table(there, cut, frequency, settings.pri)
        solution = intermediate_solution(rows, expectations(settings, there))
        other = Side(False, there, rows, (solution,))
        kept = {term for model in solution.models for term in other.names(model)} & names
        texts = [_text(other, model) for model in solution.models]
        found.append(
            QcaRobustness(
                threshold,
                cut,
                frequency,
                MODELS.join(texts[:SHOWN_MODELS]),
                len(kept),
                len(names),
                set(texts) == own,
                "" if texts else "no row reaches the consistency",
            )
        )
    return found


def _settings(settings: QcaDesign) -> Iterator[tuple[float, float, int]]:
    vary = settings.vary
    thresholds = vary.get("threshold") if settings.crisp_outcome else None
    every = product(
        thresholds or [settings.crossover],
        vary.get("consistency", [settings.consistency]),
        vary.get("frequency", [settings.frequency]),
    )
    yield from dict.fromkeys((threshold, cut, int(frequency)) for threshold, cut, frequency in every)


def _text(side: Side, model: Model) -> str:
    return TERMS.join(sorted(side.names(model)))


def survival(rows: Iterable[QcaRobustness]) -> list[tuple[str, int, int, int]]:
    """Each term of any intermediate solution: in how many settings it stands in some model, in all models, of how many.

    The most frequent first. A setting without a solution counts among all settings.
    """
    rows = list(rows)
    some, every = Counter[str](), Counter[str]()
    for row in rows:
        models = [set(model.split(TERMS)) for model in row.solution.split(MODELS) if model]
        if models:
            some.update(set.union(*models))
            every.update(set.intersection(*models))
    ordered = sorted(some, key=lambda term: (-some[term], -every[term], term))
    return [(term, some[term], every[term], len(rows)) for term in ordered]
