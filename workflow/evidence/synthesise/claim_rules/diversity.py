"""How many different states appear."""

from __future__ import annotations

from typing import Any

from evidence.synthesise.claim_rows import Verdict
from evidence.synthesise.claim_rule import ClaimRule, Count, Groups, Weighs
from evidence.synthesise.ruling import Evidence, Ruling


def diversity(settings: dict[str, Any], evidence: Evidence) -> Ruling:
    """How many different states appear among the cases that bear on the claim."""
    found = {}
    for state in settings["states"]:
        cases = evidence.units(state["where"], named=True)
        if cases:
            found[state["label"]] = sorted(cases)
    need = settings["at_least"]
    numbers: dict[str, Any] = {"states_found": len(found), "threshold": need, "states": found}
    words = f"Diversity: supported where at least {need} different states appear among counted cases."
    if not found:
        return Ruling(Verdict.NO_EVIDENCE, words, numbers)
    return Ruling(Verdict.SUPPORTED if len(found) >= need else Verdict.INSUFFICIENT, words, numbers)


RULE = ClaimRule(
    name="diversity",
    verdict_from="how many different states appear",
    source="a count",
    weighs=Weighs.CASES,
    decide=diversity,
    settings=(
        Groups(name="states", means="the states"),
        Count(name="at_least", means="how many of them the claim says there are", threshold=True),
    ),
    always=frozenset(("states_found", "threshold")),
    by_interval=False,
    of_named=True,
    example={
        "kind": "diversity",
        "states": [
            {"label": "first", "where": {"outcome": "employment"}},
            {"label": "second", "where": {"outcome": "housing"}},
        ],
        "at_least": 2,
    },
)
