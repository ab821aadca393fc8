"""What people judged of each study or result, domain by domain, beside what the tool proposes."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.appraise.asked import taken_up
from evidence.appraise.open_questions import answers_of, results_of
from evidence.appraise.proposals import proposed
from evidence.appraise.rows import Appraisal, Judgement
from evidence.appraise.tool import Domain, Tool
from evidence.appraise.toolbox import Toolbox


def judgements(
    study: str, label: str, rows: Sequence[Appraisal], tools: Toolbox, disagree: str
) -> list[Judgement]:
    """A row for each domain, and for the whole, of each result that somebody has begun to judge. `disagree`: the answer of reviewers who
    differ, of which nothing follows."""
    found = []
    for name in sorted({row.tool for row in rows}):
        tool = tools.get(name)
        if not tool or not tool.judged:
            continue
        for result in results_of(rows, name):
            own = {row.item: row for row in rows if row.tool == name and row.result in ("", result)}
            own |= {row.item: row for row in rows if row.tool == name and row.result == result}
            answers = {item: a for item, a in answers_of(rows, name, result).items() if a != disagree}
            found += [_row(study, label, tool, result, d, own.get(d.id), answers) for d in tool.judged]
    return found


def _row(
    study: str,
    label: str,
    tool: Tool,
    result: str,
    domain: Domain,
    said: Appraisal | None,
    answers: dict[str, str],
) -> Judgement:
    return Judgement(
        study_id=study,
        study_label=label,
        tool=tool.name,
        result=result,
        domain=domain.id,
        label=domain.label,
        whole=domain is tool.overall,
        judgement=said.answer if said else "",
        risk=tool.means(domain.id, answers.get(domain.id, "")),
        proposed=proposed(tool, domain, answers, taken_up(tool, answers)),
        by=said.by if said else "",
        statement=said.statement if said else "",
    )
