"""Derive: estimate and standard error of a coded row from its raw inputs, and what contradicts what.

Estimates stay on the outcome's own scale: no sign is turned. `higher_is` says which sign is a benefit,
and the blank direction of a derived row follows from the two.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from evidence.extract.effect_sizes import (
    BadInput,
    EffectSize,
    clustering,
    convert,
    correlation,
    means,
    precision,
    proportions,
    rates,
    statistics,
)
from evidence.extract.effect_sizes import two_by_two as two
from evidence.extract.effect_sizes.scales import RATIOS, analysed
from evidence.extract.rows import Direction, HigherIs

_EVENTS = ("events_1", "n_1", "events_2", "n_2")
_MEANS = ("mean_1", "sd_1", "n_1", "mean_2", "sd_2", "n_2")
_CHANGE = ("mean_1", "sd_1", "mean_2", "sd_2", "n", "r")
_TIMES = ("events_1", "time_1", "events_2", "time_2")
# effect_type → ways to compute it, the first whose inputs are all there is taken
MEASURES: dict[str, list[tuple[tuple[str, ...], Callable[..., EffectSize]]]] = {
    "log_odds_ratio": [(_EVENTS, two.log_odds_ratio)],
    "log_risk_ratio": [(_EVENTS, two.log_risk_ratio)],
    "risk_difference": [(_EVENTS, two.risk_difference)],
    "phi": [(_EVENTS, two.phi)],
    "yule_q": [(_EVENTS, two.yule_q)],
    "yule_y": [(_EVENTS, two.yule_y)],
    "mean_difference": [(_MEANS, means.mean_difference)],
    "smd": [(_MEANS, means.hedges_g), (("t", "n_1", "n_2"), statistics.g_from_t)],
    "log_ratio_of_means": [(_MEANS, means.log_ratio_of_means)],
    "mean_change": [(_CHANGE, means.change)],
    "standardised_mean_change": [(_CHANGE, means.standardised_change)],
    "correlation": [(("r", "n"), correlation.correlation), (("t", "n"), statistics.r_from_t)],
    "fisher_z": [(("r", "n"), correlation.fisher_z), (("t", "n"), statistics.z_from_t)],
    "log_rate_ratio": [(_TIMES, rates.log_rate_ratio)],
    "rate_difference": [(_TIMES, rates.rate_difference)],
    "proportion": [(("events_1", "n_1"), proportions.proportion)],
    "logit_proportion": [(("events_1", "n_1"), proportions.logit)],
    "double_arcsine": [(("events_1", "n_1"), proportions.double_arcsine)],
}
_RAW = frozenset(f"{name}_{arm}" for name in ("events", "time", "mean", "sd") for arm in (1, 2)) | {
    "r",
    "t",
    "f",
}
_NUMBERS = (
    "estimate",
    "se",
    "ci_low",
    "ci_high",
    "ci_level",
    "n",
    "r",
    "t",
    "f",
    "icc",
    "cluster_size",
) + tuple(f"{name}_{arm}" for name in ("events", "n", "time", "mean", "sd") for arm in (1, 2))


def _numbers(row: dict[str, str]) -> dict[str, float]:
    found = {}
    for name in _NUMBERS:
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
    if row.get("higher_is") and not row["direction"].strip() and estimate:
        better = (estimate > 0) == (row["higher_is"] == HigherIs.BETTER)
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
    arms = convert.share(given["n_1"], given["n_2"]) if {"n_1", "n_2"} <= given.keys() else 4
    own = analysed(kind, estimate)
    found = convert.convert(kind, to, own, se, arms)
    was = f"{found.derivation} (was {kind} {estimate:g}, standard error {se:g})"
    return {
        "effect_type": to, "estimate": repr(found.estimate), "se": repr(found.se), "ci_low": "", "ci_high": "",
        "derivation": "; ".join(filter(None, [note, was])),
    }  # fmt: skip


def _effect(row: dict[str, str], given: dict[str, float]) -> tuple[float, float, str] | None:
    kind, both = row["effect_type"], "ci_low" in given and "ci_high" in given
    if "estimate" not in given:
        for names, formula in MEASURES.get(kind, ()):
            if all(name in given for name in names):
                found = formula(*(given[name] for name in names))
                return found.estimate, found.se, found.derivation
        sign = Direction(row["direction"]).sign
        if kind == "smd" and {"f", "n_1", "n_2"} <= given.keys():
            sign = -sign if row.get("higher_is") == HigherIs.WORSE else sign
            found = statistics.g_from_f(given["f"], given["n_1"], given["n_2"], sign)
            return found.estimate, found.se, f"{found.derivation}; t is the root of F"
        p = exact_p(row.get("p_reported"))
        if kind == "smd" and p is not None and 0 < p < 1 and sign and {"n_1", "n_2"} <= given.keys():
            sign = -sign if row.get("higher_is") == HigherIs.WORSE else sign
            found = statistics.g_from_p(p, given["n_1"], given["n_2"], sign)
            return found.estimate, found.se, f"{found.derivation}; t from the exact p-value {p:g}"
        return None
    if "se" in given or kind not in MEASURES and kind not in RATIOS:
        return None
    p = exact_p(row.get("p_reported"))
    if not both and p is not None and 0 < p < 1 and given["estimate"] != (1 if kind in RATIOS else 0):
        se = precision.se_from_p(analysed(kind, given["estimate"]), f"{p!r}")
        scale = " on the log scale" if kind in RATIOS else ""
        return (
            given["estimate"],
            se,
            f"standard error{scale} from the exact p-value {p:g}, by the normal distribution",
        )
    if not both:
        return None
    level = given.get("ci_level", 0.95)
    se = precision.se_from_ci(given["ci_low"], given["ci_high"], level, log=kind in RATIOS)
    scale = " on the log scale" if kind in RATIOS else ""
    note = f"standard error from the {100 * level:g} % interval{scale}, by the normal distribution"
    return given["estimate"], se, note


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
        if kind in RATIOS and given.get(name, 1) <= 0:
            raise BadInput(name, given[name], "a ratio must be above zero", "above 0")
    if given.get("se", 1) <= 0:
        raise BadInput("se", given["se"], "a standard error must be above zero", "above 0")


def contradictions(row: dict[str, str]) -> list[tuple[str, str, str, str]]:
    """(field, value, problem, remedy) of cells of a usable row that do not fit one another."""
    given, found = _numbers(row), []
    sign = given.get("estimate", 0) - (1 if row["effect_type"] in RATIOS else 0)
    if row.get("higher_is") and sign and "estimate" in given and Direction(row["direction"]).sign:
        better = (sign > 0) == (row["higher_is"] == HigherIs.BETTER)
        if better != (row["direction"] == Direction.POSITIVE):
            problem = f"the direction does not fit the sign, as a higher value is {row['higher_is']}"
            found.append(("direction", row["direction"], problem, "correct direction, sign or higher_is"))
    if "derivation" not in row and {"se", "ci_low", "ci_high"} <= given.keys():
        found.extend(_misfit(row, given))
    return found + _unused(row, given)


def _unused(row: dict[str, str], given: dict[str, float]) -> list[tuple[str, str, str, str]]:
    """Raw inputs from which nothing was computed, or that give another estimate than the row has."""
    raw = sorted(_RAW & given.keys())
    if not raw or row.get("derivation"):
        return []
    kind, ways = row["effect_type"], MEASURES.get(row["effect_type"], [])
    if not ways:
        remedy = f"leave the raw inputs out, or name a measure: {', '.join(MEASURES)}"
        return [
            (
                "effect_type",
                kind,
                f"nothing is computed from {', '.join(raw)} for this kind of estimate",
                remedy,
            )
        ]
    for names, formula in ways:
        if all(name in given for name in names):
            found = formula(*(given[name] for name in names))
            off = abs(found.estimate - given["estimate"])
            if off <= _rounding(row["estimate"]) + 0.01 * abs(found.estimate):
                return []
            problem = f"the raw inputs give {found.estimate:.4g}"
            return [
                ("estimate", row["estimate"], problem, "correct one of them, or leave the estimate blank")
            ]
    if "estimate" in given:
        return []
    wanted = "; or ".join(", ".join(n for n in names if n not in given) for names, _ in ways)
    return [
        (raw[0], row[raw[0]], "the raw inputs are not complete, so that nothing is computed", f"add {wanted}")
    ]


def _misfit(row: dict[str, str], given: dict[str, float]) -> list[tuple[str, str, str, str]]:
    """A standard error further from its interval than the rounding of the two, and 5 %, allow."""
    low, high, se = given["ci_low"], given["ci_high"], given["se"]
    slack = (
        (_rounding(row["ci_low"]) / low + _rounding(row["ci_high"]) / high)
        if row["effect_type"] in RATIOS
        else _rounding(row["ci_low"]) + _rounding(row["ci_high"])
    )
    width = math.log(high / low) if row["effect_type"] in RATIOS else high - low
    twice = 2 * precision.quantile(given.get("ci_level", 0.95))
    if abs(width / twice - se) <= slack / twice + _rounding(row["se"]) + 0.05 * se:
        return []
    problem = f"the interval has a standard error of {width / twice:.4g} by the normal distribution"
    return [("se", row["se"], problem, "correct the standard error, the interval or ci_level")]


def _rounding(cell: str) -> float:
    """Half a unit of the last decimal written."""
    return 0.5 * 10.0 ** -len(cell.strip().partition(".")[2])
