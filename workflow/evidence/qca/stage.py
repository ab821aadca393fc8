"""The whole comparison: counted extracts in; cases, truth table, solutions, necessity and robustness out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import product

from evidence.codebook import Codebook
from evidence.errors import UserError
from evidence.extract.rows import CaseCondition, EvidenceItem
from evidence.qca.cases import cases
from evidence.qca.fit import Fit, necessity, sufficiency, unique_coverage
from evidence.qca.minimise import (
    Model,
    Solution,
    Term,
    complex_solution,
    intermediate_solution,
    parsimonious_solution,
    written,
)
from evidence.qca.rows import QcaCase, QcaImplicant, QcaNecessity, QcaRobustness, QcaRow, QcaTerm
from evidence.qca.settings import QcaDesign, check
from evidence.qca.truth_table import Data, Row, table, truth_table

SHOWN_MODELS = 12
Solved = dict[str, Solution]


@dataclass(frozen=True, slots=True)
class Compared:
    """`problem` says in words why nothing could be compared, and is blank where something was."""

    cases: list[QcaCase]
    rows: list[QcaRow]
    terms: list[QcaTerm]
    chart: list[QcaImplicant]
    necessity: list[QcaNecessity]
    robustness: list[QcaRobustness]
    problem: str


def compare(
    items: list[EvidenceItem], codebook: Codebook, settings: QcaDesign, measured: Iterable[CaseCondition] = ()
) -> Compared:
    """Nothing is compared where nothing is configured or the cases do not vary; the reason is said."""
    if not settings.configured:
        return Compared([], [], [], [], [], [], "no comparison is configured")
    measured = list(measured)
    check(settings, codebook, {row.condition for row in measured})
    every = cases(items, settings, measured)
    try:
        data = data_of(every, settings)
    except UserError as error:
        return Compared(every, [], [], [], [], [], f"{error.problem} ({error.field or error.value})")
    rows = truth_table(data, settings.consistency, settings.frequency, settings.pri)
    solved = solve_all(rows, settings)
    return Compared(
        every,
        [_row(row, data) for row in rows if row.cases],
        [term for solution in solved.values() for term in _terms(solution, data)],
        [line for solution in solved.values() for line in _chart(solution, data)],
        _necessity(data),
        _robustness(every, settings, data, solved),
        "",
    )


def data_of(rows: list[QcaCase], settings: QcaDesign) -> Data:
    """The used cases as a table. Raises UserError where nothing can be compared."""
    used = [(row, row.outcome) for row in rows if row.used and row.outcome is not None]
    memberships = [json.loads(row.memberships) for row, _ in used]
    columns = {c["id"]: [m[c["id"]] for m in memberships] for c in settings.conditions}
    label = settings.outcome["label"]
    return table([row.case_id for row, _ in used], columns, [outcome for _, outcome in used], label)


def solve_all(rows: list[Row], settings: QcaDesign) -> Solved:
    expected = [frozenset(condition.get("expected", ())) for condition in settings.conditions]
    found = [complex_solution(rows), intermediate_solution(rows, expected), parsimonious_solution(rows)]
    return {solution.kind: solution for solution in found}


def _row(row: Row, data: Data) -> QcaRow:
    text = written(tuple(enumerate(row.configuration)), data.conditions, data.levels)
    fit = row.fit or Fit(0.0, 0.0, 0.0)
    known = row.fit is not None
    return QcaRow(
        text,
        len(row.cases),
        fit.consistency if known else None,
        fit.pri if known else None,
        row.output,
        row.cases,
    )


def _terms(solution: Solution, data: Data) -> list[QcaTerm]:
    """Every term of every model, then the model as a whole under a blank term."""
    found = []
    for number, model in enumerate(solution.models[:SHOWN_MODELS], start=1):
        members = [data.membership(dict(term)) for term in model]
        for i, term in enumerate(model):
            rest = [members[j] for j in range(len(model)) if j != i]
            others = [max(row) for row in zip(*rest, strict=True)] if rest else [0.0] * len(data.cases)
            fit = replace(
                sufficiency(members[i], data.outcome),
                unique=unique_coverage(members[i], others, data.outcome),
            )
            found.append(_term(solution, number, term, fit, members[i], data))
        whole = [max(row) for row in zip(*members, strict=True)]
        found.append(_term(solution, number, None, sufficiency(whole, data.outcome), whole, data))
    return found


def _chart(solution: Solution, data: Data) -> list[QcaImplicant]:
    """The prime-implicant chart, one line an implicant."""
    held: dict[Term, set[tuple[int, ...]]] = {}
    for term, own in zip(solution.implicants, solution.covers, strict=True):
        held.setdefault(term, set()).update(own)
    return [
        QcaImplicant(
            solution.kind,
            written(term, data.conditions, data.levels),
            tuple(written(tuple(enumerate(row)), data.conditions, data.levels) for row in sorted(rows)),
            sum(term in model for model in solution.models),
            len(solution.models),
        )
        for term, rows in held.items()
    ]


def _term(
    solution: Solution, number: int, term: Term | None, fit: Fit, members: list[float], data: Data
) -> QcaTerm:
    inside = tuple(case for case, m in zip(data.cases, members, strict=True) if m > 0.5)
    text = "" if term is None else written(term, data.conditions, data.levels)
    return QcaTerm(
        solution.kind,
        number,
        len(solution.models),
        text,
        fit.consistency,
        fit.pri,
        fit.coverage,
        fit.unique,
        inside,
    )


def _necessity(data: Data) -> list[QcaNecessity]:
    rows = []
    for condition, level in [(c, lv) for c, n in enumerate(data.levels) for lv in range(n)]:
        fit = necessity(data.column(condition, level), data.outcome)
        name = written(((condition, level),), data.conditions, data.levels)
        rows.append(QcaNecessity(name, fit.consistency, fit.relevance, fit.coverage))
    return rows


def _robustness(every: list[QcaCase], settings: QcaDesign, data: Data, solved: Solved) -> list[QcaRobustness]:
    """The same comparison at other thresholds: its intermediate solution, and how many of our terms are in it."""
    own = {_text(model, data) for model in solved["intermediate"].models}
    names = {term for model in solved["intermediate"].models for term in _names(model, data)}
    vary = settings.vary
    found = []
    for threshold, cut, frequency in product(
        vary.get("threshold", [settings.crossover]) if settings.crisp_outcome else [settings.crossover],
        vary.get("consistency", [settings.consistency]),
        vary.get("frequency", [settings.frequency]),
    ):
        moved = every
        if settings.crisp_outcome:
            moved = [
                replace(row, outcome=None if row.raw is None else float(row.raw >= threshold))
                for row in every
            ]
        try:
            there = data_of(moved, settings)
        except UserError as error:
            found.append(
                QcaRobustness(threshold, cut, int(frequency), "", 0, len(names), False, error.problem)
            )
            continue
        rows = truth_table(there, cut, int(frequency), settings.pri)
        models = solve_all(rows, settings)["intermediate"].models
        kept = {term for model in models for term in _names(model, there)} & names
        texts = [_text(model, there) for model in models]
        same = set(texts) == own
        found.append(
            QcaRobustness(
                threshold,
                cut,
                int(frequency),
                " | ".join(texts[:SHOWN_MODELS]),
                len(kept),
                len(names),
                same,
                "" if models else "no row reaches the consistency",
            )
        )
    return found


def _names(model: Model, data: Data) -> list[str]:
    return [written(term, data.conditions, data.levels) for term in model]


def _text(model: Model, data: Data) -> str:
    return " + ".join(sorted(_names(model, data)))
