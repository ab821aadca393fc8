"""Parameters of fit (Ragin 2006; Schneider and Wagemann 2012)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FitParameters:
    """Of a sufficient term: consistency (inclS), PRI, raw coverage (covS); unique coverage (covU) where there are others."""

    consistency: float
    pri: float
    coverage: float
    unique: float | None = None


@dataclass(frozen=True, slots=True)
class Necessity:
    """Consistency (inclN), relevance (RoN) and coverage (covN) of a condition as necessary for the outcome."""

    consistency: float
    relevance: float
    coverage: float


def _share(part: float, whole: float) -> float:
    """A share; nothing of nothing is 0 and never a crash."""
    return part / whole if whole > 0 else 0.0


def sufficiency(x: Sequence[float], y: Sequence[float]) -> FitParameters:
    """How far X is within Y; PRI leaves out what X shares with both Y and its absence."""
    both = sum(map(min, x, y))
    torn = sum(min(a, b, 1 - b) for a, b in zip(x, y, strict=True))
    return FitParameters(_share(both, sum(x)), _share(both - torn, sum(x) - torn), _share(both, sum(y)))


def unique_coverage(term: Sequence[float], others: Sequence[float], y: Sequence[float]) -> float:
    """What the term covers of Y and no other term does."""
    whole = sum(min(max(a, b), c) for a, b, c in zip(term, others, y, strict=True))
    return _share(whole - sum(map(min, others, y)), sum(y))


def necessity(x: Sequence[float], y: Sequence[float]) -> Necessity:
    """How far Y is within X, and how far that is not trivial (relevance, Schneider and Wagemann 2012)."""
    both = sum(map(min, x, y))
    return Necessity(
        _share(both, sum(y)),
        _share(sum(1 - a for a in x), sum(1 - min(a, b) for a, b in zip(x, y, strict=True))),
        _share(both, sum(x)),
    )
