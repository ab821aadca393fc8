"""Published comparisons, and a minimiser that tries everything.

The tables under qca/ are the data as printed in the works that each names; the solutions with their parameters of fit
were computed by the R package QCA 3.23 (Dușa 2019), `truthTable` with the consistency given and `minimize` with
include = "" (complex), "?" (parsimonious) and dir.exp of ones (intermediate).
"""

from __future__ import annotations

import json
import random
import re
from itertools import chain, combinations, product
from pathlib import Path

import pytest

from evidence.qca.calibrate import fuzzy
from evidence.qca.enhanced import left_out, without
from evidence.qca.fit import necessity, sufficiency, unique_coverage
from evidence.qca.minimise import (
    complex_solution,
    intermediate_solution,
    parsimonious_solution,
    prime_implicants,
    smallest_covers,
    solve,
    written,
)
from evidence.qca.necessary import disjunctions
from evidence.qca.truth_table import table, truth_table

FILES = sorted((Path(__file__).parent / "qca").glob("*.json"))
KINDS = {"complex": complex_solution, "parsimonious": parsimonious_solution}


def _read(path: Path):
    published = json.loads(path.read_text(encoding="utf-8"))
    columns = dict(zip(published["conditions"], zip(*published["values"], strict=True), strict=True))
    data = table(published["cases"], columns, published["outcomes"], published["outcome"])
    return published, data, truth_table(data, published["consistency"])


def _literals(text: str) -> frozenset[str]:
    """Levels of two as in {1} and {0}, so that both ways of writing are one."""
    return frozenset(
        f"{name[1:]}{{0}}" if name.startswith("~") else name if "{" in name else f"{name}{{1}}"
        for name in text.split("*")
    )


def _model(terms) -> frozenset[frozenset[str]]:
    return frozenset(map(_literals, terms))


def _ours(model, data) -> frozenset[frozenset[str]]:
    return _model(written(term, data.conditions, data.levels) for term in model)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
@pytest.mark.parametrize("kind", KINDS)
def test_solutions_and_their_fit(path: Path, kind: str) -> None:
    published, data, rows = _read(path)
    found = {_ours(model, data): model for model in KINDS[kind](rows).models}
    assert set(found) == {_model(model["terms"]) for model in published[kind]}
    for reference in published[kind]:
        model = found[_model(reference["terms"])]
        by_text = {_literals(written(t, data.conditions, data.levels)): t for t in model}
        members = {t: data.membership(dict(t)) for t in model}
        whole = [max(row) for row in zip(*members.values(), strict=True)]
        total = sufficiency(whole, data.outcome)
        assert (total.consistency, total.pri, total.coverage) == pytest.approx(
            (reference["total"]["inclS"], reference["total"]["PRI"], reference["total"]["covS"]), abs=5e-4
        )
        for i, text in enumerate(reference["terms"]):
            term = by_text[_literals(text)]
            fit = sufficiency(members[term], data.outcome)
            assert (fit.consistency, fit.pri, fit.coverage) == pytest.approx(
                (reference["inclS"][i], reference["PRI"][i], reference["covS"][i]), abs=5e-4
            )
            if len(model) > 1 and len(published[kind]) == 1:
                others = [max(r) for r in zip(*(m for t, m in members.items() if t != term), strict=True)]
                assert unique_coverage(members[term], others, data.outcome) == pytest.approx(
                    reference["covU"][i], abs=5e-4
                )


@pytest.mark.parametrize("path", [p for p in FILES if "intermediate" in p.read_text()], ids=lambda p: p.stem)
def test_intermediate_solutions(path: Path) -> None:
    published, data, rows = _read(path)
    solution = intermediate_solution(rows, [frozenset([1])] * len(data.conditions))
    assert {_ours(model, data) for model in solution.models} == {_model(m) for m in published["intermediate"]}


@pytest.mark.parametrize("path", [p for p in FILES if '"necessity"' in p.read_text()], ids=lambda p: p.stem)
def test_necessity(path: Path) -> None:
    published, data, _ = _read(path)
    for i, name in enumerate(published["conditions"]):
        fit = necessity(data.column(i, 1), data.outcome)
        assert (fit.consistency, fit.relevance, fit.coverage) == pytest.approx(
            published["necessity"][name], abs=5e-4
        )


@pytest.mark.parametrize("name", ["lf", "lc", "krook", "stakeholder", "cvf"])
def test_contradictory_assumptions_of_published_data(name: str) -> None:
    """`findRows(type = 2)` of QCA for R by its definition: what the parsimonious solutions of the outcome and of its absence
    share, every tie counted, here by the minimiser that tries everything; then no solution shares any."""
    published, data, rows = _read(FILES[0].with_name(f"{name}.json"))
    absent = truth_table(data.negated(), published["consistency"])
    found = left_out(rows, absent)
    shared = _assumed(data.levels, rows) & _assumed(data.levels, absent)
    assert shared <= set(found.contradictory) and bool(shared) == bool(found.contradictory)
    kept = [without(side, found.all) for side in (rows, absent)]
    assert not _assumed(data.levels, kept[0]) & _assumed(data.levels, kept[1])


def _assumed(levels, rows) -> set[tuple[int, ...]]:
    value = {row.configuration: row.output for row in rows}
    positive = [c for c, out in value.items() if out == "1"]
    barred = [c for c, out in value.items() if out not in "1?"]
    covers = _brute_covers(_brute(levels, positive, barred), positive)
    terms = {term for chosen in covers for term in chosen}
    return {c for c, out in value.items() if out == "?" and any(_holds(t, c) for t in terms)}


