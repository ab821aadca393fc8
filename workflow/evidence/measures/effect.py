"""What every formula returns, what it raises, and the checks that they share."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace


class BadInput(ValueError):
    """A number from which no effect can be computed: which field, its value, what is allowed."""

    def __init__(self, field: str, value: object, problem: str, allowed: str) -> None:
        self.field, self.value, self.problem, self.allowed = field, value, problem, allowed
        super().__init__(f"{field} = {value}: {problem}; allowed: {allowed}")


@dataclass(frozen=True, slots=True)
class EffectSize:
    """An estimate with its standard error, on the same scale; `derivation` says how it was made."""

    estimate: float
    se: float
    derivation: str

    @property
    def variance(self) -> float:
        return self.se**2

    def noted(self, more: str) -> EffectSize:
        """The same with more said of how it was made."""
        return replace(self, derivation=self.derivation + more)


def made(estimate: float, variance: float, derivation: str) -> EffectSize:
    """Raises BadInput where the variance is not a positive number (a silent number otherwise)."""
    if not (math.isfinite(estimate) and math.isfinite(variance) and variance > 0):
        raise BadInput("variance", variance, "no variance can be computed from these numbers", "above 0")
    return EffectSize(estimate, math.sqrt(variance), derivation)


def finite(**numbers: float) -> None:
    for name, value in numbers.items():
        if not math.isfinite(value):
            raise BadInput(name, value, "not a finite number", "a finite number")


def positive(**numbers: float) -> None:
    finite(**numbers)
    for name, value in numbers.items():
        if value <= 0:
            raise BadInput(name, value, "must be above zero", "above 0")


def not_negative(**numbers: float) -> None:
    finite(**numbers)
    for name, value in numbers.items():
        if value < 0:
            raise BadInput(name, value, "must not be negative", "0 or more")


def at_least(least: int, **numbers: float) -> None:
    finite(**numbers)
    for name, value in numbers.items():
        if value < least:
            raise BadInput(name, value, "the group is too small", f"{least} or more")


def between(low: float, high: float, **numbers: float) -> None:
    """Strictly between."""
    finite(**numbers)
    for name, value in numbers.items():
        if not low < value < high:
            raise BadInput(name, value, "outside its range", f"above {low:g} and below {high:g}")


def correction(df: float) -> float:
    """Hedges' exact small-sample correction J(df), by the gamma function (Hedges 1981)."""
    at_least(2, df=df)
    return math.exp(math.lgamma(df / 2) - math.log(math.sqrt(df / 2)) - math.lgamma((df - 1) / 2))
