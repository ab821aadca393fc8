"""Which side of no difference a pooled estimate lies on; refused where the effects may not be pooled."""

from __future__ import annotations

from typing import Any

from evidence.item_words import Direction, Kind
from evidence.synthesise.claim_rows import Verdict
from evidence.synthesise.claim_rule import Choice, ClaimRule, Condition, Count, Weighs
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
        f"Sign of a pooled estimate: supported where its whole interval is {sign}, not supported where it is the other, "
        "contested where it holds no difference."
    )
    rows = [
        i
        for i in comparable(evidence.present())
        if i.kind == Kind.EFFECT and usable(i) and matches(i, settings["having"])
    ]
    numbers: dict[str, Any] = {"rows": len(rows), "studies": len({i.study_id for i in rows})}
    if not rows:
        return Ruling(Verdict.NO_EVIDENCE, words, numbers)
    chosen = one_a_study(rows)
    mixed = [name for name in Alike._fields if len({getattr(i, name) for i in rows}) > 1]
    why = f"the rows differ in {', '.join(mixed).replace('_', ' ')}" if mixed else unlike(chosen)
    if why:
        return Ruling(Verdict.INSUFFICIENT, f"{words} Not pooled here: {why}.", numbers)
    if len(chosen) < max(2, settings["minimum"]):
        return Ruling(Verdict.INSUFFICIENT, words, numbers)
    fit = fit_of(chosen, Pooling(level=evidence.interval))
    low, high = float(fit.ci_lb[0]), float(fit.ci_ub[0])
    numbers |= {
        "pooled": float(fit.b[0]),
        "pooled_low": low,
        "pooled_high": high,
        "tau2": fit.tau2,
    }
    if low <= 0 <= high:
        return Ruling(Verdict.CONTESTED, words, numbers)
    as_claimed = (low > 0) == (sign == Direction.POSITIVE)
    return Ruling(Verdict.SUPPORTED if as_claimed else Verdict.NOT_SUPPORTED, words, numbers)


RULE = ClaimRule(
    name="pooled_sign",
    verdict_from="which side of no difference the pooled estimate of like effects lies on; refused where the effects are not alike",
    source="random effects by REML, Knapp and Hartung (2003), never narrower",
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
    always=frozenset(("rows", "studies")),
    decided=frozenset(("pooled", "pooled_low", "pooled_high", "tau2")),
    example={"kind": "pooled_sign", "having": {"outcome": "employment"}, "minimum": 2},
)
