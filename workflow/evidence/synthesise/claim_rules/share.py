"""The share of some studies that have a kind of item."""

from __future__ import annotations

from typing import Any

from evidence.synthesise.axes import of_intervals
from evidence.synthesise.claim_rows import Verdict
from evidence.synthesise.claim_rule import ClaimRule, Condition, Count, Designs, Share, Test, Weighs
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
        f"Share of included studies, against {limit:.0%}: agreement for where the exact interval of the share lies below it, "
        "against where it lies above; leaning where only that of two thirds does."
    )
    if n < settings["minimum"]:
        missing = f"{n} studies of the designs that are counted, where {settings['minimum']} are needed"
        return Ruling(Verdict.NOT_TESTED, words, numbers, n, missing)
    low, high = interval_of(k, n, evidence.interval)
    numbers |= {"share": k / n, "share_low": low, "share_high": high}
    narrow = interval_of(k, n, evidence.majority)
    verdict = of_intervals((limit - high, limit - low), (limit - narrow[1], limit - narrow[0]))
    return Ruling(verdict, words, numbers, n, score=limit - k / n)


RULE = ClaimRule(
    name="share",
    verdict_from="the share of included studies of some designs that have a kind of item, against a limit",
    source="exact interval of Clopper and Pearson (1934)",
    tests=(Test.SHARE,),
    weighs=Weighs.DESIGNS,
    decide=share,
    settings=(
        Designs(name="of", means="the study designs whose included studies are counted"),
        Condition(name="having", means="the items that a study must have one of"),
        Share(name="below", means="the share under which the claim says it lies", threshold=True),
        Count(name="minimum", means="fewest studies for a verdict"),
    ),
    always={
        "having": "studies that have it",
        "of": "studies that were counted",
        "threshold": "limit of the share",
    },
    decided={
        "share": "share that has it",
        "share_low": "lower bound of the share",
        "share_high": "upper bound of the share",
    },
    lists={"having_studies": "studies that have it, by name"},
    example={
        "kind": "share",
        "of": {"design": ["trial"]},
        "having": {"outcome": "employment", "direction": "positive"},
        "below": 0.4,
        "minimum": 3,
    },
)
