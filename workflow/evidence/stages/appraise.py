"""Appraise: people's answers to appraisal questions come in; what is known of each study goes out."""

from __future__ import annotations

from evidence.appraise.decisions import AppraisalDecision
from evidence.appraise.rows import Appraisal, Judgement, StudyAppraisal
from evidence.extract.rows import EvidenceItem
from evidence.extract.side_readings import SideDecision
from evidence.stage import Bench, Stage
from evidence.stages.views import BIBLIOGRAPHY, Coded, bibliography, counting


def _run(bench: Bench) -> str:
    from evidence.appraise.designs import designs_of
    from evidence.appraise.rows import NOT_APPRAISED
    from evidence.appraise.stage import appraise
    from evidence.appraise.tool_files import own_tools
    from evidence.appraise.toolbox import toolbox
    from evidence.extract.side_readings import readings, voting
    from evidence.extract.standing import of_studies

    books, items = bibliography(bench), bench[EvidenceItem]
    sides = bench.decisions(SideDecision, told_elsewhere=True)
    read, _ = readings(sides, books.mentions, books.work_of, books.works)
    answers = bench.decisions(AppraisalDecision)
    found = appraise(
        items,
        answers,
        books.mentions,
        books.work_of,
        books.works,
        toolbox(own_tools(bench.at.appraisal_tools), bench.codebook),
        voting(read, books.screening, of_studies(items)),
        designs_of(bench.codebook, items, counting(bench), books.works),
    )
    bench.write(
        {Appraisal: found.answers, Judgement: found.judgements, StudyAppraisal: found.studies}, found.remarks
    )
    missing = sum(row.answer == NOT_APPRAISED for row in found.answers)
    return f"{len(found.answers) - missing} answers; {missing} counted studies not yet appraised"


APPRAISE = Stage(
    name="appraise",
    does="Gather appraisal answers; say which counted studies have none.",
    run=_run,
    reads=(*BIBLIOGRAPHY, EvidenceItem, Coded),
    decisions=(AppraisalDecision, SideDecision),
    files=("appraisal_tools",),
    config=("codebook", "propositions"),
    writes=(Appraisal, Judgement, StudyAppraisal),
)
