"""The tables of claims: the side of each study, the verdict, and the verdict in every defensible analysis."""

from __future__ import annotations

from enum import StrEnum

from evidence.extract.rows import Standing
from evidence.rows import column, table
from evidence.side_words import Directness, Side

_STUDIES = "studies"
_BODIES = "bodies of evidence"


class Verdict(StrEnum):
    """What the test of a claim comes to: how far what bears on it agrees. How much that is stands beside it."""

    AGREEMENT_FOR = "agreement_for"
    LEANS_FOR = "leans_for"
    DIVIDED = "divided"
    QUALIFIED = "qualified"
    LEANS_AGAINST = "leans_against"
    AGREEMENT_AGAINST = "agreement_against"
    NOT_TESTED = "not_tested"


class Lean(StrEnum):
    """Which way a verdict leans: what other analyses are compared in."""

    FOR = "for"
    BETWEEN = "between"
    AGAINST = "against"
    NONE = "none"


@table("findings", "One verdict a claim, with its numbers", key=("proposition",))
class Finding:
    """One verdict on one proposition, on two axes: how much was tested, and how far it agrees. `numbers` and `with_claims` are JSON objects.

    `n_for` to `n_not_read` count studies, however directly they speak; `direct_for` to `unstated` count independent bodies of
    evidence, in which studies that rest on the same people, programme, report or case are one. `share_for` is that of direct
    bodies. `flip_set`: the fewest studies without which the finding leans to `flip_to`, which are `flip_bodies` bodies of
    evidence; `flip_exact`: whether every smaller set was tried. `holds_in` of `universes` defensible analyses lean the same
    way; they rest on `sets` different sets of evidence, in `holds_in_sets` of which it does so counted as configured.
    """

    proposition: str = column("claim", refers="claims.claim")
    test: str = column("kind of its stated test")
    rule: str = column("rule")
    rule_text: str = column("rule in words")
    verdict: Verdict = column("verdict: how far what was tested agrees")
    lean: Lean = column("which way the verdict leans")
    amount: str = column("how much was tested, in a word")
    tested: int = column(
        "what the test counted; none where it could not be run", "of the column `tested_unit`"
    )
    tested_unit: str = column("unit of what the test counted")
    missing: str = column("what is missing where it was not tested")
    n_for: int = column("counted studies for it", _STUDIES)
    n_against: int = column("counted studies against it", _STUDIES)
    n_qualifies: int = column("counted studies that qualify it", _STUDIES)
    n_silent: int = column("counted studies that were read and say nothing on it", _STUDIES)
    n_not_read: int = column("counted studies that nobody has read for it", _STUDIES)
    n_shown_only: int = column("studies that are shown and not counted", _STUDIES)
    n_claims: int = column("sources that make the claim under test", "sources")
    direct_for: int = column("direct bodies of evidence for it", _BODIES)
    direct_against: int = column("direct bodies of evidence against it", _BODIES)
    direct_qualifies: int = column("direct bodies of evidence that qualify it", _BODIES)
    related: int = column("bodies that take a side on something near", _BODIES)
    one_arm: int = column("bodies that take a side and see one arm alone", _BODIES)
    proxy: int = column("bodies that take a side by a proxy", _BODIES)
    unstated: int = column("bodies that take a side, of which nobody has said how directly", _BODIES)
    share_for: float | None = column("direct bodies for it, of those for or against", "share")
    ci_low: float | None = column("lower bound of its exact interval", "share")
    ci_high: float | None = column("upper bound of its exact interval", "share")
    numbers: str = column("numbers that the rule read, as JSON")
    with_claims: str = column("the same with the sources of the claim itself, as JSON")
    caution: str = column("caution")
    evidence_hash: str = column("fingerprint of the evidence under it")
    flip_set: tuple[str, ...] = column("fewest studies without which the verdict leans another way")
    flip_to: Lean = column("which way it leans without them")
    flip_bodies: int = column("bodies of evidence that these are", _BODIES)
    flip_exact: bool = column("whether no smaller set can do it")
    holds_in: int = column("defensible analyses that lean the same way", "analyses")
    universes: int = column("defensible analyses", "analyses")
    holds_in_sets: int = column(
        "sets of evidence that lean the same way, counted as configured", "sets of evidence"
    )
    sets: int = column("different sets of evidence among them", "sets of evidence")


