"""The tables of appraise: people's answers and judgements, never summed to a score."""

from __future__ import annotations

from typing import Any

from evidence.appraise.tool import Means
from evidence.rows import column, table

NOT_APPRAISED, PARTLY, APPRAISED = "not yet appraised", "partly appraised", "appraised"
DISAGREE = "reviewers disagree"
"""How far the appraisal of a study has come; the last is the answer, too, where reviewers differ."""
PLAIN = {"yes": Means.MET, "no": Means.NOT_MET, "can't tell": Means.UNCLEAR}
"""What answers come to by a tool that nobody has described."""


@table("appraisals", key=("study_id", "tool", "result", "item"))
class Appraisal:
    """What is known of the quality of one study or result, without a summed score."""

    study_id: str = column("study", refers="studies.study_id")
    tool: str = column("tool of appraisal")
    item: str = column("item of the tool")
    answer: str = column("answer")
    note: str = column("working note, which no page prints")
    by: str = column("who answered")
    statement: str = column("why, or what each reviewer answered where they disagree", default="")
    result: str = column("result that is appraised; blank for the study as a whole", default="")


def asked_as(answer: Any) -> str:
    """The question that an answer is to, in words: its tool, its item, and the result that it is of. `answer` has `tool`, `item` and `result`."""
    return f"{answer.tool}: {answer.item}" + (f" ({answer.result})" if answer.result else "")


@table(
    "judgements",
    "What people judged of each study or result, domain by domain, and what the tool proposes",
    key=("study_id", "tool", "result", "domain"),
)
class Judgement:
    """One judgement of a domain, or of the whole: a person's, beside the one that the tool's published rule makes of the answers."""

    study_id: str = column("study", refers="studies.study_id")
    study_label: str = column("study in words")
    tool: str = column("tool of appraisal")
    result: str = column("result that is judged; blank for the study as a whole")
    domain: str = column("domain, as the tool names it")
    label: str = column("what the domain is about")
    whole: bool = column("whether it is the judgement of the whole")
    judgement: str = column("judgement, in the words of the tool; blank where nobody has judged")
    risk: Means = column("what the judgement comes to")
    proposed: str = column(
        "judgement that the tool's rule proposes; blank where it has none or lacks an answer"
    )
    by: str = column("who judged")
    statement: str = column("why, or what each reviewer judged where they disagree")


@table("studies", "How far the appraisal of each study has come", download="appraised.csv", key=("study_id",))
class StudyAppraisal:
    """How far the appraisal of one counted study has come: items by answer, never their sum."""

    study_id: str = column("study")
    study_label: str = column("study in words")
    state: str = column("how far its appraisal has come")
    category: str = column("category of study design")
    yes: tuple[str, ...] = column("criteria that are met")
    no: tuple[str, ...] = column("criteria that are not met")
    cannot_tell: tuple[str, ...] = column("criteria of which it cannot be told")
    disagree: tuple[str, ...] = column("items on which reviewers disagree")
    missing: tuple[str, ...] = column("items that are asked and have no answer")
    source_classes: tuple[str, ...] = column("who wrote its sources")
    tools: tuple[str, ...] = column("tools by which it is appraised, or asked where it is not", default=())
    other: tuple[str, ...] = column("criteria with another answer", default=())
