"""The tables of appraise: people's answers, never summed to a score (MMAT 2018)."""

from __future__ import annotations

from evidence.rows import column, table


@table("appraisals")
class Appraisal:
    """What is known of the quality of one study, without a summed score (MMAT 2018)."""

    study_id: str = column("study")
    tool: str = column("tool of appraisal")
    item: str = column("item of the tool")
    answer: str = column("answer")
    note: str = column("working note, which no page prints")
    by: str = column("who answered")
    statement: str = column("why, or what each reviewer answered where they disagree", default="")


@table("studies", "How far the appraisal of each study has come", download="appraised.csv")
class StudyAppraisal:
    """How far the appraisal of one counted study has come: items by answer, never their sum (MMAT 2018)."""

    study_id: str = column("study")
    study_label: str = column("study in words")
    state: str = column("how far its appraisal has come")
    category: str = column("category of study design")
    yes: tuple[str, ...] = column("items answered with yes")
    no: tuple[str, ...] = column("items answered with no")
    cannot_tell: tuple[str, ...] = column("items that cannot be told")
    disagree: tuple[str, ...] = column("items on which reviewers disagree")
    missing: tuple[str, ...] = column("items without an answer")
    source_classes: tuple[str, ...] = column("who wrote its sources")
