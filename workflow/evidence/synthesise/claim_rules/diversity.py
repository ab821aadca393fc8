"""Whether several states stand side by side, or one holds most cases."""

from __future__ import annotations

from typing import Any

from evidence.synthesise.axes import of_intervals
from evidence.synthesise.claim_rows import Verdict
from evidence.synthesise.claim_rule import ClaimRule, Count, Groups, Share, Test, Weighs
from evidence.synthesise.ruling import Evidence, Ruling, interval_of


def diversity(settings: dict[str, Any], evidence: Evidence) -> Ruling:
    """Whether the commonest state holds less than a share of the cases that are in any; more would be a single path."""
    found = {
        state["label"]: sorted(evidence.units(state["where"], named=True)) for state in settings["states"]
    }
    cases = set().union(*found.values())
    most = max(map(len, found.values()))
    limit, need, n = settings["below"], settings["minimum"], len(cases)
    numbers: dict[str, Any] = {
        "states_found": sum(map(bool, found.values())),
        "cases": n,
        "commonest": most,
        "threshold": limit,
        "states": {label: own for label, own in found.items() if own},
    }
    words = (
        f"Diversity: the share of the commonest state among the cases that are in any, against {limit:.0%}: agreement for where "
        "its exact interval lies below, against where it lies above; leaning where only that of two thirds does."
    )
    if n < need:
        missing = f"{n} cases in one of the states, where {need} are needed"
        return Ruling(Verdict.NOT_TESTED, words, numbers, n, missing)
    low, high = interval_of(most, n, evidence.interval)
    narrow = interval_of(most, n, evidence.majority)
    numbers |= {"share": most / n, "share_low": low, "share_high": high}
    verdict = of_intervals((limit - high, limit - low), (limit - narrow[1], limit - narrow[0]))
    return Ruling(verdict, words, numbers, n, score=limit - most / n)


RULE = ClaimRule(
    name="diversity",
    verdict_from="whether the commonest of several states holds less than a share of the cases",
    source="exact interval of Clopper and Pearson (1934)",
    tests=(Test.DIVERSITY,),
    weighs=Weighs.CASES,
    decide=diversity,
    settings=(
        Groups(name="states", means="the states", least=2),
        Share(
            name="below",
            means="the share of cases that the commonest state is said to stay below",
            threshold=True,
        ),
        Count(name="minimum", means="fewest cases that are in one of the states"),
    ),
    always={
        "states_found": "states in which there is a case",
        "cases": "cases in any of the states",
        "commonest": "cases in the commonest state",
        "threshold": "limit of its share",
    },
    decided={
        "share": "share of the commonest state",
        "share_low": "lower bound of the share",
        "share_high": "upper bound of the share",
    },
    lists={"states": "cases by state"},
    of_named=True,
    example={
        "kind": "diversity",
        "states": [
            {"label": "first", "where": {"outcome": "employment"}},
            {"label": "second", "where": {"outcome": "housing"}},
        ],
        "below": 0.6,
        "minimum": 3,
    },
)
