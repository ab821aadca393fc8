"""How much a verdict rests on: the fewest studies that turn it.

The flip set is exact up to MOST_TAKEN studies: every way of taking studies away is tried, smallest first, where
studies that a rule cannot tell apart stand for each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations_with_replacement

from evidence.propositions import Proposition
from evidence.synthesise.claim_rows import Side, Verdict
from evidence.synthesise.claim_rule import Weighs
from evidence.synthesise.match import matcher
from evidence.synthesise.rules import rules_of, ruling_on, seen, wheres
from evidence.synthesise.ruling import Evidence

MOST_TAKEN, MOST_TRIALS = 6, 4000


def judge(proposition: Proposition, evidence: Evidence) -> Verdict:
    return ruling_on(proposition, evidence).verdict


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
    settings, rules = proposition.rule, rules_of(proposition.rule)
    conditions = [matcher(dict(where)) for where in wheres(settings)]
    tells: dict[str, list[str]] = defaultdict(list)
    for side in evidence.sides:
        if side.side in (Side.FOR, Side.AGAINST) and evidence.counts(side.standing, side.by):
            tells[side.study_id].append(side.side)
    for name in (design for rule in rules for design in rule.designs(settings)):
        for study in evidence.studies_by_design.get(name, ()):
            tells[study].append(f"design {name}")
    named = any(rule.of_named for rule in rules)
    numbered = any(rule.weighs is Weighs.ESTIMATES for rule in rules)
    scope = {item for side in evidence.sides for item in side.items} if named else set()
    studies_of: dict[str, set[str]] = defaultdict(set)
    for item in evidence.items:
        studies_of[item.case_id].add(item.study_id)
    for item in evidence.items:
        shared = item.case_id if item.case_id and len(studies_of[item.case_id]) > 1 else ""
        number = (item.estimate, item.se, item.months) if numbered else ()
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
