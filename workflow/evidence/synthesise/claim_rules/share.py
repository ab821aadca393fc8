"""The share of some studies that have a kind of item."""

from __future__ import annotations

from typing import Any

from evidence.synthesise.claim_rows import Verdict
from evidence.synthesise.claim_rule import ClaimRule, Condition, Count, Designs, Share, Weighs
from evidence.synthesise.ruling import Evidence, Ruling, interval_of


def share(settings: dict[str, Any], evidence: Evidence) -> Ruling:
    """The share of included studies of certain designs that have a certain kind of item."""
    designs = settings["of"]["design"]
    of = evidence.designed(designs)
    having = evidence.studies(settings["having"]) & of
    n, k, limit = len(of), len(having), settings["below"]
    numbers: dict[str, Any] = {
        "having": k,
        "of": n,
        "threshold": limit,
        "having_studies": sorted(having),
    }
    words = (
        f"Share of included studies: supported where the share and its exact interval lie below {limit:.0%}, not "
        f"supported where they lie above, contested where the interval holds {limit:.0%}."
    )
    if n < settings["minimum"]:
        return Ruling(Verdict.INSUFFICIENT if n else Verdict.NO_EVIDENCE, words, numbers)
    low, high = interval_of(k, n, evidence.interval)
    numbers |= {"share": k / n, "share_low": low, "share_high": high}
    if high < limit:
        return Ruling(Verdict.SUPPORTED, words, numbers)
    return Ruling(Verdict.NOT_SUPPORTED if low > limit else Verdict.CONTESTED, words, numbers)


RULE = ClaimRule(
    name="share",
    verdict_from="the share of included studies of some designs that have a kind of item, against a limit",
    source="exact interval of Clopper and Pearson (1934)",
    weighs=Weighs.DESIGNS,
    decide=share,
    settings=(
        Designs(name="of", means="the study designs whose included studies are counted"),
        Condition(name="having", means="the items that a study must have one of"),
        Share(name="below", means="the share under which the claim says it lies", threshold=True),
        Count(name="minimum", means="fewest studies for a verdict"),
    ),
    always=frozenset(("having", "of", "threshold")),
    decided=frozenset(("share", "share_low", "share_high")),
    example={
        "kind": "share",
        "of": {"design": ["trial"]},
        "having": {"outcome": "employment", "direction": "positive"},
        "below": 0.4,
        "minimum": 3,
    },
)
