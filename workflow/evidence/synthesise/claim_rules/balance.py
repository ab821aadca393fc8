"""Studies for against studies against."""

from __future__ import annotations

from typing import Any

from evidence.synthesise.claim_rows import Verdict
from evidence.synthesise.claim_rule import ClaimRule, Weighs
from evidence.synthesise.ruling import Evidence, Ruling, interval_of


def balance(settings: dict[str, Any], evidence: Evidence) -> Ruling:
    """Studies for against studies against, by direction (sign test with exact interval)."""
    n_for, n_against = evidence.votes()
    n = n_for + n_against
    numbers: dict[str, Any] = {"for": n_for, "against": n_against}
    if n:
        low, high = interval_of(n_for, n, evidence.interval)
        numbers |= {"share_for": n_for / n, "ci_low": low, "ci_high": high}
    words = (
        f"Balance of studies: supported where all of at least {evidence.minimum_studies} studies that take a side, "
        "or by the exact interval most of them, are for; not supported likewise; contested where both sides hold."
    )
    return Ruling(_balance_verdict(n_for, n_against, numbers, evidence), words, numbers)


def _balance_verdict(n_for: int, n_against: int, numbers: dict[str, Any], evidence: Evidence) -> Verdict:
    n = n_for + n_against
    if n == 0:
        return Verdict.NO_EVIDENCE
    one_sided = not (n_for and n_against)
    if n < evidence.minimum_studies and one_sided:
        return Verdict.INSUFFICIENT
    if evidence.by_share is not None and n >= evidence.minimum_studies:
        if numbers["share_for"] >= evidence.by_share:
            return Verdict.SUPPORTED
        return Verdict.NOT_SUPPORTED if 1 - numbers["share_for"] >= evidence.by_share else Verdict.CONTESTED
    if (one_sided and n_for) or numbers["ci_low"] > 0.5:
        return Verdict.SUPPORTED
    if (one_sided and n_against) or numbers["ci_high"] < 0.5:
        return Verdict.NOT_SUPPORTED
    return Verdict.CONTESTED


RULE = ClaimRule(
    name="balance",
    verdict_from="studies for against studies against, with an exact interval",
    source="sign test with the exact interval of Clopper and Pearson (1934)",
    weighs=Weighs.SIDES,
    decide=balance,
    always=frozenset(("for", "against")),
    decided=frozenset(("share_for", "ci_low", "ci_high")),
    example={"kind": "balance"},
)
