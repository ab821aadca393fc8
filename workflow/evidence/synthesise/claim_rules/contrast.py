"""Whether a code is more frequent in one group of cases than in another."""

from __future__ import annotations

import math
from typing import Any

from evidence.measures.precision import quantile
from evidence.synthesise.axes import of_intervals
from evidence.synthesise.claim_rows import Verdict
from evidence.synthesise.claim_rule import ClaimRule, Condition, Count, Flag, Group, Test, Weighs
from evidence.synthesise.ruling import Evidence, Ruling


def contrast(settings: dict[str, Any], evidence: Evidence) -> Ruling:
    """Whether a code is more frequent in one group of cases than in another (Newcombe interval)."""
    having = evidence.units(settings["having"])
    first = evidence.units(settings["group"]["where"])
    second = evidence.units(settings["against"]["where"]) - first
    a, b = len(having & first), len(having & second)
    numbers: dict[str, Any] = {
        "in_group": a,
        "group": len(first),
        "in_other": b,
        "other": len(second),
    }
    need, need_having = settings["minimum"], settings["minimum_having"]
    words = (
        f"Contrast of {settings['group']['label']} with {settings['against']['label']}: needs at least {need} cases "
        f"on each side and {need_having} with the code."
    )
    n = len(first) + len(second)
    if min(len(first), len(second)) < need or a + b < need_having:
        missing = (
            f"{len(first)} {settings['group']['label']} and {len(second)} {settings['against']['label']}, "
            f"{a + b} of them with the code, where {need} on each side and {need_having} with it are needed"
        )
        return Ruling(Verdict.NOT_TESTED, words, numbers, n, missing)
    wide, narrow = (
        difference(a, len(first), b, len(second), level) for level in (evidence.interval, evidence.majority)
    )
    numbers |= {"difference_low": wide[0], "difference_high": wide[1]}
    sign = -1 if settings.get("lower") else 1
    verdict = of_intervals(_turned(wide, sign), _turned(narrow, sign))
    return Ruling(verdict, words, numbers, n, score=sign * (a / len(first) - b / len(second)))


def _turned(interval: tuple[float, float], sign: int) -> tuple[float, float]:
    return interval if sign > 0 else (-interval[1], -interval[0])


def difference(a: int, n: int, b: int, m: int, level: float) -> tuple[float, float]:
    """The interval of a/n - b/m from the score intervals of both (Newcombe 1998, Statistics in Medicine 17, 873-890, method 10)."""
    (low, high), (other_low, other_high) = score_interval(a, n, level), score_interval(b, m, level)
    p, q = a / n, b / m
    return p - q - math.hypot(p - low, other_high - q), p - q + math.hypot(high - p, q - other_low)


def score_interval(k: int, n: int, level: float) -> tuple[float, float]:
    """The interval of k of n by the score test (Wilson 1927)."""
    z = quantile(level)
    middle, spread = k + z**2 / 2, z * math.sqrt(k * (n - k) / n + z**2 / 4)
    return (middle - spread) / (n + z**2), (middle + spread) / (n + z**2)


RULE = ClaimRule(
    name="contrast",
    verdict_from="whether a code is more frequent in one group of cases than in another",
    source="interval of a difference of proportions, Newcombe (1998)",
    tests=(Test.ASSOCIATIONAL,),
    weighs=Weighs.CASES,
    decide=contrast,
    settings=(
        Condition(name="having", means="the code that is looked for"),
        Group(name="group", means="the cases that are said to have it more often"),
        Group(name="against", means="the other cases"),
        Count(name="minimum", means="fewest cases on each side"),
        Count(name="minimum_having", means="fewest cases with the code, on both sides together"),
        Flag(name="lower", means="the group is said to have it less often", required=False),
    ),
    always={
        "in_group": "with the code, of the first named",
        "group": "all of the first named",
        "in_other": "with the code, of the second named",
        "other": "all of the second named",
    },
    decided={
        "difference_low": "lower bound of the difference of shares",
        "difference_high": "upper bound of the difference of shares",
    },
    example={
        "kind": "contrast",
        "having": {"direction": "positive"},
        "group": {"label": "mandated", "where": {"outcome": "employment"}},
        "against": {"label": "voluntary", "where": {"outcome": "housing"}},
        "minimum": 2,
        "minimum_having": 2,
    },
)
