"""The table of classify: every code of every work, whoever gave it."""

from __future__ import annotations

from enum import StrEnum

from evidence.rows import column, table

MENTIONED = ("equity", "cost")
"""The roles of facets that are coded by phrases alone (`mentions.py`)."""


class CodedBy(StrEnum):
    """Who gave a code; a person outranks a rule, a rule outranks a model."""

    PERSON = "person"
    RULE = "rule"
    MODEL = "model"


class State(StrEnum):
    """What became of a code that was given or proposed."""

    ACCEPTED = "accepted"
    ABSTAINED = "abstained"
    OVERRIDDEN = "overridden"


@table("labels", "Every code of every work, with its reason", key=("work_id", "facet", "code", "source"))
class Label:
    """One code on one work, whoever gave it, with what spoke for it."""

    work_id: str = column("work", refers="works.work_id")
    facet: str = column("facet of the codebook", refers="codebook.facet")
    code: str = column("code", refers="codebook.code")
    probability: float | None = column("probability of the model", "share")
    source: CodedBy = column("who gave it")
    state: State = column("what became of it")
    reasons: tuple[str, ...] = column("what spoke for it")
    by: str = column("name of the giver")
    note: str = column("working note of the coder, which no page prints", default="")

    def counts(self, machine_too: bool) -> bool:
        """Whether the code may place its work: accepted, and given by a person unless said otherwise."""
        return self.state == State.ACCEPTED and (machine_too or self.source == CodedBy.PERSON)
