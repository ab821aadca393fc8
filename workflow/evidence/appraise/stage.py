"""One row an answer, and one row a study that says how far its appraisal has come. Nothing is summed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from evidence.appraise import mmat
from evidence.appraise.decisions import Answer, AppraisalDecision
from evidence.appraise.rows import Appraisal, StudyAppraisal
from evidence.citation import short_cite
from evidence.decisions import by_work
from evidence.deduplicate.rows import Work
from evidence.extract.rows import EvidenceItem, Standing
from evidence.given.reviewers import CONSENSUS
from evidence.mentions import Mentions
from evidence.remarks import Remark
from evidence.written import nearest_first

NOT_APPRAISED, PARTLY, APPRAISED = "not yet appraised", "partly appraised", "appraised"
DISAGREE = "reviewers disagree"
_ANSWERS = (Answer.YES, Answer.NO, Answer.CANNOT_TELL)


def appraise(
    items: list[EvidenceItem],
    decisions: Iterable[AppraisalDecision],
    mentions: Mentions,
    work_of: dict[str, str],
    works: dict[str, Work],
    voting: Mapping[str, Work] | None = None,
) -> tuple[list[Appraisal], list[StudyAppraisal], list[Remark]]:
    """Answers, studies, remarks. A counted study without any answer has a row in each that says so: one with a passage or
    a number that counts, or one that readers gave a side on a claim (`voting`: study → a work of it).

    The last answer of a reviewer counts; where reviewers differ the answer is that they do, until one is signed by
    `consensus`. An item that MMAT 2018 does not have is left out with a remark; other tools are taken as they come.
    """
    given: dict[tuple[str, str, str], dict[str, AppraisalDecision]] = defaultdict(dict)
    applied, remarks = by_work(decisions, mentions, work_of)
    for decision, work_id in applied:
        if decision.tool == mmat.TOOL and decision.item not in mmat.ITEMS:
            remarks.append(_unknown(decision))
            continue
        if decision.tool == mmat.TOOL and not mmat.fits(decision.item, decision.answer):
            remarks.append(_unfit(decision))
            continue
        given[(works[work_id].study_id, decision.tool, decision.item)][decision.reviewer] = decision
    rows = [_answer(key, own) for key, own in sorted(given.items())]
    by_study: dict[str, list[Appraisal]] = defaultdict(list)
    for row in rows:
        by_study[row.study_id].append(row)
    counted: dict[str, list[EvidenceItem]] = defaultdict(list)
    for item in items:
        if item.standing == Standing.COUNTED:
            counted[item.study_id].append(item)
    votes = voting or {}
    studies = []
    for study in sorted(counted.keys() | votes.keys() | by_study.keys()):
        label = short_cite(votes[study]) if study in votes else ""
        summary, more = _study(study, label, by_study.get(study, []), counted.get(study, []))
        studies.append(summary)
        remarks += more
    missing = [
        Appraisal(s, "", "", NOT_APPRAISED, "", "")
        for s in sorted((counted.keys() | votes.keys()) - by_study.keys())
    ]
    return rows + missing, studies, remarks


def _answer(key: tuple[str, str, str], own: dict[str, AppraisalDecision]) -> Appraisal:
    settled = own.get(CONSENSUS)
    chosen = settled or next(iter(own.values()))
    differ = settled is None and len({d.answer for d in own.values()}) > 1
    answers = "; ".join(f"{who}: {d.answer}" for who, d in sorted(own.items()))
    by = CONSENSUS if settled else "; ".join(sorted(own))
    if differ:
        return Appraisal(*key, DISAGREE, "", by, answers)
    return Appraisal(*key, chosen.answer, chosen.note, by, chosen.statement)


def _unknown(decision: AppraisalDecision) -> Remark:
    return Remark(
        decision.record,
        decision.file,
        decision.line,
        "item",
        decision.item,
        "MMAT 2018 has no such item, so that the answer is not applied",
        f"correct the item; allowed: {', '.join(nearest_first(decision.item, list(mmat.ITEMS)))}",
        dropped=True,
    )


def _unfit(decision: AppraisalDecision) -> Remark:
    numbers = ", ".join(f"{n} ({name})" for n, name in mmat.CATEGORIES.items())
    return Remark(
        decision.record,
        decision.file,
        decision.line,
        "answer",
        decision.answer,
        f"the item {decision.item} cannot have this answer, so that it is not applied",
        f"correct the answer; allowed: {numbers if decision.item == mmat.CATEGORY else ', '.join(_ANSWERS)}",
        dropped=True,
    )


def _study(
    study: str, label: str, rows: list[Appraisal], items: list[EvidenceItem]
) -> tuple[StudyAppraisal, list[Remark]]:
    own = [row for row in rows if row.tool == mmat.TOOL]
    answered = {row.item for row in own} - {mmat.CATEGORY}
    said = next(
        (row.answer for row in own if row.item == mmat.CATEGORY and row.answer in mmat.CATEGORIES), ""
    )
    torn = [row.item for row in rows if row.answer == DISAGREE]
    remarks, category, missing = [], "", []
    try:
        category, part = mmat.category_of(answered, said)
        missing = [item for item in mmat.asked(category, part) if item not in answered] if own else []
        if own and not category and not torn:
            missing.append(mmat.CATEGORY)
    except ValueError as error:
        place = ("literature/decisions/appraisal.csv", 0, "item", ", ".join(sorted(answered)))
        remarks.append(Remark(study, *place, f"{error}", "keep the category of the study"))
    state = NOT_APPRAISED if not rows else DISAGREE if torn else APPRAISED
    if state == APPRAISED and own and (missing or not category or remarks):
        state = PARTLY
    found = StudyAppraisal(
        study_id=study,
        study_label=items[0].study_label if items else label,
        state=state,
        category=mmat.CATEGORIES.get(category, ""),
        yes=_answered(rows, Answer.YES),
        no=_answered(rows, Answer.NO),
        cannot_tell=_answered(rows, Answer.CANNOT_TELL),
        disagree=tuple(torn),
        missing=tuple(missing),
        source_classes=tuple(sorted({item.source_type or item.role for item in items})),
    )
    return found, remarks


def _answered(rows: list[Appraisal], answer: str) -> tuple[str, ...]:
    return tuple(row.item for row in rows if row.answer == answer)
