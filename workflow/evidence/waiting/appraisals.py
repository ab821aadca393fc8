"""Studies that wait for an appraisal, and what each is asked next by the tools of its design; an answer that holds no longer is asked for again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evidence.appraise.asked import Question
from evidence.appraise.open_questions import Said, to_answer
from evidence.appraise.rows import Appraisal, StudyAppraisal, asked_as
from evidence.appraise.toolbox import Toolbox
from evidence.codebook import Codebook
from evidence.deduplicate.rows import Membership, Work
from evidence.errors import UserError
from evidence.fingerprints import cell
from evidence.ingest.rows import Record
from evidence.mentions import Mentions
from evidence.review import Review
from evidence.screen.rows import Screen, Screening
from evidence.singular import agreeing
from evidence.waiting.as_built import AsBuilt
from evidence.waiting.cells import Cells, of_work
from evidence.waiting.stale import stale


@dataclass(frozen=True, slots=True)
class ToAppraise:
    """One study. `work`: the first of its included works, by which decisions name it; `tools`: names of those that it is appraised with; `open`: (result,
    question) of all that it is asked next, by the answers of the last build; `judged`: by tool what an answer rests on that is given now."""

    study_id: str
    label: str
    work: Work
    tools: tuple[str, ...]
    open: tuple[tuple[str, Question], ...]
    judged: Mapping[str, str] = field(default_factory=dict)

    def cells(self) -> list[Cells]:
        """A row for each question; the abstract stands in the first."""
        rows: list[Cells] = []
        for result, question in self.open:
            rows.append(
                {
                    "record": self.work.key,
                    "tool": question.tool,
                    "item": question.item,
                    "result": result,
                    "study": self.label,
                    "question": question.asks,
                    "allowed": "; ".join(question.answers),
                    "proposed": question.proposed,
                    "judged": self.judged.get(question.tool, ""),
                    **({} if rows else of_work(self.work)),
                }
            )
        return rows


@dataclass(frozen=True, slots=True)
class Appraising:
    """`asked`: studies with open questions; `notes`: of which studies nothing can be asked, and why."""

    asked: list[ToAppraise]
    notes: list[str]


def to_appraise(review: Review, tools: Toolbox, codebook: Codebook, only: str = "") -> Appraising:
    """`only`: what names a study or any entry of one. Raises UserError where none with open questions has that name."""
    first: dict[str, Work] = {}
    included = {row.work_id for row in review[Screening] if row.decision == Screen.INCLUDE}
    for work in sorted(review[Work], key=lambda work: work.work_id not in included):
        first.setdefault(work.study_id, work)
    wanted = _studies(review, only) if only else first.keys()
    answers: dict[str, list[Appraisal]] = defaultdict(list)
    again = {(one.study_id, one.about) for one in stale(review, "appraisal")}
    for row in review[Appraisal]:
        if (row.study_id, asked_as(row)) not in again:
            answers[row.study_id].append(row)
    asked, nameless, toolless, notes = [], [], [], []
    now = AsBuilt(review, codebook, tools=tools)
    for study in review[StudyAppraisal]:
        if not any(map(tools.get, study.tools)):
            toolless.append(study.study_label)
        if study.study_id not in wanted:
            nameless += [] if study.study_id in first else [study.study_label]
            continue
        try:
            open_ = open_questions(answers[study.study_id], tools, study.tools)
        except ValueError as error:  # which `evidence check` names with its remedy
            notes.append(f"{study.study_label}: {error}; it is asked nothing before one of them is left.")
            continue
        if open_:
            work = first[study.study_id]
            judged = {tool: cell(now.of_answer(work.key, tool)) for tool in {q.tool for _, q in open_}}
            asked.append(ToAppraise(study.study_id, study.study_label, work, study.tools, open_, judged))
    if only and not asked:
        raise UserError(
            "no counted study with open questions has this key",
            value=only,
            fix="take a citation key, a DOI, a record id or a study id; `evidence trace` says what a key leads to",
        )
    return Appraising(asked, notes if only else [*notes, *_of_nobody(nameless), *_by_no_tool(toolless)])


def open_questions(
    said: Sequence[Said], tools: Toolbox, names: Sequence[str]
) -> tuple[tuple[str, Question], ...]:
    """(result, question) of what a study is asked next. Raises ValueError for answers that no study has together."""
    return tuple(to_answer(said, tools, names))


def _of_nobody(labels: Sequence[str]) -> list[str]:
    if not labels:
        return []
    count = agreeing(f"{len(labels)} counted studies have no record to be named by")
    return [f"{count}: {'; '.join(labels)}. Add a record to literature/records."]


def _by_no_tool(labels: Sequence[str]) -> list[str]:
    if not labels:
        return []
    count = agreeing(f"{len(labels)} counted studies are asked nothing")
    fix = "`appraisal_tools` of the codebook names no tool for their design, or one that no file of config/appraisal/ describes"
    return [f"{count}: {'; '.join(labels)}. {fix}."]


def _studies(review: Review, only: str) -> set[str]:
    """The studies that are meant by a study id, a work id, or what names any entry of a work."""
    work_of = {m.record_id: m.work_id for m in review[Membership]}
    meant = {
        work_of[record.record_id] for record in Mentions(review[Record], review[Membership]).find(only)
    } | {only}
    return {only} | {work.study_id for work in review[Work] if work.work_id in meant}
