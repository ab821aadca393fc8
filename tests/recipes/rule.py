"""Whether enough independent bodies of evidence are for a claim and none is against it."""

from __future__ import annotations

from typing import Any

from evidence.synthesise.claim_rows import Verdict
from evidence.synthesise.claim_rule import ClaimRule, Count, Test, Weighs
from evidence.synthesise.ruling import Evidence, Ruling


def unanimity(settings: dict[str, Any], evidence: Evidence) -> Ruling:
    votes = evidence.votes()
    numbers = {"for": votes.n_for, "against": votes.n_against}
    words = f"Unanimity: agreement where at least {settings['minimum']} bodies of evidence are for and none is against."
    if votes.n_against:
        verdict = Verdict.DIVIDED if votes.n_for else Verdict.AGREEMENT_AGAINST
    elif votes.n_for >= settings["minimum"]:
        verdict = Verdict.AGREEMENT_FOR
    else:
        verdict = Verdict.LEANS_FOR if votes.n_for else Verdict.NOT_TESTED
    return Ruling(verdict, words, numbers, votes.n_for + votes.n_against)


RULE = ClaimRule(
    name="unanimity",
    verdict_from="whether enough independent bodies of evidence are for it and none is against it",
    source="a count",
    tests=(Test.COMPARATIVE, Test.ASSOCIATIONAL, Test.DESCRIPTIVE),
    weighs=Weighs.SIDES,
    by_interval=False,
    decide=unanimity,
    settings=(Count(name="minimum", means="fewest bodies of evidence for it"),),
    always={"for": "bodies of evidence for the claim", "against": "bodies of evidence against it"},
    example={"kind": "unanimity", "minimum": 2},
)