def test_alternatives_that_are_necessary_for_the_survival_of_democracy() -> None:
    """Lipset, fuzzy: of all pairs and triples one alone reaches .9 with a relevance of .6 (by the formulas, written out)."""
    published, data, _ = _read(FILES[0].with_name("lf.json"))
    (found,) = disjunctions(data, 0.9, 0.6)
    assert (
        written(found.literals, data.conditions, data.levels) == "DEV*URB*IND"
    )  # of which one at least is needed
    at = [published["conditions"].index(name) for name in ("DEV", "URB", "IND")]
    x = [max(row[i] for i in at) for row in published["values"]]
    both = [min(a, b) for a, b in zip(x, published["outcomes"], strict=True)]
    expected = (
        sum(both) / sum(published["outcomes"]),
        sum(1 - a for a in x) / sum(1 - b for b in both),
        sum(both) / sum(x),
    )
    assert (found.fit.consistency, found.fit.relevance, found.fit.coverage) == pytest.approx(expected)
    assert expected == pytest.approx((0.9026, 0.7042, 0.7160), abs=5e-5)


def test_direct_calibration_as_published() -> None:
    """Ragin (2008), Redesigning Social Inquiry, table 5.2: income a head, anchors 2500, 5000, 20000."""
    found = fuzzy([40110, 34400, 20060, 4980, 2980, 510], 2500, 5000, 20000)
    assert found == pytest.approx([1.00, 1.00, 0.95, 0.49, 0.08, 0.01], abs=0.01)


def test_mccluskey_1956() -> None:
    """The first published example of the chart: sum of minterms 4, 8, 10, 11, 12, 15 with 9 and 14 not cared for."""
    bits = [tuple(int(b) for b in f"{n:04b}") for n in range(16)]
    positive = [bits[n] for n in (4, 8, 10, 11, 12, 15)]
    barred = [bits[n] for n in range(16) if n not in (4, 8, 9, 10, 11, 12, 14, 15)]
    solution = solve("parsimonious", positive, barred)
    names = {tuple(sorted(written(t, "ABCD", (2,) * 4) for t in model)) for model in solution.models}
    assert names == {("A*C", "A*~B", "B*~C*~D"), ("A*C", "A*~D", "B*~C*~D")}


# A second minimiser that knows nothing of the first: all terms, all sets of terms.


def _holds(term, row) -> bool:
    return set(term) <= set(enumerate(row))


def _all_terms(levels):
    return [
        tuple((c, level) for c, level in enumerate(choice) if level is not None)
        for choice in product(*([None, *range(n)] for n in levels))
    ]


def _brute(levels, positive, barred):
    fits = [
        t
        for t in _all_terms(levels)
        if any(_holds(t, row) for row in positive) and not any(_holds(t, row) for row in barred)
    ]
    primes = {t for t in fits if not any(set(s) < set(t) for s in fits)}
    return primes


def _brute_covers(primes, positive):
    primes = sorted(primes)
    for size in range(len(primes) + 1):
        found = {
            frozenset(chosen)
            for chosen in combinations(primes, size)
            if all(any(_holds(t, row) for t in chosen) for row in positive)
        }
        if found:
            return found
    return set()


def _agree(levels, outputs) -> None:
    space = list(product(*(range(n) for n in levels)))
    positive = [row for row, out in zip(space, outputs, strict=True) if out == 1]
    barred = [row for row, out in zip(space, outputs, strict=True) if out == 0]
    if not positive:
        assert solve("x", positive, barred).models == ()
        return
    primes = _brute(levels, positive, barred)
    assert set(prime_implicants(positive, barred)) == primes
    ours = {frozenset(model) for model in solve("x", positive, barred).models}
    assert ours == _brute_covers(primes, positive)


def test_every_truth_table_of_three_conditions() -> None:
    """3^8 tables: each row positive, negative or not observed."""
    for outputs in product((0, 1, 2), repeat=8):
        _agree((2, 2, 2), outputs)


@pytest.mark.parametrize(
    ("levels", "times"),
    [((2,) * 4, 150), ((2,) * 5, 25), ((2,) * 6, 6), ((3, 2, 2), 150), ((3, 3, 2), 60), ((4, 2, 3), 20)],
)
def test_random_truth_tables(levels, times) -> None:
    chance = random.Random(f"qca {levels}")
    size = len(list(product(*(range(n) for n in levels))))
    for _ in range(times):
        weights = (
            chance.choice([(5, 3, 2), (6, 1, 3), (1, 1, 1)])
            if size <= 24
            else (12, 2, 3)
            if size < 64
            else (24, 2, 4)
        )
        _agree(levels, chance.choices((0, 1, 2), weights, k=size))


def test_no_cover_is_smaller_and_all_ties_are_there() -> None:
    chance = random.Random("covers")
    for _ in range(200):
        rows = [(n,) for n in range(chance.randint(1, 7))]
        sets = [frozenset(r for r in rows if chance.random() < 0.4) for _ in range(chance.randint(1, 8))]
        if set(rows) - set(chain.from_iterable(sets)):
            assert smallest_covers(rows, sets) == []
            continue
        size = next(
            n
            for n in range(1, 9)
            if any(set(rows) <= set(chain.from_iterable(c)) for c in combinations(sets, n))
        )
        expected = {
            c
            for c in combinations(range(len(sets)), size)
            if set(rows) <= set(chain.from_iterable(sets[i] for i in c))
        }
        assert set(smallest_covers(rows, sets)) == expected


def test_the_files_say_where_they_come_from() -> None:
    assert len(FILES) >= 4
    assert all(re.search(r"\(\d{4}\)", json.loads(p.read_text())["source"]) for p in FILES)
