"""Whether a share rises over ordered steps."""

from __future__ import annotations

from typing import Any

from evidence.measures.precision import quantile
from evidence.synthesise.axes import of_intervals
from evidence.synthesise.claim_rows import Verdict
from evidence.synthesise.claim_rule import ClaimRule, Condition, Count, Groups, Test, Weighs, Where
from evidence.synthesise.ruling import Evidence, Ruling


def trend(settings: dict[str, Any], evidence: Evidence) -> Ruling:
    """Whether a share rises over ordered steps (Cochran 1954, Armitage 1955)."""
    steps = []
    for step in settings["steps"]:
        inside, having = (evidence.units(where) for where in _of_step(settings, step))
        steps.append((len(having), len(inside)))
    numbers: dict[str, Any] = {
        "steps": [
            {"label": step["label"], "having": k, "of": n}
            for step, (k, n) in zip(settings["steps"], steps, strict=True)
        ]
    }
    need = settings["minimum_each"]
    found = ", ".join(f"{s['label']}: {s['of']}" for s in numbers["steps"])
    words = f"Ordered trend: needs at least {need} counted cases at each step (found {found})."
    total = sum(n for _, n in steps)
    if any(n < need for _, n in steps):
        missing = f"{found}, where {need} counted cases are needed at each step"
        return Ruling(Verdict.NOT_TESTED, words, numbers, total, missing)
    z = cochran_armitage([k for k, _ in steps], [n for _, n in steps])
    numbers["z"] = z
    wide, narrow = (quantile(level) for level in (evidence.interval, evidence.majority))
    verdict = of_intervals((z - wide, z + wide), (z - narrow, z + narrow))
    return Ruling(verdict, words, numbers, total, score=z)


def _of_step(settings: Where, step: Where) -> list[dict[str, Any]]:
    """The conditions of one step: on all of its cases, and on those that have what is looked for."""
    return [{**settings[name], **step["where"]} for name in ("within", "having")]


def cochran_armitage(cases: list[int], totals: list[int]) -> float:
    """The z statistic of the Cochran-Armitage test with scores 0, 1, 2 ...; 0 without variance."""
    n, share_all = sum(totals), sum(cases) / sum(totals)
    scores = range(len(totals))
    excess = sum(t * (k - m * share_all) for t, k, m in zip(scores, cases, totals, strict=True))
    mean = sum(t * m for t, m in zip(scores, totals, strict=True)) / n
    spread = sum(m * (t - mean) ** 2 for t, m in zip(scores, totals, strict=True))
    variance = share_all * (1 - share_all) * spread
    return excess / variance**0.5 if variance > 0 else 0.0


RULE = ClaimRule(
    name="trend",
    verdict_from="whether a share rises over ordered steps",
    source="Cochran (1954), Armitage (1955)",
    tests=(Test.TREND,),
    weighs=Weighs.CASES,
    decide=trend,
    settings=(
        Condition(name="having", means="what is looked for"),
        Condition(name="within", means="the cases that are counted at every step"),
        Groups(name="steps", means="the steps, in order", least=2),
        Count(name="minimum_each", means="fewest cases at each step"),
    ),
    decided={"z": "z of the trend"},
    lists={"steps": "cases with it, of all cases, step by step"},
    cites=lambda settings: [where for step in settings["steps"] for where in _of_step(settings, step)],
    example={
        "kind": "trend",
        "having": {"direction": "positive"},
        "within": {},
        "steps": [
            {"label": "first", "where": {"outcome": "employment"}},
            {"label": "second", "where": {"outcome": "housing"}},
        ],
        "minimum_each": 2,
    },
)
