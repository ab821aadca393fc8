"""Derive: estimate and standard error of a coded row from its raw inputs.

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
)
from evidence.measures.effect import EffectSize
from evidence.measures.measure import Measure, Way

_GIVEN = ("estimate", "se", "ci_low", "ci_high", "ci_level", "n", "icc", "cluster_size")
CLUSTERED = frozenset(("icc", "cluster_size"))


def _columns(measures: tuple[Measure, ...]) -> tuple[str, ...]:
    """Every column that holds a number, those that measures are computed from among them."""
    return tuple(dict.fromkeys((*_GIVEN, *inputs(measures))))


def numbers(row: dict[str, str]) -> dict[str, float]:
    """The cells of a row that hold numbers. Raises BadInput for one that is not finite."""
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
    try:
        return _derived(row)
    except BadInput:
        raise
    except (ArithmeticError, ValueError):
        name, value = _furthest(numbers(row))
        raise BadInput(
            name,
            f"{value:g}",
            "no effect can be computed from a number of this size",
            "a number as it was reported",
        ) from None


def _furthest(given: dict[str, float]) -> tuple[str, float]:
    """The number that is furthest from 1, on either side."""
    return max(given.items(), key=lambda cell: abs(math.log(abs(cell[1]) or 1)))


def _derived(row: dict[str, str]) -> dict[str, str]:
    given = numbers(row)
    if given.get("se") == 0:
        del given["se"]
    exact_p(row.get("p_reported"))
    _possible(row["effect_type"], given)
    to = (row.get("convert_to") or "").strip()
    made = _effect(row, given)
    if made is None:
        return _converted(row, to, given, given.get("estimate"), given.get("se"), "") if to else {}
    estimate, se, note = made
    if float(row.get("se") or 1) == 0:
        note += "; the standard error of 0 was not used"
    if given.keys() >= CLUSTERED:
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


def ways_of(kind: str) -> tuple[Way, ...]:
    """How a kind of estimate is computed."""
    measure = MEASURES.get(kind)
    return measure.ways if measure else ()


def _effect(row: dict[str, str], given: dict[str, float]) -> tuple[float, float, str] | None:
    if "estimate" not in given:
        return _computed(row, given)
    if "se" in given:
        as_given = (given["estimate"], given["se"], "standard error as given")
        return as_given if given.keys() >= CLUSTERED else None
    if not (ways_of(row["effect_type"]) or of_ratios(row["effect_type"])):
        return None
    found = _precision(row, given)
    return found and (given["estimate"], *found)


def _computed(row: dict[str, str], given: dict[str, float]) -> tuple[float, float, str] | None:
    """By the first way whose inputs are all there; a ratio is written as one, its standard error on the log scale."""
    kind, sign = row["effect_type"], Direction(row["direction"]).sign
    sign = -sign if row.get("higher_is") == HigherIs.WORSE else sign
    p = exact_p(row.get("p_reported"))
    cells = given | ({"p_reported": p} if p is not None and 0 < p < 1 else {})
    for way in ways_of(kind):
        found = computed_by(way, cells, sign)
        if found:
            if of_ratios(kind):
                found = replace(found.noted(", written as a ratio"), estimate=math.exp(found.estimate))
            return found.estimate, found.se, found.derivation
    return None


def computed_by(way: Way, cells: dict[str, float], sign: int) -> EffectSize | None:
    """What one way gives; None where an input is missing."""
    if not way.inputs.keys() <= cells.keys():
        return None
    return way.formula(*(cells[name] for name in way.inputs), *([sign] if way.signed else []))


def _precision(row: dict[str, str], given: dict[str, float]) -> tuple[float, str] | None:
    """A standard error from the interval, or without one from an exact p, on the scale of analysis."""
    kind, p = row["effect_type"], exact_p(row.get("p_reported"))
    ratio = of_ratios(kind)
    df = freedom(kind, given)
    scale = " on the log scale" if ratio else ""
    how = "by the normal distribution" if df is None else f"by t with {df:g} degrees of freedom"
    if "ci_low" in given and "ci_high" in given:
        level = given.get("ci_level", 0.95)
        se = precision.se_from_ci(given["ci_low"], given["ci_high"], level, ratio, df)
        return se, f"standard error from the {100 * level:g} % interval{scale}, {how}"
    if p is None or not 0 < p < 1 or given["estimate"] == (1 if ratio else 0):
        return None
    se = precision.se_from_p(analysed(kind, given["estimate"]), p, df)
    return se, f"standard error{scale} from the exact p-value {p:g}, {how}"


def freedom(kind: str, given: dict[str, float]) -> float | None:
    """Degrees of freedom of an interval by t (Cochrane Handbook 6.5.2.3); None where it is by the normal distribution, or n is not known."""
    measure = MEASURES.get(kind)
    if measure is None or measure.lost is None:
        return None
    n = given["n_1"] + given["n_2"] if {"n_1", "n_2"} <= given.keys() else given.get("n", 0)
    return n - measure.lost if n > measure.lost else None


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
    if given.get("se", 1) < 0:
        raise BadInput("se", given["se"], "a standard error must not be negative", "above 0")
