"""How much a verdict rests on: the fewest studies that turn it, and the defensible analyses in which it holds.

The flip set is exact up to MOST_TAKEN studies: every way of taking studies away is tried, smallest first, where
studies that a rule cannot tell apart stand for each other. The multiverse (Steegen and others 2016) is every
combination of the choices in CHOICES, each a universe with an id of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations, product

from evidence.propositions import Proposition
from evidence.records import EvidenceItem, SideOfStudy, Standing, Universe, Verdict
from evidence.synthesise.rules import rule
from evidence.synthesise.ruling import Evidence

MOST_TAKEN, MOST_TRIALS = 6, 4000
# What a careful analyst might as well have done; the first of each is what was done.
CHOICES: dict[str, tuple[str, ...]] = {
    "shown_only": ("out", "in"),
    "read_by": ("people and rules", "people"),
    "minimum": ("as configured", "one less", "one more"),
    "interval": ("as configured", "90 per cent"),
    "machine_designs": ("out", "in"),
}


def judge(proposition: Proposition, evidence: Evidence) -> Verdict:
    return rule(proposition, evidence).verdict


def flip_set(proposition: Proposition, evidence: Evidence) -> tuple[tuple[str, ...], str]:
    """The fewest studies without which the verdict is another, and that verdict; empty where no MOST_TAKEN turn it."""
    now = judge(proposition, evidence)
    kinds = _kinds(evidence)
    trials = 0
    for size in range(1, MOST_TAKEN + 1):
        for taken in _ways(kinds, size):
            trials += 1
            if trials > MOST_TRIALS:
                return (), ""
            other = judge(proposition, without(evidence, set(taken)))
            if other is not now:
                return tuple(sorted(taken)), other
    return (), ""


def without(evidence: Evidence, studies: set[str]) -> Evidence:
    """The same evidence, had these studies not been there."""
    return replace(
        evidence,
        sides=[side for side in evidence.sides if side.study_id not in studies],
        items=[item for item in evidence.items if item.study_id not in studies],
        studies_by_design={name: own - studies for name, own in evidence.studies_by_design.items()},
    )


def _kinds(evidence: Evidence) -> list[list[str]]:
    """Studies that bear on a claim, those together that a rule cannot tell apart."""
    own: dict[str, list] = {}
    bears = {side.study_id for side in evidence.sides if evidence.counted(side)}
    bears |= {item.study_id for item in evidence.items if {item.item_id} & _named(evidence.sides)}
    items: dict[str, list[EvidenceItem]] = {}
    for item in evidence.items:
        items.setdefault(item.study_id, []).append(item)
    for study in sorted(bears):
        sides = sorted((s.side, evidence.counted(s)) for s in evidence.sides if s.study_id == study)
        designs = sorted(name for name, ids in evidence.studies_by_design.items() if study in ids)
        coded = sorted((i.kind, i.facets, i.outcome, i.direction) for i in items.get(study, []))
        own.setdefault(repr((sides, designs, coded)), []).append(study)
    return list(own.values())


def _named(sides: Iterable[SideOfStudy]) -> set[str]:
    return {item for side in sides for item in side.items}


def _ways(kinds: list[list[str]], size: int) -> Iterator[tuple[str, ...]]:
    """Every way of taking `size` studies, one for ways that differ only in studies of one kind."""
    seen: set[tuple[int, ...]] = set()
    flat = [(number, study) for number, studies in enumerate(kinds) for study in studies[:size]]
    for taken in combinations(flat, size):
        shape = tuple(number for number, _ in taken)
        if shape not in seen:
            seen.add(shape)
            yield tuple(study for _, study in taken)


def universes(
    proposition: Proposition,
    evidence: Evidence,
    all_items: list[EvidenceItem],
    with_machine: dict[str, set[str]],
) -> list[Universe]:
    """The verdict in every universe; the first is the analysis as it was done."""
    rows = []
    for universe_id, choice in choices(proposition.id):
        verdict = judge(proposition, in_universe(evidence, choice, all_items, with_machine))
        rows.append(Universe(universe_id, proposition.id, verdict, **choice))
    return rows


def choices(proposition: str) -> list[tuple[str, dict[str, str]]]:
    """Every universe of a claim: its id and the choices that make it."""
    return [
        (f"{proposition}-u{number:02d}", dict(zip(CHOICES, chosen, strict=True)))
        for number, chosen in enumerate(product(*CHOICES.values()))
    ]


def in_universe(
    evidence: Evidence,
    choice: dict[str, str],
    all_items: list[EvidenceItem],
    with_machine: dict[str, set[str]],
) -> Evidence:
    """The evidence as it would be under these choices."""
    allowed = {Standing.COUNTED} | ({Standing.SHOWN_ONLY} if choice["shown_only"] == "in" else set())
    people = choice["read_by"] == "people"
    step = {"as configured": 0, "one less": -1, "one more": 1}[choice["minimum"]]

    def counted(side: SideOfStudy) -> bool:
        return side.standing in allowed and not (people and side.by == "rule")

    return Evidence(
        evidence.sides,
        [item for item in all_items if item.standing in allowed],
        with_machine if choice["machine_designs"] == "in" else evidence.studies_by_design,
        max(1, evidence.minimum_studies + step),
        evidence.interval if choice["interval"] == "as configured" else 0.9,
        counted,
    )
