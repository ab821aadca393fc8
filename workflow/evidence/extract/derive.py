"""Derive: estimate and standard error of a coded row from its raw inputs, and what contradicts what.

Estimates stay on the outcome's own scale: no sign is turned. `higher_is` says which sign is a benefit,
and the blank direction of a derived row follows from the two.
"""

from __future__ import annotations

import math
from dataclasses import replace

from evidence.extract import convert
from evidence.extract.rows import HigherIs
from evidence.item_words import Direction
from evidence.measures import (
    MEASURES,
    BadInput,
    analysed,
    arms,
    clustering,
    inputs,
    of_ratios,
    precision,
    unpoolable,
)
from evidence.measures.effect import EffectSize
from evidence.measures.measure import Measure, Way

_GIVEN = ("estimate", "se", "ci_low", "ci_high", "ci_level", "n", "icc", "cluster_size")
_SIZES = frozenset(("n", "n_1", "n_2"))


def _columns(measures: tuple[Measure, ...]) -> tuple[str, ...]:
    """Every column that holds a number, those that measures are computed from among them."""
    return tuple(dict.fromkeys((*_GIVEN, *inputs(measures))))


def _numbers(row: dict[str, str]) -> dict[str, float]:
    found = {}
    for name in MEASURES.once(_columns):
        cell = row.get(name)
        if cell and cell.strip():
            found[name] = float(cell)
            if not math.isfinite(found[name]):
                raise BadInput(name, cell, "not a finite number", "a finite number")
    return found


def exact_p(cell: str | None) -> float | None:
    """The p value where the cell holds nothing but an exact one; None for words and inequalities."""
    text = (cell or "").strip().lower().removeprefix("p").strip().removeprefix("=").strip()
    try:
        value = float(text)
    except ValueError:
        return None
    if not 0 <= value <= 1:
        raise BadInput("p_reported", cell, "outside its range", "0 to 1")
    return value


def derive(row: dict[str, str]) -> dict[str, str]:
    """The cells that follow from other cells of the row, with `derivation`; none where nothing is blank.

    Raises BadInput for numbers that cannot be true, or from which nothing can be computed.
    """
    given = _numbers(row)
    exact_p(row.get("p_reported"))
    _possible(row["effect_type"], given)
    to = (row.get("convert_to") or "").strip()
    made = _effect(row, given)
    if made is None:
        return _converted(row, to, given, given.get("estimate"), given.get("se"), "") if to else {}
    estimate, se, note = made
    if "icc" in given and "cluster_size" in given:
        size, icc = given["cluster_size"], given["icc"]
        se = clustering.corrected_se(se, size, icc)
        note += f"; standard error corrected by the design effect for clusters of {size:g}, ICC {icc:g}"
    new = {"estimate": repr(estimate), "se": repr(se), "derivation": note}
    if to:
        new |= _converted(row, to, given, estimate, se, note)
    sign = analysed(row["effect_type"], estimate)
    if row.get("higher_is") and not row["direction"].strip() and sign:
        better = (sign > 0) == (row["higher_is"] == HigherIs.BETTER)
        new["direction"] = Direction.POSITIVE if better else Direction.NEGATIVE
        new["derivation"] += f"; direction from the sign, as a higher value is {row['higher_is']}"
    return new


def _converted(
    row: dict[str, str], to: str, given: dict[str, float], estimate: float | None, se: float | None, note: str
) -> dict[str, str]:
    """The row on another scale, marked as converted; its interval was of the old one and goes."""
    kind = row["effect_type"]
    if kind == to:
        return {}
    if estimate is None or se is None:
        raise BadInput(
            "convert_to", to, "there is no estimate with a standard error to convert", "a row with both"
        )
    sizes = arms.share(given["n_1"], given["n_2"]) if {"n_1", "n_2"} <= given.keys() else 4
    found = convert.convert(kind, to, analysed(kind, estimate), se, sizes)
    was = f"{found.derivation} (was {kind} {estimate:g}, standard error {se:g})"
    return {
        "effect_type": to, "estimate": repr(found.estimate), "se": repr(found.se), "ci_low": "", "ci_high": "",
        "derivation": "; ".join(filter(None, [note, was])),
    }  # fmt: skip


def _ways(kind: str) -> tuple[Way, ...]:
    measure = MEASURES.get(kind)
    return measure.ways if measure else ()


def _effect(row: dict[str, str], given: dict[str, float]) -> tuple[float, float, str] | None:
    if "estimate" not in given:
        return _computed(row, given)
    if "se" in given or not (_ways(row["effect_type"]) or of_ratios(row["effect_type"])):
        return None
    found = _precision(row, given)
    return found and (given["estimate"], *found)


def _computed(row: dict[str, str], given: dict[str, float]) -> tuple[float, float, str] | None:
    """By the first way whose inputs are all there; a ratio is written as one, its standard error on the log scale."""
    kind, sign = row["effect_type"], Direction(row["direction"]).sign
    sign = -sign if row.get("higher_is") == HigherIs.WORSE else sign
    p = exact_p(row.get("p_reported"))
    cells = given | ({"p_reported": p} if p is not None and 0 < p < 1 else {})
    for way in _ways(kind):
        found = _by(way, cells, sign)
        if found:
            if of_ratios(kind):
                found = replace(found.noted(", written as a ratio"), estimate=math.exp(found.estimate))
            return found.estimate, found.se, found.derivation
    return None


