"""Whether two codes meet in one case more often than by chance."""

from __future__ import annotations

from typing import Any

from evidence.synthesise.axes import of_intervals
from evidence.synthesise.claim_rows import Verdict
from evidence.synthesise.claim_rule import ClaimRule, Condition, Count, Test, Weighs
from evidence.synthesise.ruling import Evidence, Ruling

_CASES = {"kind": "extract"}
"""What makes a case one that could have either code."""


def cooccurrence(settings: dict[str, Any], evidence: Evidence) -> Ruling:
    """Whether two codes meet in one case more often than chance has it (Fisher's exact test)."""
    everything = evidence.units(_CASES)
    first, second = (evidence.units(settings[name]) for name in ("first", "second"))
    both = first & second
    numbers: dict[str, Any] = {
        "cases": len(everything),
        "first": len(first),
        "second": len(second),
        "both": len(both),
    }
    need = settings["minimum_each"]
    words = f"Co-occurrence of two codes in one case: needs at least {need} cases with each."
    if min(len(first), len(second)) < need:
        missing = f"{len(first)} cases with the one code and {len(second)} with the other, where {need} of each are needed"
        return Ruling(Verdict.NOT_TESTED, words, numbers, len(everything), missing)
    from scipy.stats import fisher_exact

    neither = len(everything - first - second)
    table = [[len(both), len(first - second)], [len(second - first), neither]]
    p_more = float(fisher_exact(table, alternative="greater").pvalue)
    p_less = float(fisher_exact(table, alternative="less").pvalue)
    numbers |= {"p_more_often": p_more, "p_less_often": p_less}
    wide, narrow = ((1 - level) / 2 for level in (evidence.interval, evidence.majority))
    # Where a p lies below half of what a level leaves, its interval lies beyond chance on that side.
    verdict = of_intervals((wide - p_more, p_less - wide), (narrow - p_more, p_less - narrow))
    return Ruling(verdict, words, numbers, len(everything), score=p_less - p_more)


RULE = ClaimRule(
    name="cooccurrence",
    verdict_from="whether two codes meet in one case more often than by chance",
    source="Fisher’s exact test",
    tests=(Test.ASSOCIATIONAL,),
    weighs=Weighs.CASES,
    decide=cooccurrence,
    settings=(
        Condition(name="first", means="the one code"),
        Condition(name="second", means="the other"),
        Count(name="minimum_each", means="fewest cases with each"),
    ),
    always={
        "cases": "cases",
        "first": "cases with the one code",
        "second": "cases with the other",
        "both": "cases with both",
    },
    decided={
        "p_more_often": "chance of so many with both or more, were the codes unrelated",
        "p_less_often": "chance of so few with both or fewer, were the codes unrelated",
    },
    cites=lambda settings: [_CASES],
    example={
        "kind": "cooccurrence",
        "first": {"outcome": "employment"},
        "second": {"outcome": "housing"},
        "minimum_each": 2,
    },
)
