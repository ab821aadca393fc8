"""Appraise: people's answers to appraisal questions come in; what is known of each study goes out."""

from __future__ import annotations

from evidence.appraise.decisions import AppraisalDecision
from evidence.appraise.rows import Appraisal, StudyAppraisal
from evidence.extract.rows import EvidenceItem
from evidence.extract.side_readings import SideDecision
from evidence.stage import Bench, Stage
from evidence.stages.extract import BIBLIOGRAPHY, bibliography


def _run(bench: Bench) -> str:
    from evidence.appraise.stage import NOT_APPRAISED, appraise
    from evidence.extract.side_readings import readings, voting
    from evidence.extract.standing import of_studies

    books, items = bibliography(bench), bench[EvidenceItem]
    sides = bench.decisions(SideDecision, told_elsewhere=True)
    read, _ = readings(sides, books.mentions, books.work_of, books.works)
    answers = bench.decisions(AppraisalDecision)
    rows, studies, remarks = appraise(
        items,
        answers,
        books.mentions,
        books.work_of,
        books.works,
        voting(read, books.screening, of_studies(items)),
    )
    bench.write({Appraisal: rows, StudyAppraisal: studies}, remarks)
    missing = sum(row.answer == NOT_APPRAISED for row in rows)
    return f"{len(rows) - missing} answers; {missing} counted studies not yet appraised"


APPRAISE = Stage(
    name="appraise",
    does="Gather appraisal answers; say which counted studies have none.",
    run=_run,
    reads=(*BIBLIOGRAPHY, EvidenceItem),
    decisions=(AppraisalDecision, SideDecision),
    config=("codebook", "propositions"),
    writes=(Appraisal, StudyAppraisal),
)
