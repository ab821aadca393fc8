"""What contradicts what in one row of effects: each is a remark, and the row is used."""

from __future__ import annotations

import math

from evidence.extract.derive import CLUSTERED, computed_by, freedom, numbers, ways_of
from evidence.extract.rows import HigherIs
from evidence.item_words import Direction
from evidence.measures import MEASURES, Scale, analysed, inputs, of_ratios, precision, unpoolable

_SIZES = frozenset(("n", "n_1", "n_2"))
_OFF = 0.1  # of half an interval: further from its middle an estimate is not by rounding
Said = tuple[str, str, str, str]


def contradictions(row: dict[str, str]) -> list[Said]:
    """(field, value, problem, remedy) of cells of a usable row that do not fit one another."""
    given = numbers(row)
    found = [
        *_direction(row, given),
        *_no_error(row, given),
        *_clusters(row, given),
        *_off_centre(row, given),
    ]
    if "derivation" not in row and {"se", "ci_low", "ci_high"} <= given.keys() and given["se"]:
        found += _misfit(row, given)
    return found + _unused(row, given) + _unpoolable(row)


def _direction(row: dict[str, str], given: dict[str, float]) -> list[Said]:
    """A direction that its sign does not have, or `none` of an estimate that is not null."""
    sign = given.get("estimate", 0) - (1 if of_ratios(row["effect_type"]) else 0)
    if "estimate" not in given or not sign:
        return []
    stated, higher = Direction(row["direction"]), row.get("higher_is")
    if stated == Direction.NONE and not _level(row) and _away(row, given):
        problem = "the direction is none, and the estimate is not null"
        remedy = "give the direction of its sign; how sure it is, its interval says"
        return [("direction", row["direction"], problem, remedy)]
    if higher and stated.sign and ((sign > 0) == (higher == HigherIs.BETTER)) != (stated.sign > 0):
        problem = f"the direction does not fit the sign, as a higher value is {higher}"
        return [("direction", row["direction"], problem, "correct direction, sign or higher_is")]
    return []


def _away(row: dict[str, str], given: dict[str, float]) -> bool:
    """Whether an estimate is further from no difference than its standard error, where it has one."""
    return abs(analysed(row["effect_type"], given["estimate"])) > given.get("se", 0)


def _level(row: dict[str, str]) -> bool:
    """Whether an estimate is a level of one group, which has no null."""
    measure = MEASURES.get(row["effect_type"])
    return measure is not None and not measure.swaps


def _no_error(row: dict[str, str], given: dict[str, float]) -> list[Said]:
    if given.get("se", 1) and "error of 0" not in row.get("derivation", ""):
        return []
    problem = "a standard error of 0 is none, and was not used"
    return [("se", "0", problem, "give the standard error, or leave the cell empty")]


def _clusters(row: dict[str, str], given: dict[str, float]) -> list[Said]:
    """An ICC or a size of clusters by which no standard error was corrected."""
    there = sorted(CLUSTERED & given.keys())
    if not there or "design effect" in row.get("derivation", ""):
        return []
    problem = f"{' and '.join(there)} {'was' if len(there) == 1 else 'were'} not used"
    lacks = sorted(CLUSTERED - given.keys()) or ["se"]
    return [(there[0], row[there[0]], problem, f"give {', '.join(lacks)} too, or leave the cell empty")]


def _off_centre(row: dict[str, str], given: dict[str, float]) -> list[Said]:
    """An interval whose estimate is not in its middle, and whether it is on the other scale: a ratio typed as its log, or a log as a ratio."""
    kind, measure = row["effect_type"], MEASURES.get(row["effect_type"])
    if not {"estimate", "ci_low", "ci_high"} <= given.keys() or measure is None or not measure.swaps:
        return []
    ratio = of_ratios(kind)
    if _in_the_middle(row, given, log=ratio):
        return []
    there = "as it stands" if ratio else "on the log scale"
    if (ratio or given["ci_low"] > 0) and _in_the_middle(row, given, log=not ratio):
        other = measure.analysed if ratio else next(iter(measure.ratios), "")
        problem = f"the interval is symmetric {there}, and not on the scale of {kind.replace('_', ' ')}"
        remedy = "correct the estimate, the interval or effect_type"
        return [("effect_type", kind, problem, remedy + (f" (is it {other}?)" if other else ""))]
    if measure.scale is not Scale.LOG:
        return []  # an exact interval of a difference need not be symmetric
    problem = "the estimate is not in the middle of its interval"
    return [("estimate", row["estimate"], problem, "correct the estimate, the interval or effect_type")]


