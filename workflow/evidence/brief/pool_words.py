"""A pool in words: its scale, the side that favours each arm, what stands behind each study by arm, and its heterogeneity."""

from __future__ import annotations

import json
from collections.abc import Sequence

from evidence.extract.comparison import named_arms
from evidence.extract.rows import EvidenceItem, HigherIs
from evidence.measures import is_ratio, spread
from evidence.synthesise.pool_rows import Pool, PoolStudy

FEW = 2
"""Studies, of which an interval that allows for few studies says little."""


def scale_of(pool: Pool, kind: str) -> str:
    """What the numbers of a pool are. `kind`: the label of its measure of effect.

    `risk ratio, log scale`; `mean difference in days`.
    """
    if is_ratio(pool.effect_type):
        return f"{kind.removeprefix('log ').removeprefix('log of ')}, log scale"
    return f"{kind} in {pool.unit}" if pool.unit and spread(pool.effect_type) is None else kind


def benefit(pool: Pool) -> str:
    """Which side is better, and for which arm that speaks: `below 1 favours coached`; or that nobody says it."""
    null = 1 if is_ratio(pool.effect_type) else 0
    side = {HigherIs.BETTER: "above", HigherIs.WORSE: "below"}.get(pool.higher_is)
    if not side:
        return "nobody says which side is better"
    arms = named_arms(pool.comparison)
    return f"{side} {null} favours {arms[0]}" if arms else f"{side} {null} is better"


def ends(pool: Pool) -> tuple[str, str]:
    """What stands at the left and the right end of a forest plot: the arm that each side favours; nothing where no arms are named.

    Where nobody says which side is better, the arm with which the outcome is higher.
    """
    arms = named_arms(pool.comparison)
    sides = {HigherIs.BETTER: ("worse", "better"), HigherIs.WORSE: ("better", "worse")}
    if not arms:
        return sides.get(pool.higher_is, ("", ""))
    first, second = arms
    if not pool.higher_is:
        return f"higher with {second}", f"higher with {first}"
    left, right = (second, first) if pool.higher_is == HigherIs.BETTER else (first, second)
    return f"favours {left}", f"favours {right}"


def by_arm(item: EvidenceItem | None) -> tuple[str, str]:
    """What is known of the two arms of a study: events of people, or mean, standard deviation and people; blank where nothing is."""
    cells = json.loads(item.raw) if item and item.raw else {}
    first, second = (_arm(cells, arm) for arm in (1, 2))
    return (first, second) if first or second else ("", "")


def _arm(cells: dict[str, float], arm: int) -> str:
    events, n, mean, sd, time = (cells.get(f"{name}_{arm}") for name in ("events", "n", "mean", "sd", "time"))
    if events is not None and (n or time):
        return f"{events:g}/{n:g}" if n else f"{events:g} in {time:g}"
    if mean is not None:
        spread_of = f" (SD {sd:g})" if sd is not None else ""
        return f"{mean:g}{spread_of}" + (f", n = {n:g}" if n else "")
    return f"n = {n:g}" if n else ""


def i2_bounds(pool: Pool, studies: Sequence[PoolStudy]) -> tuple[float, float] | None:
    """The interval of I² that goes with that of tau² (Higgins and Thompson 2002; as metafor's `confint` gives it)."""
    if pool.tau2_low is None or pool.tau2_high is None or len(studies) < FEW:
        return None
    weights = [1 / study.se**2 for study in studies]
    total = sum(weights)
    apart = total**2 - sum(weight**2 for weight in weights)
    if not apart:
        return None
    typical = (len(studies) - 1) * total / apart
    return pool.tau2_low / (pool.tau2_low + typical), pool.tau2_high / (pool.tau2_high + typical)
