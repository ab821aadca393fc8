"""The tables of claims: the side of each study, the verdict, and the verdict in every defensible analysis."""

from __future__ import annotations

from enum import StrEnum

from evidence.extract.rows import Standing
from evidence.rows import column, table

_STUDIES = "studies"


class Side(StrEnum):
    """What a study says to a claim."""

    FOR = "for"
    AGAINST = "against"
    QUALIFIES = "qualifies"
    SILENT = "silent"
    NOT_READ = "not_read"


TAKEN = (Side.FOR, Side.QUALIFIES, Side.AGAINST)
"""The sides with which a study says something; a silent one was read and says nothing, one that is not read may say anything."""


class Directness(StrEnum):
    """How directly a study compares what a claim compares, the most direct first."""

    DIRECT = "direct"
    RELATED = "related"
    ONE_ARM = "one_arm"
    PROXY = "proxy"
    NOT_STATED = ""


class Verdict(StrEnum):
    """What the rule of a claim comes to."""

    SUPPORTED = "supported"
    CONTESTED = "contested"
    NOT_SUPPORTED = "not_supported"
    INSUFFICIENT = "insufficient"
    NO_EVIDENCE = "no_evidence"


@table("findings", "One verdict a claim, with its numbers")
class Finding:
    """One verdict on one proposition. `numbers` and `with_claims` are JSON objects.

    `flip_set`: the fewest studies without which the verdict is `flip_to`, empty where no six turn it. `holds_in` of
    `universes` defensible analyses give the same verdict.
    """

    proposition: str = column("claim")
    rule: str = column("rule")
    rule_text: str = column("rule in words")
    verdict: Verdict = column("verdict")
    lean: str = column("where the studies lean")
    n_for: int = column("counted studies for it", _STUDIES)
    n_against: int = column("counted studies against it", _STUDIES)
    n_qualifies: int = column("counted studies that qualify it", _STUDIES)
    n_silent: int = column("counted studies that say nothing on it", _STUDIES)
    n_shown_only: int = column("studies that are shown and not counted", _STUDIES)
    n_claims: int = column("sources that make the claim under test", "sources")
    share_for: float | None = column("studies for it, of those that take a side", "share")
    ci_low: float | None = column("lower bound of its 95 % interval", "share")
    ci_high: float | None = column("upper bound of its 95 % interval", "share")
    numbers: str = column("numbers that the rule read, as JSON")
    with_claims: str = column("the same with the sources of the claim itself, as JSON")
    caution: str = column("caution")
    evidence_hash: str = column("fingerprint of the evidence under it")
    flip_set: tuple[str, ...] = column("fewest studies without which the verdict is another")
    flip_to: str = column("verdict without them")
    holds_in: int = column("defensible analyses with the same verdict", "analyses")
    universes: int = column("defensible analyses", "analyses")


@table("sides", "The side of each study on each claim")
class SideOfStudy:
    """The side that one study takes on one proposition, how directly, and where that comes from.

    `body`: the independent body of evidence that it belongs to. Studies that rest on the same people, programme, report or
    case are one body, and count once.
    """

    proposition: str = column("claim")
    study_id: str = column("study")
    study_label: str = column("study in words")
    side: Side = column("side that it takes")
    counted: bool = column("whether it counts")
    standing: Standing = column("standing of its evidence")
    by: str = column("who read it so")
    reason: str = column("why")
    work_id: str = column("work")
    items: tuple[str, ...] = column("the items that it rests on")
    directness: Directness = column("how directly it compares what the claim compares")
    directness_by: str = column("who says so")
    compares: str = column("what it compares with what")
    basis: str = column("what was read")
    body: str = column("independent body of evidence")


@table("universes", "Every claim in every defensible analysis")
class Universe:
    """The verdict on one proposition in one of the defensible analyses, with the choices that make it.

    A choice that the rule of the proposition cannot feel is blank.
    """

    universe_id: str = column("analysis")
    proposition: str = column("claim")
    verdict: Verdict = column("verdict")
    shown_only: str = column("evidence that is shown only: in or out")
    read_by: str = column("whose readings of sides are taken")
    unit: str = column("unit of counting")
    qualifying: str = column("how qualifying studies are taken")
    decision: str = column("how the rule decides")
    limit: str = column("limit of the rule")
    minimum: str = column("fewest studies that the rule asks for")
    machine_designs: str = column("codes by machine: in or out")


@table("confounding", "How the two sides of a claim differ otherwise")
class Confounding:
    """How studies on the two sides of a claim differ in one code: holders and all whose code is known, on each side."""

    proposition: str = column("claim")
    facet: str = column("facet of the codebook")
    code: str = column("code")
    for_with: int = column("studies for it with the code", _STUDIES)
    for_known: int = column("studies for it whose code is known", _STUDIES)
    against_with: int = column("studies against it with the code", _STUDIES)
    against_known: int = column("studies against it whose code is known", _STUDIES)
    separates: bool = column("whether the code parts the two sides")
