"""One finding for each claim: its sides, its verdict by rule, and what the verdict rests on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from evidence.appraise.risks import Risks
from evidence.appraise.rows import StudyAppraisal
from evidence.classify.rows import Label
from evidence.codebook import Codebook
from evidence.extract.rows import EvidenceItem, Standing
from evidence.extract.side_readings import SideDecision, readings
from evidence.extract.stage import Library
from evidence.fingerprints import digits
from evidence.io import to_json
from evidence.propositions import Proposition, Propositions
from evidence.screen.rows import Screen
from evidence.side_words import Directness, Side
from evidence.synthesise.axes import LEANS, amount
from evidence.synthesise.bodies import bodies
from evidence.synthesise.claim_rows import Finding, Lean, SideOfStudy, Subgroup, Universe
from evidence.synthesise.missing import nothing_direct
from evidence.synthesise.multiverse import Field
from evidence.synthesise.restrictions import numbers_by_sign, restrictions
from evidence.synthesise.robustness import flip
from evidence.synthesise.rules import rule_of, ruling_on
from evidence.synthesise.ruling import Evidence, Ruling, counted_items, interval_of
from evidence.synthesise.sampled import exports_of, sampled, unknown_exports
from evidence.synthesise.sides import sides
from evidence.synthesise.subgroups import subgroups

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
    subgroups: list[Subgroup]


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
        appraised: Iterable[StudyAppraisal] = (),
        risks: Risks | None = None,
    ) -> None:
        self.items, self.books, self.propositions = items, books, propositions
        self.labels = [label for label in labels if label.counts(count_machine_codes)]
        self.place = {item.item_id: item.case_id or item.work_id for item in items}
        self.read, self.remarks = readings(decisions, books.mentions, books.work_of, books.works)
        self.designs = studies_by_design(self.labels, books, codebook)
        self.with_machine = studies_by_design([x for x in labels if x.counts(True)], books, codebook)
        self.appraised = {study.study_id: study for study in appraised}
        self.risks = risks or Risks()
        self.within = [id for role in ("form", "field") if (id := codebook.id_of(role))]
        sought = any(p.not_from for p in propositions.items)
        counted = set().union(*self.designs.values(), *self.with_machine.values())
        self.exports = exports_of(books, counted) if sought else {}
        self.remarks += unknown_exports(propositions.items, books.mentions.has_export) if sought else []

    def sides(self, proposition: Proposition) -> list[SideOfStudy]:
        return sides(
            proposition,
            self.items,
            self.read.get(proposition.id, []),
            self.books.screening,
            self.propositions.directness,
            self.propositions.margins,
        )

    def find(self, proposition: Proposition) -> Found:
        """The finding with the fewest studies that turn it and the analyses in which it holds."""
        rows = self.sides(proposition)
        evidence = self._evidence(proposition, rows)
        own = self._field(proposition, evidence).universes()
        lean, first = own[0].lean, {row.evidence: row.lean for row in reversed(own)}
        turned = flip(proposition, evidence)
        finding = replace(
            self._finding(proposition, rows, evidence),
            flip_set=turned.studies,
            flip_to=turned.to,
            flip_bodies=turned.bodies,
            flip_exact=turned.exact,
            holds_in=sum(row.lean == lean for row in own),
            universes=len(own),
            holds_in_sets=sum(there == lean for there in first.values()),
            sets=len(first),
        )
        facets = dict.fromkeys([*filter(None, [proposition.by]), *self.within])
        return Found(finding, rows, own, subgroups(proposition, evidence, self.items, self.labels, facets))

    def verdict(self, proposition: Proposition) -> Finding:
        """The finding alone, without what turns it and the analyses in which it holds, which take most of the time."""
        rows = self.sides(proposition)
        return self._finding(proposition, rows, self._evidence(proposition, rows))

    def fingerprint(self, proposition: Proposition, rows: list[SideOfStudy]) -> str:
        """What changes when anything under a finding does."""
        return evidence_hash(proposition, rows, self.items)

    def rerun(self, universe_id: str) -> tuple[dict[str, str], Ruling, Ruling]:
        """One universe once more: its choices, what the rule says there, and what it says as configured.

        Raises KeyError for an id that no universe has.
        """
        for proposition in self.propositions.items:
            if not universe_id.startswith(f"{proposition.id}-u"):
                continue
            evidence = self._evidence(proposition, self.sides(proposition))
            field = self._field(proposition, evidence)
            choice = dict(field.choices()).get(universe_id)
            if choice is not None:
                felt = {name: taken for name, taken in choice.items() if taken}
                return felt, field.ruling(choice, field.there(choice)), ruling_on(proposition, evidence)
        raise KeyError(universe_id)

    def _field(self, proposition: Proposition, evidence: Evidence) -> Field:
        """What every analysis of a claim is made from."""
        return Field(
            proposition,
            evidence,
            self.items,
            sampled(proposition, self.with_machine, self.exports),
            restrictions(evidence, self.designs, self.propositions.reviews, self.appraised, self.risks),
            numbers_by_sign(proposition, evidence.sides, self.items, self.propositions),
        )

    def _evidence(
        self, proposition: Proposition, rows: list[SideOfStudy], with_claims: bool = False
    ) -> Evidence:
        """What a rule may look at, with the number of cases and reports through which each study speaks."""
        counted = {Standing.COUNTED} | ({Standing.CLAIM_UNDER_TEST} if with_claims else set())
        spoken = {row.study_id: {self.place[i] for i in row.items if i in self.place} for row in rows}
        return Evidence(
            rows,
            counted_items(self.items, with_claims),
            sampled(proposition, self.designs, self.exports),
            self.propositions.minimum_studies,
            self.propositions.interval,
            lambda row: row.standing in counted,
            reports={study: max(1, len(places)) for study, places in spoken.items()},
        )

    def _finding(self, proposition: Proposition, rows: list[SideOfStudy], evidence: Evidence) -> Finding:
        own = ruling_on(proposition, evidence)
        with_claims = ruling_on(proposition, self._evidence(proposition, rows, with_claims=True))
        taken = Counter(row.side for row in rows if row.counted)
        found = bodies(row for row in rows if row.counted)
        direct = Counter(body.side for body in found if body.directness == Directness.DIRECT)
        how = Counter(body.directness for body in found)
        n = direct[Side.FOR] + direct[Side.AGAINST]
        low, high = interval_of(direct[Side.FOR], n, evidence.interval) if n else (None, None)
        rule, lean = rule_of(proposition.rule), LEANS[own.verdict]
        tested = 0 if lean is Lean.NONE else own.tested  # what a test lacked data for was not tested
        return Finding(
            proposition=proposition.id,
            test=proposition.test,
            rule=rule.name,
            rule_text=own.text,
            verdict=own.verdict,
            lean=lean,
            amount=amount(tested),
            tested=tested,
            tested_unit=rule.weighs,
            missing=(own.missing or nothing_direct(proposition.directly, how)) if lean is Lean.NONE else "",
            n_for=taken[Side.FOR],
            n_against=taken[Side.AGAINST],
            n_qualifies=taken[Side.QUALIFIES],
            n_silent=taken[Side.SILENT],
            n_not_read=taken[Side.NOT_READ],
            n_shown_only=sum(row.standing == Standing.SHOWN_ONLY for row in rows),
            n_claims=sum(row.standing == Standing.CLAIM_UNDER_TEST for row in rows),
            direct_for=direct[Side.FOR],
            direct_against=direct[Side.AGAINST],
            direct_qualifies=direct[Side.QUALIFIES],
            related=how[Directness.RELATED],
            one_arm=how[Directness.ONE_ARM],
            proxy=how[Directness.PROXY],
            unstated=how[Directness.NOT_STATED],
            share_for=direct[Side.FOR] / n if n else None,
            ci_low=low,
            ci_high=high,
            numbers=to_json(own.numbers),
            with_claims=to_json({"verdict": with_claims.verdict, "numbers": with_claims.numbers}),
            caution=proposition.caution,
            evidence_hash=self.fingerprint(proposition, rows),
            flip_set=(),
            flip_to=Lean.NONE,
            flip_bodies=0,
            flip_exact=True,
            holds_in=0,
            universes=0,
            holds_in_sets=0,
            sets=0,
        )


def studies_by_design(labels: Iterable[Label], books: Library, codebook: Codebook) -> dict[str, set[str]]:
    """Included studies by their accepted study-design code."""
    designs: dict[str, set[str]] = defaultdict(set)
    facets = {facet.id for facet in codebook.with_role("design")}
    for label in labels:
        included = books.screening[label.work_id].decision == Screen.INCLUDE
        if label.facet in facets and included:
            designs[label.code].add(books.works[label.work_id].study_id)
    return designs


def evidence_hash(proposition: Proposition, rows: list[SideOfStudy], items: list[EvidenceItem]) -> str:
    """Twelve hex digits that change when the rule, or what any study under the finding says, changes.

    How a study is cited, and by which of its works, is left out: a fuller description of a work that was known judges
    nothing anew.
    """
    spoken = {item for row in rows for item in row.items}
    sides = [[getattr(row, name) for name in _SIDE] for row in rows]
    values = [[getattr(item, name) for name in _ITEM] for item in items if item.item_id in spoken]
    return digits([proposition.rule, sorted(sides), sorted(values, key=lambda v: v[0])])
