"""What a rule may look at, and what it says: shared by every rule.

Intervals of proportions are exact (Clopper and Pearson 1934).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from evidence.extract.rows import EvidenceItem, Standing
from evidence.io import to_json
from evidence.synthesise.claim_rows import Side, SideOfStudy, Verdict
from evidence.synthesise.match import matcher


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verdict with the numbers it follows from and the rule in words."""

    verdict: Verdict
    text: str
    numbers: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a rule may look at: sides, counted items, and included studies by design code.

    `gone` are studies that are taken away to see what the verdict rests on. Look-ups go over all items once and are kept
    in `index`, so that asking again without a few studies costs next to nothing. A study is one vote and a case one unit;
    with `other_unit` each of a study's cases and reports is a vote (`reports`: how many it has), and a study a unit.
    """

    sides: list[SideOfStudy]
    items: list[EvidenceItem]
    studies_by_design: dict[str, set[str]]
    minimum_studies: int
    interval: float
    counts: Callable[[str, str], bool] = lambda standing, by: standing == Standing.COUNTED
    gone: frozenset[str] = frozenset()
    other_unit: bool = False
    reports: dict[str, int] = field(default_factory=dict)
    qualifying_against: bool = False
    by_share: float | None = None
    index: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def votes(self) -> tuple[int, int]:
        """How many of the counted studies (or cases and reports) are for, and how many against."""
        found: Counter[str] = Counter()
        for (standing, by, side, reports), n in self._alike().items():
            if self.counts(standing, by):
                found[side] += n * (reports if self.other_unit else 1)
        against = found[Side.AGAINST] + (found[Side.QUALIFIES] if self.qualifying_against else 0)
        return found[Side.FOR], against

    def _alike(self) -> Counter[tuple[str, str, str, int]]:
        """Studies that are there by what a balance can see of them: standing, who read them, side, reports."""
        if "sides" not in self.index:
            seen_as = {
                row.study_id: (
                    row.standing,
                    "rule" if row.by == "rule" else "person",
                    row.side,
                    self.reports.get(row.study_id, 1),
                )
                for row in self.sides
            }
            self.index["sides"] = (seen_as, Counter(seen_as.values()))
        seen_as, every = self.index["sides"]
        return every - Counter(seen_as[study] for study in self.gone if study in seen_as)

    def units(self, where: dict[str, Any], named: bool = False) -> set[str]:
        """Cases (or studies where there is no case) that have an item meeting `where`, with `named` one that a side names."""
        studies_of = self._looked_up(where, named)
        if not self.gone:
            return set(studies_of)
        lost = {unit for study in self.gone for unit in self._units_of(study)}
        return set(studies_of) - {unit for unit in lost if studies_of.get(unit, set()) <= self.gone}

    def studies(self, where: dict[str, Any]) -> set[str]:
        """Studies that have an item meeting `where`."""
        return set().union(*self._looked_up(where).values()) - self.gone

    def designed(self, codes: list[str]) -> set[str]:
        """Included studies of these design codes."""
        return set().union(*(self.studies_by_design.get(code, set()) for code in codes)) - self.gone

    def present(self) -> list[EvidenceItem]:
        return [item for item in self.items if item.study_id not in self.gone]

    def _looked_up(self, where: dict[str, Any], named: bool = False) -> dict[str, set[str]]:
        """Units that meet `where`, with the studies through which they do."""
        key = to_json([where, named])
        if key not in self.index:
            scope = {item for side in self.sides for item in side.items} if named else set()
            found: dict[str, set[str]] = defaultdict(set)
            met = matcher(where)
            for item in self.items:
                if (not named or item.item_id in scope) and met(item):
                    found[self._unit(item)].add(item.study_id)
            self.index[key] = dict(found)
        return self.index[key]

    def _unit(self, item: EvidenceItem) -> str:
        return item.study_id if self.other_unit else item.case_id or item.study_id

    def _units_of(self, study: str) -> set[str]:
        if "" not in self.index:
            found: dict[str, set[str]] = defaultdict(set)
            for item in self.items:
                found[item.study_id].add(self._unit(item))
            self.index[""] = dict(found)
        return self.index[""].get(study, set())


def interval_of(k: int, n: int, level: float) -> tuple[float, float]:
    """The exact (Clopper-Pearson) interval of k of n, by quantiles of the beta distribution."""
    from scipy.special import betaincinv

    tail = (1 - level) / 2
    low = float(betaincinv(k, n - k + 1, tail)) if k else 0.0
    high = float(betaincinv(k + 1, n - k, 1 - tail)) if k < n else 1.0
    return low, high


def counted_items(items: list[EvidenceItem], with_claims: bool = False) -> list[EvidenceItem]:
    """Items that rules may count; with the claims under test only to show what they would do."""
    allowed = (Standing.COUNTED, Standing.CLAIM_UNDER_TEST) if with_claims else (Standing.COUNTED,)
    return [item for item in items if item.standing in allowed]
