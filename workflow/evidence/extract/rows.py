"""The tables of extract: what was coded or measured, and what was measured of cases."""

from __future__ import annotations

from enum import StrEnum

from evidence.item_words import Direction, Kind
from evidence.remarks import Quarantined
from evidence.rows import Table, column, table

SET_ASIDE = Table(
    "extract",
    "set_aside",
    Quarantined,
    "Coded rows that were set aside",
    "set_aside.csv",
    ("source_file", "line"),
)


class Poolable(StrEnum):
    """Whether a row may enter a pooled estimate."""

    YES = "yes"
    WITHIN_OUTCOME = "yes_within_outcome"
    VOTE_COUNT_ONLY = "vote_count_only"
    CONTEXT_ONLY = "context_only"
    ALREADY_POOLED = "already_pooled"
    NO = "no"
    NOT_STATED = ""


POOLABLE = (Poolable.YES, Poolable.WITHIN_OUTCOME)


class HigherIs(StrEnum):
    """What a higher value of an outcome is."""

    BETTER = "better"
    WORSE = "worse"
    NOT_STATED = ""


class Strength(StrEnum):
    """How a passage carries a code."""

    PLAIN = "plain"
    INFERRED = "inferred"
    NOT_STATED = ""


class Standing(StrEnum):
    """Whether an item counts as evidence, and if not, why it is shown all the same.

    `not_known`: nobody can tell which study it is of, so that it counts nowhere, not even among weak sources. `apart`: it
    counts for no claim, and its number may be pooled with its like all the same. `study_retracted`: its study is retracted, so that it
    counts nowhere.
    """

    COUNTED = "counted"
    APART = "pooled_apart"
    SHOWN_ONLY = "shown_only"
    NOT_KNOWN = "not_known"
    CLAIM_UNDER_TEST = "claim_under_test"
    RETRACTED = "study_retracted"


POOLED = (Standing.COUNTED, Standing.APART)


@table("items", "Every coded passage and outcome row", download="evidence_items.csv", key=("item_id", "kind"))
class EvidenceItem:
    """One coded extract or one effect, in the shape that the synthesis reads.

    `facets` is JSON: facet id → list of codes. `months` is the follow-up in months.
    `p` is an exact two-sided p; `derivation` says how estimate and standard error were computed here,
    blank where they stand as given; `higher_is` is better or worse, `unit` that of the estimate. `raw` is JSON: the numbers by arm
    (events_1, n_1 and so on), icc and cluster_size, as they were given.
    """

    item_id: str = column("item")
    kind: Kind = column("coded passage or outcome row")
    source_file: str = column("file")
    line: int = column("line of the file")
    work_id: str = column("work", refers="works.work_id")
    study_id: str = column("study")
    study_label: str = column("study in words")
    case_id: str = column("case")
    facets: str = column("codes by facet, as JSON")
    outcome: str = column("outcome")
    direction: Direction = column("direction of effect, from the standpoint of benefit")
    comparison: str = column("what is compared with what")
    measure: str = column("how the outcome was measured")
    propositions: tuple[str, ...] = column("claims that it bears on")
    role: str = column("what kind of comparison it is")
    source_type: str = column("who wrote the source")
    standing: Standing = column("whether it counts")
    standing_reason: str = column("why it does not count")
    text: str = column("what was found, in words")
    source: str = column("where it stands in the work")
    effect_type: str = column("measure of effect")
    estimate: float | None = column("estimate", "of the effect type")
    se: float | None = column("standard error", "of the effect type")
    ci_low: float | None = column("lower bound of the 95 % confidence interval", "of the effect type")
    ci_high: float | None = column("upper bound of the 95 % confidence interval", "of the effect type")
    months: float | None = column("follow-up", "months")
    poolable: Poolable = column("whether people hold it poolable")
    n: int | None = column("people behind it", "people")
    p: float | None = column("exact two-sided p", "probability")
    derivation: str = column("how estimate and standard error were computed here")
    higher_is: HigherIs = column("whether more of the outcome is better or worse")
    unit: str = column("unit of the estimate")
    raw: str = column("numbers by arm as they were given, as JSON")
    note: str = column("working note of the coder, which no page prints")
    statement: str = column("what a reader should know of it", default="")


def is_comparison(item: EvidenceItem) -> bool:
    """Whether an item compares one thing with another, so that its direction can be put to a test; a passage does not."""
    return item.kind == Kind.EFFECT and bool(item.comparison)


@table(
    "conditions",
    "What was measured of cases, before calibration",
    download="case_conditions.csv",
    key=("case_id", "condition"),
)
class CaseCondition:
    """One raw value of one case, as it was measured; calibration comes later (Ragin 2008, chapter 4)."""

    case_id: str = column("case")
    condition: str = column("condition")
    value: float = column("value", "of the column `unit`")
    unit: str = column("unit of the value")
    source: str = column("where it stands")
    note: str = column("working note, which no page prints")
    source_file: str = column("file")
    line: int = column("line of the file")
    statement: str = column("what a reader should know of it", default="")


@table(
    "codings", "Every code of every passage", download="passage_codes.csv", key=("item_id", "facet", "code")
)
class Coding:
    """One code of one coded passage, its own or a further one. A further code is never a vote."""

    item_id: str = column("passage", refers="items.item_id")
    case_id: str = column("case")
    facet: str = column("facet", refers="codebook.facet")
    code: str = column("code", refers="codebook.code")
    direction: Direction = column("direction, from the standpoint of the code")
    words: str = column("words that carry it; blank for the passage's own codes")
    strength: Strength = column("whether the words say it, or a reader infers it")
    further: bool = column("whether it was added to the passage's own codes")
    by: str = column("who coded it")
    date: str = column("when")


@table("configurations", "Context, mechanism and outcome, as passages state them", key=("configuration_id",))
class Configuration:
    """What in a case made what come about, and in what context. The groups are those of the logic model."""

    configuration_id: str = column("row")
    case_id: str = column("case")
    context: str = column("context")
    mechanism: str = column("mechanism")
    outcome: str = column("outcome")
    direction: Direction = column("direction of the outcome")
    context_group: str = column("group of the context")
    mechanism_group: str = column("group of the mechanism")
    outcome_group: str = column("group of the outcome")
    items: tuple[str, ...] = column("the passages", refers="items.item_id")
    counted: bool = column("whether a passage counts")
    by: str = column("who read it so")
    date: str = column("when")
