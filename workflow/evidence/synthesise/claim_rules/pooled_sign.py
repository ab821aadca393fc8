"""Which side of no difference a pooled estimate lies on; refused where the effects may not be pooled."""

from __future__ import annotations

from typing import Any

from evidence.item_words import Direction, Kind
from evidence.synthesise.axes import of_intervals
from evidence.synthesise.claim_rows import Verdict
from evidence.synthesise.claim_rule import Choice, ClaimRule, Condition, Count, Test, Weighs
from evidence.synthesise.likeness import Alike, comparable, unlike, usable
from evidence.synthesise.match import matches
from evidence.synthesise.pool import fit_of, one_a_study
from evidence.synthesise.ruling import Evidence, Ruling
from evidence.synthesise.settings import Pooling


def pooled_sign(settings: dict[str, Any], evidence: Evidence) -> Ruling:
    """Supported where the pooled interval lies wholly on the side of `sign`; REML with Knapp and Hartung, never narrower.

    Effects that meet `having` must be of one role, outcome, kind, measure, comparison and unit, one a study, `minimum` studies at least.
    """
    sign = settings.get("sign", Direction.POSITIVE)
    words = (
        f"Sign of a pooled estimate: agreement for where its whole interval is {sign}, against where it is the other; leaning "
        "where only that of two thirds is."
    )
    asked = [i for i in evidence.present() if i.kind == Kind.EFFECT and matches(i, settings["having"])]
    rows = list(filter(usable, comparable(asked)))
    numbers: dict[str, Any] = {"rows": len(rows), "studies": len({i.study_id for i in rows})}
    studies, need = numbers["studies"], max(2, settings["minimum"])
    if studies < need:
        missing = f"{studies} studies with an estimate that can be pooled, where {need} are needed"
        return Ruling(Verdict.NOT_TESTED, words, numbers, studies, missing)
    chosen = one_a_study(rows)
    mixed = [name for name in Alike._fields if len({getattr(i, name) for i in rows}) > 1]
    why = f"they differ in {', '.join(mixed).replace('_', ' ')}" if mixed else unlike(chosen)
    if why:
        return Ruling(Verdict.NOT_TESTED, words, numbers, studies, f"the rows cannot be pooled: {why}")
    fit = fit_of(chosen, Pooling(level=evidence.interval))
    low, high = float(fit.ci_lb[0]), float(fit.ci_ub[0])
    numbers |= {
        "pooled": float(fit.b[0]),
        "pooled_low": low,
        "pooled_high": high,
        "tau2": fit.tau2,
    }
    wide = near = (low, high)
    if low <= 0 <= high:
        narrow = fit_of(chosen, Pooling(level=evidence.majority))
        near = (float(narrow.ci_lb[0]), float(narrow.ci_ub[0]))
    if sign != Direction.POSITIVE:
        wide, near = (-high, -low), (-near[1], -near[0])
    return Ruling(of_intervals(wide, near), words, numbers, len(chosen), score=(wide[0] + wide[1]) / 2)


RULE = ClaimRule(
    name="pooled_sign",
    verdict_from="which side of no difference the pooled estimate of like effects lies on; refused where the effects are not alike",
    source="random effects by REML, Knapp and Hartung (2003), never narrower",
    tests=(Test.COMPARATIVE,),
    weighs=Weighs.ESTIMATES,
    decide=pooled_sign,
    settings=(
        Condition(name="having", means="the effects that are pooled"),
        Count(name="minimum", means="fewest studies"),
        Choice(
            name="sign",
            means="the side of no difference on which the claim sees the pooled estimate; positive where left out",
            options=(Direction.POSITIVE, Direction.NEGATIVE),
            required=False,
        ),
    ),
    always={"rows": "estimates", "studies": "studies with an estimate"},
    decided={
        "pooled": "pooled estimate",
        "pooled_low": "lower bound of the pooled estimate",
        "pooled_high": "upper bound of the pooled estimate",
        "tau2": "variance between studies (tau²)",
    },
    example={"kind": "pooled_sign", "having": {"outcome": "employment"}, "minimum": 2},
)
