"""What no solution may rest on, against a search that tries every term and every set of terms."""

from __future__ import annotations

import random
from itertools import combinations, product

from evidence.qca.case_types import case_type
from evidence.qca.enhanced import left_out, without
from evidence.qca.fit import FitParameters
from evidence.qca.minimise import assumptions, parsimonious_solution
from evidence.qca.necessary import disjunctions
from evidence.qca.rows import CaseType
from evidence.qca.truth_table import TruthTableRow, table, truth_table

SPACE = list(product((0, 1), repeat=3))


def rows(outputs) -> list[TruthTableRow]:
    return [
        TruthTableRow(c, () if out == "?" else ("x",), None if out == "?" else FitParameters(1, 1, 1), out)
        for c, out in zip(SPACE, outputs, strict=True)
    ]


def tried(outputs) -> set[tuple[int, ...]]:
    """Remainders under any shortest set of terms that covers each 1 and no 0."""
    patterns = product((0, 1, None), repeat=3)
    under = [
        frozenset(c for c in SPACE if all(p in (None, v) for p, v in zip(pattern, c, strict=True)))
        for pattern in patterns
    ]
    value = dict(zip(SPACE, outputs, strict=True))
    ones = {c for c in SPACE if value[c] == "1"}
    fit = [own for own in under if own & ones and not any(value[c] == "0" for c in own)]
    prime = [own for own in fit if not any(own < other for other in fit)]
    for size in range(len(prime) + 1):
        covers = [chosen for chosen in combinations(prime, size) if ones <= frozenset().union(*chosen)]
        if covers:
            return {c for chosen in covers for own in chosen for c in own if value[c] == "?"}
    return set()


def test_contradictory_assumptions_are_those_that_both_sides_would_make() -> None:
    chance = random.Random("csa")
    some = 0
    for _ in range(300):
        outputs = chance.choices("10?", (2, 2, 3), k=8)
        turned = ["0" if out == "1" else "1" if out == "0" else out for out in outputs]
        own, other = rows(outputs), rows(turned)
        found = left_out(own, other)
        shared = tried(outputs) & tried(turned)
        assert shared <= set(found.contradictory) and not found.both
        assert bool(shared) == bool(found.contradictory)
        some += bool(shared)
        sides = [without(side, found.all) for side in (own, other)]
        taken = [set(assumptions(parsimonious_solution(side), side)) for side in sides]
        assert not taken[0] & taken[1]
        for side, before in zip(sides, (own, other), strict=True):  # what was observed is still explained
            assert parsimonious_solution(side).models or not any(r.output == "1" for r in before)
    assert some > 50


def test_a_combination_that_goes_with_both_explains_neither() -> None:
    """Weak memberships in one corner lie under the outcome and under its absence."""
    data = table(
        list("vwxyz"),
        {"A": [0.6, 0.55, 0.9, 0.1, 0.2], "B": [0.6, 0.6, 0.1, 0.9, 0.1]},
        [0.55, 0.45, 0.9, 0.3, 0.1],
    )
    own, other = truth_table(data, 0.8), truth_table(data.negated(), 0.8)
    found = left_out(own, other)
    assert (1, 1) in found.both
    kept = {row.configuration: row.output for row in without(own, found.all)}
    assert kept[1, 1] == "0" and {r.configuration: r.output for r in own}[1, 1] == "1"


def test_pri_tells_the_sides_apart() -> None:
    """PRI of a row for the outcome and for its absence are one at most, so that a cut-off above one half leaves no row with both."""
    chance = random.Random("pri")
    for _ in range(50):
        values = [[round(chance.random(), 2) for _ in range(8)] for _ in range(3)]
        data = table([f"c{i}" for i in range(8)], {"A": values[0], "B": values[1]}, values[2])
        own, other = truth_table(data, 0.7, pri=0.51), truth_table(data.negated(), 0.7, pri=0.51)
        assert not left_out(own, other).both
        for a, b in zip(own, other, strict=True):
            assert a.fit is None or a.fit.pri + b.fit.pri <= 1 + 1e-9


def test_necessary_alternatives_are_short_consistent_and_relevant() -> None:
    chance = random.Random("necessity")
    some, names = 0, "ABCD"
    for _ in range(40):
        columns = {n: [round(chance.random() ** 2, 2) for _ in range(12)] for n in names}
        outcome = [round(chance.random() ** 2, 2) for _ in range(12)]
        data = table([f"c{i}" for i in range(12)], columns, outcome)

        def fit(parts, columns=columns, outcome=outcome):
            x = [max(columns[names[c]][i] if on else 1 - columns[names[c]][i] for c, on in parts) for i in range(12)]  # fmt: skip
            pairs = list(zip(x, outcome, strict=True))
            consistency = sum(min(a, b) for a, b in pairs) / sum(outcome)
            return consistency, sum(1 - a for a in x) / sum(1 - min(a, b) for a, b in pairs)

        every = [
            tuple(zip(chosen, on, strict=True))
            for size in (1, 2, 3)
            for chosen in combinations(range(4), size)
            for on in product((0, 1), repeat=size)
        ]
        reach = {parts for parts in every if fit(parts)[0] >= 0.85}
        expected = {
            parts
            for parts in reach
            if len(parts) > 1 and fit(parts)[1] >= 0.4 and not any(set(o) < set(parts) for o in reach)
        }
        assert {n.literals for n in disjunctions(data, 0.85, 0.4)} == expected
        some += len(expected)
    assert some > 10


def test_cases_of_each_type() -> None:
    assert case_type(0.8, 0.8, whole=False) == CaseType.TYPICAL
    assert case_type(0.8, 0.5, whole=True) == CaseType.BETWEEN
    assert case_type(0.4, 0.9, whole=False) is None and case_type(0.4, 0.4, whole=True) is None
    assert case_type(0.5, 0.9, whole=True) == CaseType.NOT_COVERED
