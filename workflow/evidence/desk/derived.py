"""What the numbers of an effect give: its estimate with its interval, as the build will compute it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from evidence.extract.derive import derive, freedom, numbers
from evidence.measures import MEASURES, BadInput, analysed, in_words, inputs, is_ratio, of_ratios
from evidence.measures.precision import quantile

_LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Derived:
    """`estimate`, `low`, `high` stand on the scale of `kind`, a ratio as a ratio; `se` on the scale of analysis, which is the log of a ratio.

    `null`: the value of no difference on that scale. `how`: how it was computed, blank where all stands as it was given.
    """

    kind: str
    label: str
    estimate: float
    se: float | None
    low: float | None
    high: float | None
    null: float
    direction: str
    how: str

    def sentence(self) -> str:
        """The result as a reader would have it: `odds ratio 0.47 (95 % interval 0.16 to 1.44)`."""
        reach = (
            "without a standard error, so that it cannot be pooled"
            if self.low is None or self.high is None
            else f"(95 % interval {_short(self.low)} to {_short(self.high)})"
        )
        return f"{self.label} {_short(self.estimate)} {reach}"


def derived(cells: Mapping[str, str]) -> Derived | None:
    """The estimate that a row gives; None while there is none. `cells`: those of a row of effects, numbers among them that keep the rules
    of their columns. Raises BadInput for numbers that cannot be true."""
    row = {"direction": "", "effect_type": "", **cells}
    if not row["effect_type"]:
        return None
    found = {**row, **derive(row)}
    given = numbers(found)
    if "estimate" not in given:
        return None
    kind, estimate, se = found["effect_type"], given["estimate"], given.get("se") or None
    low, high = given.get("ci_low"), given.get("ci_high")
    known = kind in MEASURES
    if (low is None or high is None or given.get("ci_level", _LEVEL) != _LEVEL) and se and known:
        middle, reach = analysed(kind, estimate), quantile(_LEVEL, freedom(kind, given)) * se
        low, high = (_shown(kind, middle + sign * reach) for sign in (-1, 1))
    return Derived(
        kind=kind,
        label=named(kind),
        estimate=estimate,
        se=se,
        low=low,
        high=high,
        null=1.0 if of_ratios(kind) else 0.0,
        direction=str(found.get("direction") or ""),
        how=found.get("derivation", ""),
    )


def named(kind: str) -> str:
    """A kind of estimate as it is to be typed: a ratio is one, and the log of it another.

    >>> named("odds_ratio"), named("log_odds_ratio"), named("risk_difference")
    ('odds ratio', 'log odds ratio', 'risk difference')
    """
    return in_words(kind) if of_ratios(kind) or not is_ratio(kind) else f"log {in_words(kind)}"


def lacking(cells: Mapping[str, str]) -> str:
    """What is still to be given before anything can be computed, of the way of which most is there; nothing where an estimate stands."""
    kind = cells.get("effect_type") or ""
    measure = MEASURES.get(kind)
    given = {name for name in (*MEASURES.once(inputs), "p_reported") if (cells.get(name) or "").strip()}
    if measure is None or (cells.get("estimate") or "").strip():
        return ""
    begun = [way.inputs for way in measure.ways if given & way.inputs.keys()]
    if not begun:
        return ""
    nearest = max(begun, key=lambda way: (len(given & way.keys()), -len(way)))
    missing = [name for name in nearest if name not in given]
    return f"still to give: {', '.join(missing)}" if missing else ""


def starts(kind: str) -> list[tuple[str, ...]]:
    """The columns from which a kind of estimate is computed, one tuple for each way."""
    measure = MEASURES.get(kind)
    return [tuple(way.inputs) for way in measure.ways] if measure else []


def _shown(kind: str, value: float) -> float:
    return math.exp(value) if of_ratios(kind) else value


def _short(number: float) -> str:
    """Three significant figures, without the exponent where it can be read without.

    >>> _short(0.47368), _short(1234.5), _short(2.0)
    ('0.474', '1234', '2')
    """
    return f"{number:.0f}" if abs(number) >= 1000 else f"{number:.3g}"


__all__ = ["BadInput", "Derived", "derived", "lacking", "starts"]
