"""Every solution of one side, the outcome or its absence, and the rows that say what it is and rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from evidence.qca.case_types import case_type
from evidence.qca.enhanced import LeftOut, without
from evidence.qca.fit import Fit, sufficiency, unique_coverage
from evidence.qca.minimise import (
    Model,
    Solution,
    Term,
    assumptions,
    complex_solution,
    intermediate_solution,
    parsimonious_solution,
    written,
)
from evidence.qca.rows import QcaAssumption, QcaCaseType, QcaImplicant, QcaTerm
from evidence.qca.settings import QcaDesign
from evidence.qca.truth_table import Configuration, Data, Row

SHOWN_MODELS = 12
INTERMEDIATE, ENHANCED = "intermediate", "enhanced intermediate"


@dataclass(frozen=True, slots=True)
class Side:
    """The outcome, or its absence (`absent`): its data, its truth table, its solutions, the enhanced ones among them."""

    absent: bool
    data: Data
    rows: Sequence[Row]
    solutions: tuple[Solution, ...]

    def names(self, model: Model) -> list[str]:
        return [self.text(term) for term in model]

    def text(self, term: Term) -> str:
        return written(term, self.data.conditions, self.data.levels)

    def configuration(self, row: Configuration) -> str:
        return self.text(tuple(enumerate(row)))


def expectations(settings: QcaDesign, data: Data, *, absent: bool = False) -> list[frozenset[int]]:
    """For each condition the levels that theory expects to go with the outcome. For its absence these are those that
    `expected_absent` names, else the levels that it does not expect to go with the outcome."""
    found = []
    for condition, levels in zip(settings.conditions, data.levels, strict=True):
        own = frozenset(condition.get("expected", ()))
        other = frozenset(range(levels)) - own if own else own
        found.append(frozenset(condition.get("expected_absent", other)) if absent else own)
    return found


def solve_side(
    rows: Sequence[Row], data: Data, settings: QcaDesign, out: LeftOut | None = None, *, absent: bool = False
) -> Side:
    """The three standard solutions, and the two enhanced ones where something is to be left out."""
    expected = expectations(settings, data, absent=absent)
    found = [complex_solution(rows), intermediate_solution(rows, expected), parsimonious_solution(rows)]
    if out and out.all:
        kept = without(rows, out.all)
        enhanced = (intermediate_solution(kept, expected), parsimonious_solution(kept))
        found += [replace(solution, kind=f"enhanced {solution.kind}") for solution in enhanced]
    return Side(absent, data, rows, tuple(found))


def terms(side: Side) -> list[QcaTerm]:
    """Every term of every model, then the model as a whole under a blank term."""
    found = []
    for solution in side.solutions:
        for number, model in enumerate(solution.models[:SHOWN_MODELS], start=1):
            members = [side.data.membership(dict(term)) for term in model]
            for i, term in enumerate(model):
                rest = [members[j] for j in range(len(model)) if j != i]
                others = _either(rest) if rest else [0.0] * len(side.data.cases)
                fit = replace(
                    sufficiency(members[i], side.data.outcome),
                    unique=unique_coverage(members[i], others, side.data.outcome),
                )
                found.append(_term(side, solution, number, side.text(term), fit, members[i]))
            whole = _either(members)
            found.append(_term(side, solution, number, "", sufficiency(whole, side.data.outcome), whole))
    return found


def _term(
    side: Side, solution: Solution, number: int, text: str, fit: Fit, members: Sequence[float]
) -> QcaTerm:
    inside = tuple(case for case, m in zip(side.data.cases, members, strict=True) if m > 0.5)
    return QcaTerm(
        side.absent,
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


def chart(side: Side) -> list[QcaImplicant]:
    """The prime-implicant charts, one line an implicant."""
    return [line for solution in side.solutions for line in _chart(side, solution)]


def _chart(side: Side, solution: Solution) -> list[QcaImplicant]:
    held: dict[Term, set[Configuration]] = {}
    for term, own in zip(solution.implicants, solution.covers, strict=True):
        held.setdefault(term, set()).update(own)
    return [
        QcaImplicant(
            side.absent,
            solution.kind,
            side.text(term),
            tuple(side.configuration(row) for row in sorted(rows)),
            sum(term in model for model in solution.models),
            len(solution.models),
        )
        for term, rows in held.items()
    ]


def assumed(side: Side, contradictory: Sequence[Configuration]) -> list[QcaAssumption]:
    """The remainders that the models of each solution take to show the outcome."""
    found = []
    for solution in side.solutions:
        for row in assumptions(solution, side.rows):
            needed = sum(
                row in assumptions(replace(solution, models=(m,)), side.rows) for m in solution.models
            )
            found.append(
                QcaAssumption(
                    side.absent,
                    solution.kind,
                    side.configuration(row),
                    needed,
                    len(solution.models),
                    row in contradictory,
                )
            )
    return found


def case_types(side: Side) -> list[QcaCaseType]:
    """What every case is to every term, and to every model as a whole; cases of which a term says nothing are left out."""
    found = []
    for solution in side.solutions:
        for number, model in enumerate(solution.models[:SHOWN_MODELS], start=1):
            members = [side.data.membership(dict(term)) for term in model]
            of_terms = [*zip(side.names(model), members, strict=True), ("", _either(members))]
            for text, xs in of_terms:
                for case, x, y in zip(side.data.cases, xs, side.data.outcome, strict=True):
                    if is_a := case_type(x, y, whole=not text):
                        found.append(QcaCaseType(side.absent, solution.kind, number, text, case, is_a, x, y))
    return found


def _either(members: Sequence[Sequence[float]]) -> list[float]:
    return [max(row) for row in zip(*members, strict=True)]