def _by(way: Way, cells: dict[str, float], sign: int) -> EffectSize | None:
    if not way.inputs.keys() <= cells.keys():
        return None
    return way.formula(*(cells[name] for name in way.inputs), *([sign] if way.signed else []))


def _precision(row: dict[str, str], given: dict[str, float]) -> tuple[float, str] | None:
    """A standard error from the interval, or without one from an exact p, on the scale of analysis."""
    kind, p = row["effect_type"], exact_p(row.get("p_reported"))
    ratio = of_ratios(kind)
    scale = " on the log scale" if ratio else ""
    if "ci_low" in given and "ci_high" in given:
        level = given.get("ci_level", 0.95)
        se = precision.se_from_ci(given["ci_low"], given["ci_high"], level, log=ratio)
        return se, f"standard error from the {100 * level:g} % interval{scale}, by the normal distribution"
    if p is None or not 0 < p < 1 or given["estimate"] == (1 if ratio else 0):
        return None
    se = precision.se_from_p(analysed(kind, given["estimate"]), p)
    return se, f"standard error{scale} from the exact p-value {p:g}, by the normal distribution"


def _possible(kind: str, given: dict[str, float]) -> None:
    low, high = given.get("ci_low", -math.inf), given.get("ci_high", math.inf)
    if low > high:
        raise BadInput("ci_low", low, "the lower bound is above the upper", f"up to {high:g}")
    if low == high:
        problem = "the interval has no width, which no estimate is certain enough for"
        raise BadInput("ci_low", low, problem, f"below {high:g}; with more decimals where both were rounded")
    estimate = given.get("estimate")
    if estimate is not None and not low <= estimate <= high:
        raise BadInput("estimate", estimate, "the interval excludes its estimate", f"{low:g} to {high:g}")
    for name in ("estimate", "ci_low", "ci_high"):
        if of_ratios(kind) and given.get(name, 1) <= 0:
            raise BadInput(name, given[name], "a ratio must be above zero", "above 0")
    if given.get("se", 1) <= 0:
        raise BadInput("se", given["se"], "a standard error must be above zero", "above 0")


def contradictions(row: dict[str, str]) -> list[tuple[str, str, str, str]]:
    """(field, value, problem, remedy) of cells of a usable row that do not fit one another."""
    given, found = _numbers(row), []
    sign = given.get("estimate", 0) - (1 if of_ratios(row["effect_type"]) else 0)
    if row.get("higher_is") and sign and "estimate" in given and Direction(row["direction"]).sign:
        better = (sign > 0) == (row["higher_is"] == HigherIs.BETTER)
        if better != (row["direction"] == Direction.POSITIVE):
            problem = f"the direction does not fit the sign, as a higher value is {row['higher_is']}"
            found.append(("direction", row["direction"], problem, "correct direction, sign or higher_is"))
    if "derivation" not in row and {"se", "ci_low", "ci_high"} <= given.keys():
        found.extend(_misfit(row, given))
    return found + _unused(row, given) + _unpoolable(row)


def _unpoolable(row: dict[str, str]) -> list[tuple[str, str, str, str]]:
    """A kind of the codebook's own that is marked as poolable and cannot be."""
    kind = row["effect_type"]
    why = "" if kind in MEASURES or not (row.get("poolable") or "").startswith("yes") else unpoolable(kind)
    remedy = "name a measure that is known, or mark the row as not poolable"
    return (
        [("effect_type", kind, f"it is marked as poolable and is not pooled: {why}", remedy)] if why else []
    )


def _unused(row: dict[str, str], given: dict[str, float]) -> list[tuple[str, str, str, str]]:
    """Raw inputs from which nothing was computed, or that give another estimate than the row has."""
    raw = sorted((set(MEASURES.once(inputs)) - _SIZES) & given.keys())
    if not raw or row.get("derivation"):
        return []
    kind, ways = row["effect_type"], [way for way in _ways(row["effect_type"]) if not way.signed]
    if not ways:
        known = ", ".join(
            sorted(kind for measure in MEASURES if measure.ways for kind in measure.effect_types)
        )
        problem = f"nothing is computed from {', '.join(raw)} for this kind of estimate"
        return [("effect_type", kind, problem, f"leave the raw inputs out, or name a measure: {known}")]
    for way in ways:
        found = _by(way, given, 0)
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


def _misfit(row: dict[str, str], given: dict[str, float]) -> list[tuple[str, str, str, str]]:
    """A standard error further from its interval than the rounding of the two, and 5 %, allow."""
    low, high, se = given["ci_low"], given["ci_high"], given["se"]
    slack = (
        (_rounding(row["ci_low"]) / low + _rounding(row["ci_high"]) / high)
        if of_ratios(row["effect_type"])
        else _rounding(row["ci_low"]) + _rounding(row["ci_high"])
    )
    width = math.log(high / low) if of_ratios(row["effect_type"]) else high - low
    twice = 2 * precision.quantile(given.get("ci_level", 0.95))
    if abs(width / twice - se) <= slack / twice + _rounding(row["se"]) + 0.05 * se:
        return []
    problem = f"the interval has a standard error of {width / twice:.4g} by the normal distribution"
    return [("se", row["se"], problem, "correct the standard error, the interval or ci_level")]


def _rounding(cell: str) -> float:
    """Half a unit of the last decimal written."""
    return 0.5 * 10.0 ** -len(cell.strip().partition(".")[2])
