"""Compare the coded cases: which combinations of conditions go with good results."""

from __future__ import annotations

from evidence.extract.rows import CaseCondition, EvidenceItem
from evidence.qca.decisions import MembershipDecision
from evidence.qca.rows import (
    QcaAssumption,
    QcaCase,
    QcaCaseType,
    QcaImplicant,
    QcaNecessity,
    QcaRobustness,
    QcaRow,
    QcaSet,
    QcaTerm,
)
from evidence.stage import Bench, Stage


def _run(bench: Bench) -> str:
    from evidence.qca.settings import QcaDesign
    from evidence.qca.stage import compare

    found = compare(
        bench[EvidenceItem],
        bench.codebook,
        bench.settings(QcaDesign),
        bench[CaseCondition],
        bench.decisions(MembershipDecision),
    )
    bench.write(
        {
            QcaCase: found.cases,
            QcaRow: found.rows,
            QcaTerm: found.terms,
            QcaImplicant: found.chart,
            QcaNecessity: found.necessity,
            QcaAssumption: found.assumptions,
            QcaCaseType: found.case_types,
            QcaSet: found.sets,
            QcaRobustness: found.robustness,
        },
        found.remarks,
    )
    used = sum(case.used for case in found.cases)
    problem = f"; nothing compared: {found.problem}" if found.problem else ""
    return f"{used} of {len(found.cases)} cases compared, {len(found.rows)} combinations observed{problem}"


QCA = Stage(
    name="qca",
    does="Compare the coded cases: truth table, solutions with all ties, necessity, robustness.",
    run=_run,
    reads=(EvidenceItem, CaseCondition),
    decisions=(MembershipDecision,),
    config=("codebook",),
    settings=("qca",),
    writes=(
        QcaCase,
        QcaRow,
        QcaTerm,
        QcaImplicant,
        QcaNecessity,
        QcaAssumption,
        QcaCaseType,
        QcaSet,
        QcaRobustness,
    ),
)