@table(
    "subgroups",
    "Each claim within each code of a facet, by the same rule",
    key=("proposition", "facet", "code"),
)
class Subgroup:
    """The verdict on one proposition from the studies of one code alone, by the same rule; bodies of evidence that bear on it."""

    proposition: str = column("claim", refers="findings.proposition")
    facet: str = column("facet of the codebook", refers="codebook.facet")
    code: str = column("code", refers="codebook.code")
    verdict: Verdict = column("verdict: how far what was tested agrees")
    amount: str = column("how much was tested, in a word")
    tested: int = column("what the test counted")
    direct_for: int = column("direct bodies of evidence for it", _BODIES)
    direct_against: int = column("direct bodies of evidence against it", _BODIES)
    direct_qualifies: int = column("direct bodies of evidence that qualify it", _BODIES)
    indirect: int = column("bodies that take a side less directly", _BODIES)


@table("sides", "The side of each study on each claim", key=("proposition", "study_id"))
class SideOfStudy:
    """The side that one study takes on one proposition, how directly, and where that comes from.

    `body`: the independent body of evidence that it belongs to. Studies that rest on the same people, programme, report or
    case are one body, and count once.
    """

    proposition: str = column("claim", refers="findings.proposition")
    study_id: str = column("study")
    study_label: str = column("study in words")
    side: Side = column("side that it takes")
    counted: bool = column("whether it counts")
    standing: Standing = column("standing of its evidence")
    by: str = column("who read it so")
    reason: str = column("why")
    work_id: str = column("work", refers="works.work_id")
    items: tuple[str, ...] = column("the items that it rests on", refers="items.item_id")
    directness: Directness = column("how directly it compares what the claim compares")
    directness_by: str = column("who says so")
    compares: str = column("what it compares with what")
    basis: str = column("what was read")
    body: str = column("independent body of evidence")


@table("universes", "Every claim in every defensible analysis", key=("proposition", "universe_id"))
class Universe:
    """The verdict on one proposition in one of the defensible analyses, with the choices that make it.

    A choice that the rule or the evidence of the proposition cannot feel is blank. `evidence`: a fingerprint of the set of
    evidence that the analysis rests on. Votes are blank where the rule counts none.
    """

    universe_id: str = column("analysis")
    proposition: str = column("claim", refers="findings.proposition")
    verdict: Verdict = column("verdict")
    lean: Lean = column("which way the verdict leans")
    evidence: str = column("fingerprint of the set of evidence")
    tested: int = column("what the test counted; none where it could not be run")
    votes_for: int | None = column("votes for it", "of the choice `unit`")
    votes_qualifies: int | None = column("votes that qualify it", "of the choice `unit`")
    votes_against: int | None = column("votes against it", "of the choice `unit`")
    shown_only: str = column("evidence that is shown only: in or out")
    read_by: str = column("whose readings of sides are taken")
    studies: str = column("which studies are taken")
    directness: str = column("how directly a study must speak")
    unit: str = column("unit of counting")
    qualifying: str = column("how qualifying studies are taken")
    decision: str = column("from where the rule leans")
    limit: str = column("limit of the rule")
    minimum: str = column("fewest studies that the rule asks for")
    machine_designs: str = column("codes by machine: in or out")


@table("confounding", "How the two sides of a claim differ otherwise", key=("proposition", "facet", "code"))
class Confounding:
    """How studies on the two sides of a claim differ in one code: holders and all whose code is known, on each side."""

    proposition: str = column("claim", refers="findings.proposition")
    facet: str = column("facet of the codebook", refers="codebook.facet")
    code: str = column("code", refers="codebook.code")
    for_with: int = column("studies for it with the code", _STUDIES)
    for_known: int = column("studies for it whose code is known", _STUDIES)
    against_with: int = column("studies against it with the code", _STUDIES)
    against_known: int = column("studies against it whose code is known", _STUDIES)
    separates: bool = column("whether the code parts the two sides")
