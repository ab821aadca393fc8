"""One finding for each claim: its sides, its verdict by rule, and what the verdict rests on."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from evidence.classify.rows import Label
from evidence.codebook import Codebook
from evidence.extract.rows import EvidenceItem, Standing
from evidence.extract.stage import Library
from evidence.io import to_json
from evidence.propositions import Proposition, Propositions
from evidence.screen.rows import Screen
from evidence.synthesise.claim_rows import Finding, Side, SideOfStudy, Universe
from evidence.synthesise.decisions import SideDecision
from evidence.synthesise.multiverse import choices, in_universe, rule_there, universes
from evidence.synthesise.robustness import flip_set
from evidence.synthesise.rules import ruling_on
from evidence.synthesise.ruling import Evidence, Ruling, counted_items
from evidence.synthesise.sides import readings, sides

_SIDE = (
    "proposition",
    "study_id",
    "side",
    "counted",
    "standing",
    "by",
    "reason",
    "items",
    "directness",
    "compares",
    "body",
)
_ITEM = (
    "item_id",
    "standing",
    "role",
    "outcome",
    "direction",
    "effect_type",
    "estimate",
    "se",
    "ci_low",
    "ci_high",
)
"""What a judgement rests on: of the side of each study, and of each item that it speaks through."""


@dataclass(frozen=True, slots=True)
class Found:
    finding: Finding
    sides: list[SideOfStudy]
    universes: list[Universe]


class Claims:
    """Everything that any claim is judged by. `remarks` are about people's readings that could not be used."""

    def __init__(
        self,
        items: list[EvidenceItem],
        books: Library,
        labels: list[Label],
        codebook: Codebook,
        propositions: Propositions,
        decisions: Iterable[SideDecision],
        count_machine_codes: bool,
    ) -> None:
        self.items, self.books, self.propositions = items, books, propositions
        self.place = {item.item_id: item.case_id or item.work_id for item in items}
        self.read, self.remarks = readings(decisions, books.mentions, books.work_of, books.works)
        self.designs = _studies_by_design(
            [label for label in labels if label.counts(count_machine_codes)], books, codebook
        )
        self.with_machine = _studies_by_design([x for x in labels if x.counts(True)], books, codebook)

    def sides(self, proposition: Proposition) -> list[SideOfStudy]:
        return sides(
            proposition,
            self.items,
            self.read.get(proposition.id, []),
            self.books.screening,
            self.propositions.directness,
        )

    def find(self, proposition: Proposition) -> Found:
        """The finding with the fewest studies that turn it and the analyses in which it holds."""
        rows = self.sides(proposition)
        finding = _finding(proposition, rows, self.items, self.designs, self.propositions)
        evidence = _evidence(rows, self.items, self.designs, self.propositions)
        fewest, other = flip_set(proposition, evidence)
        own = universes(proposition, self._with_reports(evidence), self.items, self.with_machine)
        holds = sum(row.verdict == finding.verdict for row in own)
        finding = replace(finding, flip_set=fewest, flip_to=other, holds_in=holds, universes=len(own))
        return Found(finding, rows, own)

    def rerun(self, universe_id: str) -> tuple[dict[str, str], Ruling, Ruling]:
        """One universe once more: its choices, what the rule says there, and what it says as configured.

        Raises KeyError for an id that no universe has.
        """
        for proposition in self.propositions.items:
            choice = dict(choices(proposition)).get(universe_id)
            if choice is not None:
                rows = self.sides(proposition)
                evidence = _evidence(rows, self.items, self.designs, self.propositions)
                there = in_universe(self._with_reports(evidence), choice, self.items, self.with_machine)
                felt = {name: taken for name, taken in choice.items() if taken}
                return felt, rule_there(proposition, choice, there), ruling_on(proposition, evidence)
        raise KeyError(universe_id)

    def _with_reports(self, evidence: Evidence) -> Evidence:
        """With the number of cases and reports through which each study speaks."""
        spoken = {
            row.study_id: {self.place[i] for i in row.items if i in self.place} for row in evidence.sides
        }
        return replace(
            evidence, reports={study: max(1, len(places)) for study, places in spoken.items()}, index={}
        )


