"""Independent bodies of evidence for against those against."""

from __future__ import annotations

from typing import Any

from evidence.synthesise.axes import of_votes
from evidence.synthesise.claim_rule import ClaimRule, Test, Weighs
from evidence.synthesise.ruling import Evidence, Ruling, interval_of


def balance(settings: dict[str, Any], evidence: Evidence) -> Ruling:
    """Bodies of evidence that speak directly, for against those against, by direction and never by p-value."""
    votes = evidence.votes()
    n = votes.n_for + votes.n_against
    numbers: dict[str, Any] = {
        "for": votes.n_for,
        "against": votes.n_against,
        "qualifying": votes.n_qualifies,
    }
    if n:
        low, high = interval_of(votes.n_for, n, evidence.interval)
        numbers |= {"share_for": votes.n_for / n, "share_low": low, "share_high": high}
    words = (
        "Balance: of independent bodies of evidence that speak directly and are for or against, two thirds lean one way; "
        "where the exact interval of their share lies beyond a half too, they agree. Below two thirds they are divided."
    )
    verdict = of_votes(*votes, evidence.interval, evidence.majority)
    return Ruling(verdict, words, numbers, sum(votes))


RULE = ClaimRule(
    name="balance",
    verdict_from="independent bodies of evidence for against those against, of those that speak directly",
    source="vote count by direction with the exact interval of Clopper and Pearson (1934)",
    tests=(Test.COMPARATIVE, Test.ASSOCIATIONAL, Test.DESCRIPTIVE),
    weighs=Weighs.SIDES,
    decide=balance,
    always={
        "for": "bodies of evidence for the claim",
        "against": "bodies of evidence against it",
        "qualifying": "bodies of evidence that qualify it",
    },
    decided={
        "share_for": "share for it, of those for or against",
        "share_low": "lower bound of the share",
        "share_high": "upper bound of the share",
    },
    monotone=True,
    example={"kind": "balance"},
)
