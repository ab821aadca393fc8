"""Appraise: people's answers to appraisal questions come in; what is known of each study goes out."""

from __future__ import annotations

from evidence.appraise.decisions import AppraisalDecision
from evidence.appraise.rows import Appraisal, StudyAppraisal
from evidence.extract.rows import EvidenceItem
from evidence.stage import Desk, Stage
from evidence.stages.extract import BIBLIOGRAPHY, bibliography


def _run(desk: Desk) -> str:
    from evidence.appraise.stage import NOT_APPRAISED, appraise

    books = bibliography(desk)
    rows, studies, remarks = appraise(
        desk[EvidenceItem], desk.decisions(AppraisalDecision), books.mentions, books.work_of, books.works
    )
    desk.write({Appraisal: rows, StudyAppraisal: studies}, remarks)
    missing = sum(row.answer == NOT_APPRAISED for row in rows)
    return f"{len(rows) - missing} answers; {missing} counted studies not yet appraised"


APPRAISE = Stage(
    name="appraise",
    does="Gather appraisal answers; say which counted studies have none.",
    run=_run,
    reads=(*BIBLIOGRAPHY, EvidenceItem),
    decisions=(AppraisalDecision,),
    config=("codebook",),
    writes=(Appraisal, StudyAppraisal),
)
