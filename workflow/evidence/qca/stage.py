"""The whole comparison: counted extracts in; cases, truth table, solutions, necessity and robustness out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from evidence.codebook import Codebook
from evidence.errors import UserError
from evidence.extract.rows import CaseCondition, EvidenceItem
from evidence.item_words import Kind
from evidence.qca import rows as tables
from evidence.qca.cases import cases, data_of
from evidence.qca.decisions import MembershipDecision
from evidence.qca.enhanced import left_out
from evidence.qca.entered import entered
from evidence.qca.minimise import written
from evidence.qca.necessary import Necessary, disjunctions, singles
from evidence.qca.robustness import other_thresholds
from evidence.qca.settings import QcaDesign, check
from evidence.qca.solved import Side, assumed, case_types, chart, solve_side, terms
from evidence.qca.spread import spread
from evidence.qca.truth_table import Data, Row, truth_table
from evidence.remarks import Remark


@dataclass(frozen=True, slots=True)
class Compared:
    """`problem` says in words why nothing could be compared, and is blank where something was."""

    cases: list[tables.QcaCase] = field(default_factory=list)
    rows: list[tables.QcaRow] = field(default_factory=list)
    terms: list[tables.QcaTerm] = field(default_factory=list)
    chart: list[tables.QcaImplicant] = field(default_factory=list)
    necessity: list[tables.QcaNecessity] = field(default_factory=list)
    assumptions: list[tables.QcaAssumption] = field(default_factory=list)
    case_types: list[tables.QcaCaseType] = field(default_factory=list)
    sets: list[tables.QcaSet] = field(default_factory=list)
    robustness: list[tables.QcaRobustness] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    problem: str = ""


def compare(
    items: list[EvidenceItem],
    codebook: Codebook,
    settings: QcaDesign,
    measured: Iterable[CaseCondition] = (),
    decisions: Iterable[MembershipDecision] = (),
) -> Compared:
    """Nothing is compared where nothing is configured or the cases do not vary; the reason is said."""
    measured = list(measured)
    if not settings.configured:
        _, remarks = entered(decisions, settings, ())
        return Compared(remarks=remarks, problem="no comparison is configured")
    check(settings, codebook, {row.condition for row in measured})
    given, remarks = entered(decisions, settings, known_cases(items, measured))
    every = cases(items, settings, measured, given)
    try:
        data = data_of(every, settings)
    except UserError as error:
        problem = f"{error.problem} ({error.field or error.value})"
        return Compared(cases=every, remarks=remarks, problem=problem)
    here, there = data, data.negated()
    own, other = (
        truth_table(side, settings.consistency, settings.frequency, settings.pri) for side in (here, there)
    )
    out = left_out(own, other)
    sides = [
        solve_side(own, here, settings, out),
        solve_side(other, there, settings, out, absent=True),
    ]
    return Compared(
        every,
        [_row(row, absent, data) for row, absent in zip(own, other, strict=True) if row.cases],
        [term for side in sides for term in terms(side)],
        [line for side in sides for line in chart(side)],
        [row for side in sides for row in _necessity(side, settings)],
        [row for side in sides for row in assumed(side, out.contradictory)],
        [row for side in sides for row in case_types(side)],
        spread(data),
        other_thresholds(every, settings, sides[0]),
        remarks,
    )


def known_cases(items: Iterable[EvidenceItem], measured: Iterable[CaseCondition]) -> set[str]:
    """The cases that extracts or measured values are of."""
    return {item.case_id for item in items if item.kind == Kind.EXTRACT} | {row.case_id for row in measured}


def _row(row: Row, absent: Row, data: Data) -> tables.QcaRow:
    fit, other = row.fit, absent.fit
    return tables.QcaRow(
        written(tuple(enumerate(row.configuration)), data.conditions, data.levels),
        len(row.cases),
        fit.consistency if fit else None,
        fit.pri if fit else None,
        row.output,
        row.cases,
        other.consistency if other else None,
        other.pri if other else None,
        absent.output,
    )


def _necessity(side: Side, settings: QcaDesign) -> list[tables.QcaNecessity]:
    def told(found: Necessary) -> tables.QcaNecessity:
        name = " + ".join(side.text((literal,)) for literal in found.literals)
        fit = found.fit
        return tables.QcaNecessity(
            side.absent, name, fit.consistency, fit.relevance, fit.coverage, found.against
        )

    several = disjunctions(side.data, settings.necessity, settings.relevance)
    return [told(found) for found in (*singles(side.data), *several)]
