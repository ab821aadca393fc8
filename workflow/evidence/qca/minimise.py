"""Exact minimisation: all prime implicants, their chart, and every cover with the fewest terms.

A term is a conjunction of levels. It is an implicant where it covers a positive row and none that it may not cover, and
prime where no shorter part of it is one. That gives the implicants of Quine (1952) and McCluskey (1956) for two levels,
and goes on unchanged to more (Dușa 2019, chapter 8). Ties are all returned, because choosing among them is a judgement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from evidence.qca.truth_table import POSITIVE, REMAINDER, Configuration, TruthTableRow

Term = tuple[tuple[int, int], ...]
"""(condition, level) pairs, in the order of the conditions; () is everything."""
Model = tuple[Term, ...]
MOST_MODELS = 1000


@dataclass(frozen=True, slots=True)
class Solution:
    """The prime implicants, the rows that each covers, and the models with the fewest terms."""

    kind: str
    implicants: tuple[Term, ...]
    covers: tuple[frozenset[Configuration], ...]
    models: tuple[Model, ...]


def covers(term: Term, configuration: Configuration) -> bool:
    return all(configuration[condition] == level for condition, level in term)


def prime_implicants(positive: Sequence[Configuration], barred: Sequence[Configuration]) -> list[Term]:
    """Terms from the shortest on; `barred` configurations may not be covered."""
    if not positive:
        return []
    if not barred:
        return [()]
    found: list[Term] = []
    width = len(positive[0])
    for size in range(1, width + 1):
        for conditions in combinations(range(width), size):
            seen = {tuple(row[c] for c in conditions) for row in positive}
            seen -= {tuple(row[c] for c in conditions) for row in barred}
            for levels in sorted(seen):
                term = tuple(zip(conditions, levels, strict=True))
                if not any(set(shorter) <= set(term) for shorter in found):
                    found.append(term)
    return found


def smallest_covers(
    rows: Sequence[Configuration], sets: Sequence[frozenset[Configuration]]
) -> list[tuple[int, ...]]:
    """Every choice of the fewest sets that together hold all rows, by indices (branch and bound); none where a row is in no set."""
    holders = {row: [i for i, own in enumerate(sets) if row in own] for row in rows}
    if not all(holders.values()):
        return []
    best: list[tuple[int, ...]] = []
    least = len(sets) + 1

    def grow(left: frozenset[Configuration], chosen: frozenset[int], barred: frozenset[int]) -> None:
        nonlocal least
        if not left:
            if len(chosen) < least:
                least = len(chosen)
                best.clear()
            if len(best) < MOST_MODELS:
                best.append(tuple(sorted(chosen)))
            return
        widest = max(len(own & left) for own in sets)
        if len(chosen) + -(-len(left) // widest) > least:
            return
        row = min(left, key=lambda r: (sum(i not in barred for i in holders[r]), r))
        closed = barred
        for i in holders[row]:
            if i not in closed:
                grow(left - sets[i], chosen | {i}, closed)
                closed = closed | {i}

    grow(frozenset(rows), frozenset(), frozenset())
    return sorted(set(best))


def solve(kind: str, positive: Sequence[Configuration], barred: Sequence[Configuration]) -> Solution:
    """Implicants and minimal models of these rows."""
    implicants = prime_implicants(positive, barred)
    held = [frozenset(row for row in positive if covers(term, row)) for term in implicants]
    models = (
        [tuple(implicants[i] for i in chosen) for chosen in smallest_covers(positive, held)]
        if positive
        else []
    )
    return Solution(kind, tuple(implicants), tuple(held), tuple(models))


def complex_solution(rows: Sequence[TruthTableRow]) -> Solution:
    """Without any assumption about what was not observed (also called conservative)."""
    positive = [row.configuration for row in rows if row.output == POSITIVE]
    return solve("complex", positive, [row.configuration for row in rows if row.output != POSITIVE])


def parsimonious_solution(rows: Sequence[TruthTableRow]) -> Solution:
    """With any assumption about what was not observed that makes it shorter."""
    positive = [row.configuration for row in rows if row.output == POSITIVE]
    barred = [row.configuration for row in rows if row.output not in (POSITIVE, REMAINDER)]
    return solve("parsimonious", positive, barred)


def intermediate_solution(rows: Sequence[TruthTableRow], expected: Sequence[frozenset[int]]) -> Solution:
    """With easy counterfactuals alone (Ragin and Sonnett 2005).

    `expected`: for each condition the levels that theory expects to go with the outcome; none where it has no view. From a
    complex term that holds a parsimonious one, a level is dropped that the latter lacks and that theory expects to hinder;
    remainders that the terms so gained cover may be assumed, all others not.
    """
    complex_, short = complex_solution(rows), parsimonious_solution(rows)
    found: list[Model] = []
    implicants: dict[Term, frozenset[Configuration]] = {}
    positive = [row.configuration for row in rows if row.output == POSITIVE]
    remainders = [row.configuration for row in rows if row.output == REMAINDER]
    for long, brief in product(complex_.models, short.models):
        terms = [_eased(a, b, expected) for a, b in product(long, brief) if set(b) <= set(a)]
        easy = {row for row in remainders for term in terms if covers(term, row)}
        barred = [
            row.configuration for row in rows if row.output != POSITIVE and row.configuration not in easy
        ]
        here = solve("intermediate", positive, barred)
        implicants |= dict(zip(here.implicants, here.covers, strict=True))
        found += [model for model in here.models if model not in found]
    return Solution("intermediate", tuple(implicants), tuple(implicants.values()), tuple(sorted(found)))


def _eased(long: Term, brief: Term, expected: Sequence[frozenset[int]]) -> Term:
    """The complex term without what the parsimonious one lacks and theory expects to hinder: it holds a fortiori without."""
    return tuple(
        (condition, level)
        for condition, level in long
        if (condition, level) in brief or not expected[condition] or level in expected[condition]
    )


def written(term: Term, names: Sequence[str], levels: Sequence[int]) -> str:
    """A*~B for two levels, A{2} for more.

    >>> written(((0, 1), (1, 0), (2, 2)), "ABC", (2, 2, 3))
    'A*~B*C{2}'
    """
    return "*".join(_literal(names[c], level, levels[c]) for c, level in term) or "always"


def _literal(name: str, level: int, levels: int) -> str:
    if levels > 2:
        return f"{name}{{{level}}}"
    return name if level else f"~{name}"


def assumptions(solution: Solution, rows: Iterable[TruthTableRow]) -> Iterator[Configuration]:
    """Remainders that the models of a solution take to show the outcome."""
    terms = {term for model in solution.models for term in model}
    for row in rows:
        if row.output == REMAINDER and any(covers(term, row.configuration) for term in terms):
            yield row.configuration
