"""How much a verdict rests on: the fewest studies that turn it, and the defensible analyses in which it holds.

The flip set is exact up to MOST_TAKEN studies: every way of taking studies away is tried, smallest first, where
studies that a rule cannot tell apart stand for each other. The multiverse (Steegen and others 2016) is every
combination of the choices in CHOICES, each a universe with an id of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations_with_replacement, product

from evidence.propositions import Proposition
from evidence.records import EvidenceItem, Side, SideOfStudy, Standing, Universe, Verdict
from evidence.synthesise.match import matcher
from evidence.synthesise.rules import rule
from evidence.synthesise.ruling import Evidence, seen, wheres

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
    evidence = replace(evidence, items=seen(proposition.rule, evidence.items), index={})
    kinds = _kinds(proposition, evidence)
    trials = 0
    for size in range(1, MOST_TAKEN + 1):
        for taken in _ways(kinds, size):
            trials += 1
            if trials > MOST_TRIALS:
                return (), ""
            other = judge(proposition, without(evidence, taken))
            if other is not now:
                return tuple(sorted(taken)), other
    return (), ""


def without(evidence: Evidence, studies: Iterable[str]) -> Evidence:
    """The same evidence, had these studies not been there."""
    return replace(evidence, gone=evidence.gone | frozenset(studies))


def _kinds(proposition: Proposition, evidence: Evidence) -> list[list[str]]:
    """Studies that can turn a verdict, those together that its rule cannot tell apart."""
    settings = proposition.rule
    conditions = [matcher(where) for where in wheres(settings)]
    tells: dict[str, list[str]] = defaultdict(list)
    for side in evidence.sides:
        if side.side in (Side.FOR, Side.AGAINST) and evidence.counted(side):
            tells[side.study_id].append(side.side)
    for name in settings.get("of", {}).get("design", ()):
        for study in evidence.studies_by_design.get(name, ()):
            tells[study].append(f"design {name}")
    scope = {item for side in evidence.sides for item in side.items} if "states" in settings else set()
    studies_of: dict[str, set[str]] = defaultdict(set)
    for item in evidence.items:
        studies_of[item.case_id].add(item.study_id)
    for item in evidence.items:
        shared = item.case_id if item.case_id and len(studies_of[item.case_id]) > 1 else ""
        number = (item.estimate, item.se, item.months) if settings["kind"] == "pooled_sign" else ()
        met = [met(item) for met in conditions]
        tells[item.study_id].append(repr((met, item.item_id in scope, shared, number)))
    alike: dict[str, list[str]] = defaultdict(list)
    for study in sorted(tells):
        alike[repr(sorted(tells[study]))].append(study)
    return list(alike.values())


def _ways(kinds: list[list[str]], size: int) -> Iterator[tuple[str, ...]]:
    """Every way of taking `size` studies, one for ways that differ only in studies of one kind."""
    for taken in combinations_with_replacement(range(len(kinds)), size):
        counts = Counter(taken)
        if all(n <= len(kinds[kind]) for kind, n in counts.items()):
            yield tuple(study for kind, n in counts.items() for study in kinds[kind][:n])


def universes(
    proposition: Proposition,
    evidence: Evidence,
    all_items: list[EvidenceItem],
    with_machine: dict[str, set[str]],
) -> list[Universe]:
    """The verdict in every universe; the first is the analysis as it was done."""
    all_items = seen(proposition.rule, all_items)
    indices: dict[str, dict] = {option: {} for option in CHOICES["shown_only"]}
    rows = []
    for universe_id, choice in choices(proposition.id):
        there = in_universe(evidence, choice, all_items, with_machine)
        verdict = judge(proposition, replace(there, index=indices[choice["shown_only"]]))
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
