"""What a rule may look at, and what it says: shared by every rule.

Intervals of proportions are exact (Clopper and Pearson 1934), as the Cochrane Handbook 12.2.2.1
advises for vote counting by direction of effect.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from evidence.records import EvidenceItem, SideOfStudy, Standing, Verdict
from evidence.synthesise.match import matches


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verdict with the numbers it follows from and the rule in words."""

    verdict: Verdict
    text: str
    numbers: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a rule may look at: sides, counted items, and included studies by design code."""

    sides: list[SideOfStudy]
    items: list[EvidenceItem]
    studies_by_design: dict[str, set[str]]
    minimum_studies: int
    interval: float
    counted: Callable[[SideOfStudy], bool] = lambda side: side.counted


def interval_of(k: int, n: int, level: float) -> tuple[float, float]:
    """The exact (Clopper-Pearson) interval of k of n, through scipy."""
    from scipy.stats import binomtest

    interval = binomtest(k, n).proportion_ci(confidence_level=level, method="exact")
    return float(interval.low), float(interval.high)


def units(items: list[EvidenceItem], where: dict[str, Any]) -> set[str]:
    """Cases (or studies where there is no case) that have an item meeting `where`."""
    return {item.case_id or item.study_id for item in items if matches(item, where)}


def counted_items(items: list[EvidenceItem], with_claims: bool = False) -> list[EvidenceItem]:
    """Items that rules may count; with the claims under test only to show what they would do."""
    allowed = (Standing.COUNTED, Standing.CLAIM_UNDER_TEST) if with_claims else (Standing.COUNTED,)
    return [item for item in items if item.standing in allowed]
