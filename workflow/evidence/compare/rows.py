"""The tables of compare: what is not as it was in the last release, and what made it so."""

from __future__ import annotations

from enum import StrEnum

from evidence.rows import column, table


class Kind(StrEnum):
    """What a change is a change of."""

    ENTRY_IN = "entry in"
    ENTRY_OUT = "entry out"
    REKEYED = "entry under another name"
    WORKS_JOINED = "works joined"
    WORK_PARTED = "work parted"
    WORK_IN = "work in"
    WORK_OUT = "work out"
    FATE = "fate of a work"
    CODE = "code of a work"
    ITEM = "passage or estimate"
    APPRAISAL = "appraisal"
    SIDE = "side of a study"
    FINDING = "finding"
    POOL = "pool"
    THEME = "theme"
    CELL = "cell of the map"
    CERTAINTY = "certainty"
    IMPLICATION = "implication"
    SENTENCE = "sentence"
    SETTING = "setting"
    PROGRAM = "program"


class Way(StrEnum):
    """Where a finding went; what is strengthened or weakened is the claim (`compare.findings.way_of`)."""

    NEW = "new"
    GONE = "gone"
    STRENGTHENED = "strengthened"
    WEAKENED = "weakened"
    TURNED = "turned"
    MOVED = "moved"
    """Its numbers moved, and its verdict did not."""
    NONE = ""


@table(
    "changes",
    "What changed since the last release",
    key=("kind", "subject", "field", "before", "after", "study_id"),
)
class Change:
    """One thing that is not as it was. `before` is empty for what is new, `after` for what is gone."""

    kind: Kind = column("what changed")
    subject: str = column("id of what changed")
    name: str = column("what people call it")
    field: str = column("what of it changed")
    before: str = column("before")
    after: str = column("after")
    way: Way = column("where a finding went")
    why: str = column("the decision, phrase or rule behind it")
    study_id: str = column("study that it belongs to")


@table(
    "causes",
    "What caused each change of a finding or pool",
    key=("kind", "unit", "target", "subject", "field"),
)
class Cause:
    """One unit of what changed, tried by computing the later evidence again without it.

    `alone`: what the finding would be had this unit alone not changed. `needed`: whether it is in the smallest set of units without
    which the finding is as it was before. `others`: how many units are in that set.
    """

    kind: Kind = column("what the cause is a change of")
    unit: str = column("id of the cause")
    name: str = column("what people call the cause")
    target: Kind = column("what it moved")
    subject: str = column("id of what it moved")
    field: str = column("what of it moved")
    before: str = column("before")
    after: str = column("after")
    alone: str = column("what it would be without this cause alone")
    needed: bool = column("whether the smallest set of causes holds it")
    in_set: int = column("causes in the smallest set")
    exact: bool = column("whether no smaller set was left untried")


@table("arrivals", key=("work_id",))
class Arrival:
    """When a work came in: the first release that knew it, and the first in which it was included; blank for one to come."""

    work_id: str = column("work")
    known: str = column("first release that knew it; blank: none yet")
    included: str = column("first release in which it was included; blank: none yet")
