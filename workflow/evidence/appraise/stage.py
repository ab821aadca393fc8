"""One row an answer, one a judgement, and one a study that says how far its appraisal has come. Nothing is summed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from evidence.appraise.asked import category_of
from evidence.appraise.decisions import AppraisalDecision
from evidence.appraise.judgements import judgements
from evidence.appraise.meant import as_meant
from evidence.appraise.open_questions import answers_of, to_answer
from evidence.appraise.rows import (
    APPRAISED,
    DISAGREE,
    NOT_APPRAISED,
    PARTLY,
    PLAIN,
    Appraisal,
    Judgement,
    StudyAppraisal,
)
from evidence.appraise.tool import Means
from evidence.appraise.toolbox import Toolbox
from evidence.citation import short_cite
from evidence.decisions import by_work
from evidence.deduplicate.rows import Work
from evidence.extract.rows import EvidenceItem, Standing
from evidence.given.reviewers import CONSENSUS
from evidence.mentions import Mentions
from evidence.remarks import Remark


@dataclass(frozen=True)
class Appraised:
    """What `appraise` makes of people's answers."""

    answers: list[Appraisal]
    judgements: list[Judgement]
    studies: list[StudyAppraisal]
    remarks: list[Remark]


@dataclass
class _Study:
    """What is known of one study: its answers, and the items that count of it."""

    study_id: str
    label: str = ""
    rows: list[Appraisal] = field(default_factory=list)
    items: list[EvidenceItem] = field(default_factory=list)


def appraise(
    items: list[EvidenceItem],
    decisions: Iterable[AppraisalDecision],
    mentions: Mentions,
    work_of: Mapping[str, str],
    works: Mapping[str, Work],
    tools: Toolbox,
    voting: Mapping[str, Work] | None = None,
    designs: Mapping[str, Sequence[str]] | None = None,
) -> Appraised:
    """Answers, judgements, studies, remarks. A counted study without any answer has a row that says so: one with a passage or
    a number that counts, or one that readers gave a side on a claim (`voting`: study → a work of it). `designs`: codes by study, by which
    it is said which tool it is asked by.

    The last answer of a reviewer counts; where reviewers differ the answer is that they do, until one is signed by
    `consensus`. What a tool does not know is left out with a remark; tools that are not described are taken as they come.
    """
    meant, remarks = as_meant(decisions, tools)
    applied, more = by_work(meant, mentions, work_of)
    given: dict[tuple[str, str, str, str], dict[str, AppraisalDecision]] = defaultdict(dict)
    for decision, work_id in applied:
        key = (works[work_id].study_id, decision.tool, decision.result, decision.item)
        given[key][decision.reviewer] = decision
    rows = [_answer(key, own) for key, own in sorted(given.items())]
    studies: dict[str, _Study] = {}
    for study, work in (voting or {}).items():
        studies[study] = _Study(study, short_cite(work))
    for item in items:
        if item.standing == Standing.COUNTED:
            studies.setdefault(item.study_id, _Study(item.study_id)).items.append(item)
    waiting = studies.keys() - {row.study_id for row in rows}
    for row in rows:
        studies.setdefault(row.study_id, _Study(row.study_id)).rows.append(row)
    judged, found, remarks = [], [], [*remarks, *more]
    several = len({row.tool for row in rows}) > 1
    for _, own in sorted(studies.items()):
        summary, said = _summary(own, tools, (designs or {}).get(own.study_id, ()), several)
        found.append(summary)
        remarks += said
        judged += judgements(own.study_id, summary.study_label, own.rows, tools, DISAGREE)
    missing = [Appraisal(study, "", "", NOT_APPRAISED, "", "") for study in sorted(waiting)]
    return Appraised(rows + missing, judged, found, remarks)


def _answer(key: tuple[str, str, str, str], own: dict[str, AppraisalDecision]) -> Appraisal:
    study, tool, result, item = key
    settled = own.get(CONSENSUS)
    chosen = settled or next(iter(own.values()))
    differ = settled is None and len({d.answer for d in own.values()}) > 1
    answers = "; ".join(f"{who}: {d.answer}" for who, d in sorted(own.items()))
    by = CONSENSUS if settled else "; ".join(sorted(own))
    if differ:
        return Appraisal(study, tool, item, DISAGREE, "", by, answers, result)
    return Appraisal(study, tool, item, chosen.answer, chosen.note, by, chosen.statement, result)


def _summary(
    study: _Study, tools: Toolbox, designs: Sequence[str], several: bool
) -> tuple[StudyAppraisal, list[Remark]]:
    """`several`: whether the review has more tools than one, so that an item is named with its own everywhere."""
    rows, remarks = study.rows, []
    asks = tools.of(designs)
    by = tuple(sorted({row.tool for row in rows})) or ((asks,) if asks else ())
    missing, category = [], ""
    try:
        missing = to_answer(rows, tools, by) if rows else []
        category = _category(rows, tools)
    except ValueError as error:
        answered = ", ".join(sorted({row.item for row in rows}))
        place = ("literature/decisions/appraisal.csv", 0, "item", answered)
        remarks.append(Remark(study.study_id, *place, f"{error}", "keep the category of the study"))
    torn = tuple(_place(row.tool, row.result, row.item, several) for row in rows if row.answer == DISAGREE)
    state = NOT_APPRAISED if not rows else DISAGREE if torn else APPRAISED
    if state == APPRAISED and (missing or remarks):
        state = PARTLY
    come: dict[Means, list[str]] = defaultdict(list)
    for row in rows:
        come[_means(row, tools)].append(_place(row.tool, row.result, row.item, several))
    summary = StudyAppraisal(
        study_id=study.study_id,
        study_label=study.items[0].study_label if study.items else study.label,
        state=state,
        category=category,
        yes=tuple(come[Means.MET]),
        no=tuple(come[Means.NOT_MET]),
        cannot_tell=tuple(come[Means.UNCLEAR]),
        disagree=torn,
        missing=tuple(_place(q.tool, result, q.item, several) for result, q in missing),
        source_classes=tuple(sorted({item.source_type or item.role for item in study.items})),
        tools=by,
        other=(*come[Means.PARTLY], *come[Means.APART]),
    )
    return summary, remarks


def _means(row: Appraisal, tools: Toolbox) -> Means:
    tool = tools.get(row.tool)
    return tool.means(row.item, row.answer) if tool else PLAIN.get(row.answer.casefold(), Means.NOTHING)


def _category(rows: Sequence[Appraisal], tools: Toolbox) -> str:
    """What the study is by the first of its tools that asks for it, or that is for one design alone."""
    for tool in filter(None, map(tools.get, sorted({row.tool for row in rows}))):
        found = category_of(tool, answers_of(rows, tool.name))[0]
        if found or tool.design:
            return found.label if found else tool.design
    return ""


def _place(tool: str, result: str, item: str, several: bool) -> str:
    """An item as readers find it: with its tool where the review has several, and with its result."""
    before = ", ".join(filter(None, (tool if several else "", result)))
    return f"{before}: {item}" if before else item
