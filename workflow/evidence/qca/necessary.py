"""What is necessary for an outcome: each condition, and disjunctions of conditions that no shorter one makes needless."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

from evidence.qca.fit import Necessity, necessity
from evidence.qca.truth_table import Data

Literal = tuple[int, int]
MOST = 3
"""Conditions in a disjunction; longer ones are true of nearly everything, and nobody could say what they have in common."""
_NEARLY = 1e-12


@dataclass(frozen=True, slots=True)
class Necessary:
    """A level of a condition, or several of which one at least is needed, with the cases that show the outcome without it."""

    literals: tuple[Literal, ...]
    fit: Necessity
    against: tuple[str, ...]


def singles(data: Data) -> list[Necessary]:
    """Every level of every condition."""
    return [_of(data, ((c, level),)) for c, n in enumerate(data.levels) for level in range(n)]


def disjunctions(data: Data, consistency: float, relevance: float) -> list[Necessary]:
    """Disjunctions of two or three conditions that reach both cut-offs while no part of theirs reaches the consistency.

    A disjunction grows more consistent and less relevant with every literal, so that without a cut-off on relevance
    (Schneider and Wagemann 2012) nearly all would pass. The most relevant first.
    """
    known = {n.literals for n in singles(data) if n.fit.consistency >= consistency - _NEARLY}
    found: list[Necessary] = []
    for literals in _all(data):
        if any(set(part) <= set(literals) for part in known):
            continue
        one = _of(data, literals)
        if one.fit.consistency >= consistency - _NEARLY:
            known.add(literals)
            if one.fit.relevance >= relevance - _NEARLY:
                found.append(one)
    return sorted(found, key=lambda n: (-n.fit.relevance, n.literals))


def _all(data: Data) -> Iterator[tuple[Literal, ...]]:
    for size in range(2, min(MOST, len(data.conditions)) + 1):
        for chosen in combinations(range(len(data.conditions)), size):
            for levels in product(*(range(data.levels[c]) for c in chosen)):
                yield tuple(zip(chosen, levels, strict=True))


def _of(data: Data, literals: tuple[Literal, ...]) -> Necessary:
    members = [max(row) for row in zip(*(data.column(*literal) for literal in literals), strict=True)]
    cases = zip(data.cases, members, data.outcome, strict=True)
    against = tuple(case for case, x, y in cases if y > 0.5 and x < 0.5)
    return Necessary(literals, necessity(members, data.outcome), against)