def _studies_by_design(labels: list[Label], books: Library, codebook: Codebook) -> dict[str, set[str]]:
    """Included studies by their accepted study-design code."""
    designs: dict[str, set[str]] = defaultdict(set)
    facets = {facet.id for facet in codebook.with_role("design")}
    for label in labels:
        included = books.screening[label.work_id].decision == Screen.INCLUDE
        if label.facet in facets and included:
            designs[label.code].add(books.works[label.work_id].study_id)
    return designs


def lean(n_for: int, n_against: int) -> str:
    """Which way the studies lean, in words bound to the share that is for."""
    n = n_for + n_against
    if not n:
        return ""
    share = n_for / n
    if share == 0.5:
        return "evenly split"
    if share > 0.5:
        return "mostly for" if share >= 2 / 3 else "more for than against"
    return "mostly against" if share <= 1 / 3 else "more against than for"


def _evidence(
    rows: list[SideOfStudy],
    items: list[EvidenceItem],
    designs: dict[str, set[str]],
    settings: Propositions,
    with_claims: bool = False,
) -> Evidence:
    counted = {Standing.COUNTED} | ({Standing.CLAIM_UNDER_TEST} if with_claims else set())
    return Evidence(
        rows,
        counted_items(items, with_claims),
        designs,
        settings.minimum_studies,
        settings.interval,
        lambda standing, by: standing in counted,
    )


def _finding(
    proposition: Proposition,
    rows: list[SideOfStudy],
    items: list[EvidenceItem],
    designs: dict[str, set[str]],
    settings: Propositions,
) -> Finding:
    def ruling(with_claims: bool) -> Ruling:
        return ruling_on(proposition, _evidence(rows, items, designs, settings, with_claims))

    own, with_claims = ruling(False), ruling(True)
    taken = [row.side for row in rows if row.counted]
    n_for, n_against = taken.count(Side.FOR), taken.count(Side.AGAINST)
    return Finding(
        proposition=proposition.id,
        rule=proposition.rule["kind"],
        rule_text=own.text,
        verdict=own.verdict,
        lean=lean(n_for, n_against),
        n_for=n_for,
        n_against=n_against,
        n_qualifies=taken.count(Side.QUALIFIES),
        n_silent=taken.count(Side.SILENT),
        n_shown_only=sum(row.standing == Standing.SHOWN_ONLY for row in rows),
        n_claims=sum(row.standing == Standing.CLAIM_UNDER_TEST for row in rows),
        share_for=n_for / (n_for + n_against) if n_for + n_against else None,
        ci_low=own.numbers.get("ci_low"),
        ci_high=own.numbers.get("ci_high"),
        numbers=to_json(own.numbers),
        with_claims=to_json({"verdict": with_claims.verdict, "numbers": with_claims.numbers}),
        caution=proposition.caution,
        evidence_hash=evidence_hash(proposition, rows, items),
        flip_set=(),
        flip_to="",
        holds_in=0,
        universes=0,
    )


def evidence_hash(proposition: Proposition, rows: list[SideOfStudy], items: list[EvidenceItem]) -> str:
    """Twelve hex digits that change when the rule, or what any study under the finding says, changes.

    How a study is cited, and by which of its works, is left out: a fuller description of a work that was known judges
    nothing anew.
    """
    spoken = {item for row in rows for item in row.items}
    sides = [[getattr(row, name) for name in _SIDE] for row in rows]
    values = [[getattr(item, name) for name in _ITEM] for item in items if item.item_id in spoken]
    content = to_json([proposition.rule, sorted(sides), sorted(values, key=lambda v: v[0])])
    return hashlib.sha256(content.encode()).hexdigest()[:12]
