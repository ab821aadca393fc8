"""Everything that the stages handed on, with the look-ups that pages need."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from evidence.brief.checklists.items import Checklist
from evidence.codebook import Codebook
from evidence.glossary import Term
from evidence.propositions import Proposition, Propositions
from evidence.records import (
    Appraisal,
    CaseCondition,
    CerqualComponent,
    Certainty,
    Charted,
    Confounding,
    Cooccurrence,
    Deviant,
    DirectionCount,
    EvidenceItem,
    FileCount,
    Finding,
    GradeDomain,
    Label,
    LedgerRow,
    MapCell,
    MaybePair,
    Membership,
    Pool,
    PoolAnalysis,
    PoolCertainty,
    PoolStudy,
    QcaCase,
    QcaImplicant,
    QcaNecessity,
    QcaRobustness,
    QcaRow,
    QcaTerm,
    Quarantined,
    Record,
    Remark,
    Saturation,
    Screen,
    Screening,
    SideOfStudy,
    SignTest,
    StudyAppraisal,
    StudyDirection,
    StudyLink,
    Universe,
    Work,
    WorkLink,
)


@dataclass(frozen=True)
class Tables:
    """One review, complete. Lists are in the order in which the stages wrote them."""

    config: dict[str, Any]
    codebook: Codebook
    claims: Propositions
    searches: dict[str, Any]
    records: list[Record]
    quarantine: list[Quarantined]
    counts: list[FileCount]
    works: list[Work]
    memberships: list[Membership]
    study_links: list[StudyLink]
    links: list[WorkLink]
    maybe: list[MaybePair]
    screening: list[Screening]
    agreement: dict[str, Any]
    ledger: list[LedgerRow]
    labels: list[Label]
    evaluation: dict[str, Any]
    items: list[EvidenceItem]
    set_aside: list[Quarantined]
    appraisals: list[Appraisal]
    directions: list[DirectionCount]
    study_directions: list[StudyDirection]
    sign_tests: list[SignTest]
    themes: list[Charted]
    cooccurrence: list[Cooccurrence]
    saturation: list[Saturation]
    deviant: list[Deviant]
    cells: list[MapCell]
    pools: list[Pool]
    pool_studies: list[PoolStudy]
    pool_analyses: list[PoolAnalysis]
    sides: list[SideOfStudy]
    findings: list[Finding]
    universes: list[Universe]
    case_conditions: list[CaseCondition]
    qca_cases: list[QcaCase]
    qca_rows: list[QcaRow]
    qca_terms: list[QcaTerm]
    qca_chart: list[QcaImplicant]
    qca_necessity: list[QcaNecessity]
    qca_robustness: list[QcaRobustness]
    confounding: list[Confounding]
    appraised: list[StudyAppraisal]
    cerqual: list[CerqualComponent]
    grade: list[GradeDomain]
    pool_certainty: list[PoolCertainty]
    certainty: list[Certainty]
    remarks: list[Remark]
    checklists: list[Checklist]
    glossary: list[Term]

    @cached_property
    def work(self) -> dict[str, Work]:
        return {work.work_id: work for work in self.works}

    @cached_property
    def item(self) -> dict[str, EvidenceItem]:
        return {item.item_id: item for item in self.items}

    @cached_property
    def screened(self) -> dict[str, Screening]:
        return {row.work_id: row for row in self.screening}

    @cached_property
    def included(self) -> list[Work]:
        return [w for w in self.works if self.screened[w.work_id].decision == Screen.INCLUDE]

    @cached_property
    def accepted(self) -> dict[str, list[Label]]:
        """Accepted labels by work, whoever gave them."""
        return self._by_work([label for label in self.labels if label.counts(machine_too=True)])

    @cached_property
    def counted_codes(self) -> dict[str, list[Label]]:
        """The labels that place a work in the map and on the pages of forms and fields."""
        machine_too = self.config["synthesise"].get("count_machine_codes", False)
        return self._by_work([label for label in self.labels if label.counts(machine_too)])

    @staticmethod
    def _by_work(labels: list[Label]) -> dict[str, list[Label]]:
        found: dict[str, list[Label]] = defaultdict(list)
        for label in labels:
            found[label.work_id].append(label)
        return found

    @cached_property
    def sides_of(self) -> dict[str, list[SideOfStudy]]:
        found: dict[str, list[SideOfStudy]] = defaultdict(list)
        for side in self.sides:
            found[side.proposition].append(side)
        return found

    @cached_property
    def used_in(self) -> dict[str, list[SideOfStudy]]:
        """The sides that rest on a work, by work."""
        found: dict[str, list[SideOfStudy]] = defaultdict(list)
        for side in self.sides:
            works = {side.work_id, *(self.item[i].work_id for i in side.items if i in self.item)}
            for work_id in sorted(works - {""}):
                found[work_id].append(side)
        return found

    @cached_property
    def finding(self) -> dict[str, Finding]:
        return {finding.proposition: finding for finding in self.findings}

    @cached_property
    def certain(self) -> dict[str, Certainty]:
        return {row.proposition: row for row in self.certainty}

    @cached_property
    def proposition(self) -> dict[str, Proposition]:
        return {p.id: p for p in self.claims.items}

    def numbers(self, proposition: str) -> dict[str, Any]:
        return json.loads(self.finding[proposition].numbers)
