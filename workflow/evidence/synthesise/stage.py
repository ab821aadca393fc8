"""The whole synthesis: tables in, tables out."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import astuple, dataclass, field, replace

from evidence.codebook import Codebook
from evidence.decisions import SideDecision
from evidence.extract import Library
from evidence.io import to_json
from evidence.propositions import Proposition, Propositions
from evidence.records import (
    DirectionCount,
    EvidenceItem,
    Finding,
    Label,
    MapCell,
    Pool,
    Remark,
    Screen,
    Side,
    SideOfStudy,
    Standing,
    Universe,
)
from evidence.synthesise.direction import count_directions, evidence_map
from evidence.synthesise.pool import pools
from evidence.synthesise.robustness import flip_set, universes
from evidence.synthesise.rules import Evidence, Ruling, counted_items, rule
from evidence.synthesise.sides import readings, sides


@dataclass(frozen=True, slots=True)
class Settings:
    """`direction_roles`: roles whose direction speaks about the coded arrangement.

    `turned_comparisons`: comparisons in which the coded arrangement is the second-named.
    `never_pooled`: evidence role → why it is not pooled.
    `count_machine_codes`: whether a machine's accepted code may place a work.
    """

    direction_roles: tuple[str, ...] = ()
    turned_comparisons: tuple[str, ...] = ()
    never_pooled: dict[str, str] = field(default_factory=dict)
    count_machine_codes: bool = False


@dataclass(frozen=True, slots=True)
class Synthesis:
    directions: list[DirectionCount]
    cells: list[MapCell]
    pools: list[Pool]
    sides: list[SideOfStudy]
    findings: list[Finding]
    universes: list[Universe]
    remarks: list[Remark]


def synthesise(
    items: list[EvidenceItem],
    books: Library,
    labels: list[Label],
    codebook: Codebook,
    propositions: Propositions,
    decisions: Iterable[SideDecision],
    settings: Settings,
) -> Synthesis:
    """One finding for each proposition, with for, against, qualifying and silent studies."""
    roles, turned = list(settings.direction_roles), list(settings.turned_comparisons)
    with_machine = _studies_by_design([x for x in labels if x.counts(True)], books, codebook)
    labels = [label for label in labels if label.counts(settings.count_machine_codes)]
    works = list(books.works.values())
    read, remarks = readings(decisions, books.references, books.work_of, books.works)
    designs = _studies_by_design(labels, books, codebook)
    all_sides, findings, all_universes = [], [], []
    for proposition in propositions.items:
        rows = sides(proposition, items, read.get(proposition.id, []), books.screening)
        all_sides.extend(rows)
        finding = _finding(proposition, rows, items, designs, propositions)
        evidence = _evidence(rows, items, designs, propositions)
        fewest, other = flip_set(proposition, evidence)
        own = universes(proposition, evidence, items, with_machine)
        all_universes += own
        findings.append(
            replace(
                finding,
                flip_set=fewest,
                flip_to=other,
                holds_in=sum(row.verdict == finding.verdict for row in own),
                universes=len(own),
            )
        )
    return Synthesis(
        count_directions(items, codebook, roles, turned),
        evidence_map(items, works, list(books.screening.values()), labels, codebook, roles, turned),
        pools(items, settings.never_pooled),
        all_sides,
        findings,
        all_universes,
        remarks,
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
        lambda side: side.standing in counted,
    )


def _finding(
    proposition: Proposition,
    rows: list[SideOfStudy],
    items: list[EvidenceItem],
    designs: dict[str, set[str]],
    settings: Propositions,
) -> Finding:
    def ruling(with_claims: bool) -> Ruling:
        return rule(proposition, _evidence(rows, items, designs, settings, with_claims))

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
        evidence_hash=evidence_hash(proposition, rows),
        flip_set=(),
        flip_to="",
        holds_in=0,
        universes=0,
    )


def evidence_hash(proposition: Proposition, rows: list[SideOfStudy]) -> str:
    """Twelve hex digits that change when the rule or any study under the finding changes."""
    content = to_json([proposition.rule, sorted(astuple(row) for row in rows)])
    return hashlib.sha256(content.encode()).hexdigest()[:12]
