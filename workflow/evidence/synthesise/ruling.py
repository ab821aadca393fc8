"""What a rule may look at, and what it says: shared by every rule.

Intervals of proportions are exact (Clopper and Pearson 1934).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from evidence.extract.rows import EvidenceItem, Standing
from evidence.io import to_json
from evidence.side_words import TAKEN, Directness, Side
from evidence.synthesise.bodies import Body, bodies
from evidence.synthesise.claim_rows import SideOfStudy, Verdict
from evidence.synthesise.match import matcher


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verdict with the numbers it follows from and the rule in words.

    `tested`: how many of what the rule counts its test had; `missing`: what it lacks where the claim is not tested, for
    rules that do not count sides. `score`: a number that falls as the claim loses, by which a search for the fewest studies
    that turn the verdict is guided.
    """

    verdict: Verdict
    text: str
    numbers: dict[str, Any] = field(default_factory=dict)
    tested: int = 0
    missing: str = ""
    score: float = 0.0


class Unit(StrEnum):
    """What is one vote, and in comparisons of cases what is one unit."""

    OWN = "as configured"
    STUDY = "each study"
    REPORT = "each case or report"


class Votes(NamedTuple):
    """Votes for, against and qualifying."""

    n_for: int
    n_against: int
    n_qualifies: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a rule may look at: sides, counted items, and included studies by design code.

    A vote is an independent body of evidence that takes a side and speaks directly (`bears`); with another `unit` each
    study, or each case and report of one (`reports`: how many it has). A case is one unit, with `Unit.STUDY` a study.
    `gone` are studies that are taken away. Look-ups go over all items once and are kept in `index`, so that asking again
    without a few studies costs next to nothing. `majority`: the share of votes, or level of an interval, from which the
    evidence leans one way.
    """

    sides: list[SideOfStudy]
    items: list[EvidenceItem]
    studies_by_design: dict[str, set[str]]
    minimum_studies: int
    interval: float
    counts: Callable[[SideOfStudy], bool] = lambda row: row.standing == Standing.COUNTED
    bears: frozenset[Directness] = frozenset({Directness.DIRECT})
    gone: frozenset[str] = frozenset()
    unit: Unit = Unit.OWN
    reports: dict[str, int] = field(default_factory=dict)
    qualifying_against: bool = False
    majority: float = 2 / 3
    index: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def speaking(self) -> list[SideOfStudy]:
        """The sides that bear on the test. The claim itself bears wherever it counts, to show what it would do."""
        return [
            row
            for row in self.sides
            if row.side in TAKEN
            and row.study_id not in self.gone
            and (row.directness in self.bears or row.standing == Standing.CLAIM_UNDER_TEST)
            and self.counts(row)
        ]

    def bodies(self) -> list[Body]:
        """The independent bodies of evidence that bear on the test."""
        return bodies(self.speaking())

    def votes(self) -> Votes:
        """Votes for, against and qualifying, of what bears on the test."""
        found: Counter[Side] = Counter()
        if self.unit == Unit.OWN:
            found.update(body.side for body in self.bodies())
        else:
            for row in self.speaking():
                found[row.side] += self.reports.get(row.study_id, 1) if self.unit == Unit.REPORT else 1
        n_for, n_against, n_qualifies = (found[side] for side in (Side.FOR, Side.AGAINST, Side.QUALIFIES))
        return (
            Votes(n_for, n_against + n_qualifies, 0)
            if self.qualifying_against
            else Votes(n_for, n_against, n_qualifies)
        )

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
        key = to_json([where, named, self.unit])
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
        return item.study_id if self.unit == Unit.STUDY else item.case_id or item.study_id

    def _units_of(self, study: str) -> set[str]:
        if self.unit not in self.index:
            found: dict[str, set[str]] = defaultdict(set)
            for item in self.items:
                found[item.study_id].add(self._unit(item))
            self.index[self.unit] = dict(found)
        return self.index[self.unit].get(study, set())


@lru_cache(maxsize=20_000)
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
