"""Whether enough studies are for a claim and none is against it."""

from __future__ import annotations

from typing import Any

from evidence.synthesise.claim_rows import Verdict
from evidence.synthesise.claim_rule import ClaimRule, Count, Weighs
from evidence.synthesise.ruling import Evidence, Ruling


def unanimity(settings: dict[str, Any], evidence: Evidence) -> Ruling:
    n_for, n_against = evidence.votes()
    numbers = {"for": n_for, "against": n_against}
    words = f"Unanimity: supported where at least {settings['minimum']} studies are for and none is against."
    if not (n_for or n_against):
        return Ruling(Verdict.NO_EVIDENCE, words, numbers)
    if n_against:
        return Ruling(Verdict.CONTESTED if n_for else Verdict.NOT_SUPPORTED, words, numbers)
    enough = n_for >= settings["minimum"]
    return Ruling(Verdict.SUPPORTED if enough else Verdict.INSUFFICIENT, words, numbers)


RULE = ClaimRule(
    name="unanimity",
    verdict_from="whether enough studies are for it and none is against it",
    source="a count",
    weighs=Weighs.SIDES,
    by_interval=False,
    decide=unanimity,
    settings=(Count(name="minimum", means="fewest studies for it"),),
    always=frozenset(("for", "against")),
    example={"kind": "unanimity", "minimum": 2},
)