def _in_the_middle(row: dict[str, str], given: dict[str, float], *, log: bool) -> bool:
    """Whether an estimate is as far from the one bound as from the other, but for rounding."""
    names = ("ci_low", "estimate", "ci_high")
    low, middle, high = (math.log(given[name]) if log else given[name] for name in names)
    first, own, last = (_rounding(row[name]) / (given[name] if log else 1) for name in names)
    slack = own + (first + last) / 2
    return abs(middle - (low + high) / 2) <= slack + _OFF * (high - low) / 2


def _unpoolable(row: dict[str, str]) -> list[Said]:
    """A kind of the codebook's own that is marked as poolable and cannot be."""
    kind = row["effect_type"]
    why = "" if kind in MEASURES or not (row.get("poolable") or "").startswith("yes") else unpoolable(kind)
    remedy = "name a measure that is known, or mark the row as not poolable"
    return (
        [("effect_type", kind, f"it is marked as poolable and is not pooled: {why}", remedy)] if why else []
    )


def _unused(row: dict[str, str], given: dict[str, float]) -> list[Said]:
    """Raw inputs from which nothing was computed, or that give another estimate than the row has."""
    raw = sorted((set(MEASURES.once(inputs)) - _SIZES) & given.keys())
    if not raw or row.get("derivation"):
        return []
    kind, ways = row["effect_type"], [way for way in ways_of(row["effect_type"]) if not way.signed]
    if not ways:
        known = ", ".join(
            sorted(kind for measure in MEASURES if measure.ways for kind in measure.effect_types)
        )
        problem = f"nothing is computed from {', '.join(raw)} for this kind of estimate"
        return [("effect_type", kind, problem, f"leave the raw inputs out, or name a measure: {known}")]
    for way in ways:
        found = computed_by(way, given, 0)
        if found:
            off = abs(found.estimate - analysed(kind, given["estimate"]))
            slack = _rounding(row["estimate"]) / (given["estimate"] if of_ratios(kind) else 1)
            if off <= slack + 0.01 * abs(found.estimate):
                return []
            raw_estimate = math.exp(found.estimate) if of_ratios(kind) else found.estimate
            problem, remedy = (
                f"the raw inputs give {raw_estimate:.4g}",
                "correct one of them, or leave the estimate blank",
            )
            return [("estimate", row["estimate"], problem, remedy)]
    if "estimate" in given:
        return []
    wanted = "; or ".join(", ".join(name for name in way.inputs if name not in given) for way in ways)
    problem = "the raw inputs are not complete, so that nothing is computed"
    return [(raw[0], row[raw[0]], problem, f"add {wanted}")]


def _misfit(row: dict[str, str], given: dict[str, float]) -> list[Said]:
    """A standard error further from its interval than the rounding of the two, and 5 %, allow."""
    low, high, se = given["ci_low"], given["ci_high"], given["se"]
    slack = (
        (_rounding(row["ci_low"]) / low + _rounding(row["ci_high"]) / high)
        if of_ratios(row["effect_type"])
        else _rounding(row["ci_low"]) + _rounding(row["ci_high"])
    )
    width = math.log(high / low) if of_ratios(row["effect_type"]) else high - low
    level, df = given.get("ci_level", 0.95), freedom(row["effect_type"], given)
    for by in {None, df}:
        twice = 2 * precision.quantile(level, by)
        if abs(width / twice - se) <= slack / twice + _rounding(row["se"]) + 0.05 * se:
            return []
    how = "the normal distribution" if df is None else "t"
    own = width / (2 * precision.quantile(level, df))
    problem = f"the interval has a standard error of {own:.4g} by {how}"
    return [("se", row["se"], problem, "correct the standard error, the interval or ci_level")]


def _rounding(cell: str) -> float:
    """Half a unit of the last decimal written."""
    return 0.5 * 10.0 ** -len(cell.strip().partition(".")[2])
