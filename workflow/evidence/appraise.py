"""Appraise: people's answers to appraisal questions by study. Never summed to a score (MMAT 2018)."""

from __future__ import annotations

from collections.abc import Iterable

from evidence.decisions import AppraisalDecision, References, by_work
from evidence.records import Appraisal, EvidenceItem, Remark, Standing, Work

NOT_APPRAISED = "not yet appraised"


def appraise(
    items: list[EvidenceItem],
    decisions: Iterable[AppraisalDecision],
    references: References,
    work_of: dict[str, str],
    works: dict[str, Work],
) -> tuple[list[Appraisal], list[Remark]]:
    """One row an answer; a counted study without any answer has one row that says so."""
    rows: dict[tuple[str, str, str], Appraisal] = {}
    applied, remarks = by_work(decisions, references, work_of)
    for decision, work_id in applied:
        study = works[work_id].study_id
        rows[(study, decision.tool, decision.item)] = Appraisal(
            study, decision.tool, decision.item, decision.answer, decision.note, decision.reviewer
        )
    answered = {study for study, _, _ in rows}
    counted = {item.study_id for item in items if item.standing == Standing.COUNTED}
    missing = [Appraisal(s, "", "", NOT_APPRAISED, "", "") for s in sorted(counted - answered)]
    return [row for _, row in sorted(rows.items())] + missing, remarks
