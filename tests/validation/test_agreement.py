"""Agreement coefficients beside other software and published worked examples, to 1e-9."""

from __future__ import annotations

import math
import random

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import fleiss_kappa

from evidence import agreement

# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, example C: four observers, twelve units, missing data;
# nominal alpha is given there as .743.
OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
# Fleiss (1971) as reworked in textbooks: fourteen raters, ten subjects, five codes; kappa .210.
FLEISS = (
    (0, 0, 0, 0, 14),
    (0, 2, 6, 4, 2),
    (0, 0, 3, 5, 6),
    (0, 3, 9, 2, 0),
    (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0),
    (3, 2, 6, 3, 0),
    (2, 5, 3, 2, 2),
    (6, 5, 2, 1, 0),
    (0, 2, 2, 3, 7),
)
CODES = st.sampled_from(["a", "b", "c"])


def spread(counts):
    return [[code for code, n in enumerate(row) for _ in range(n)] for row in counts]


def test_alpha_of_the_published_example():
    units = list(zip(*OBSERVERS, strict=True))
    assert agreement.krippendorff_alpha(units) == pytest.approx(0.743, abs=5e-4)


def test_fleiss_of_the_published_example():
    value = agreement.fleiss_kappa(spread(FLEISS))
    assert value == pytest.approx(0.210, abs=5e-4)
    assert value == pytest.approx(fleiss_kappa(np.array(FLEISS)), abs=1e-9)


def test_cohen_of_the_published_example():
    """Two readers of fifty grant proposals: 20 and 15 agreed on, 5 and 10 not; kappa .4."""
    units = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert agreement.cohen_kappa(units) == pytest.approx(0.4, abs=1e-12)


def test_ac1_of_the_published_example():
    """The same table in the documentation of irrCAC (Gwet 2019, `cac.raw4raters`): AC1 .77544, agreement .81818."""
    units = list(zip(*OBSERVERS, strict=True))
    assert agreement.raw_agreement(units) == pytest.approx(0.81818, abs=5e-6)
    assert agreement.gwet_ac1(units) == pytest.approx(0.77544, abs=5e-6)


@given(st.lists(st.lists(st.one_of(st.none(), CODES), min_size=3, max_size=3), min_size=2, max_size=30))
def test_alpha_equals_the_library(units):
    numbers = {"a": 0.0, "b": 1.0, "c": 2.0, None: math.nan}
    table = np.array([[numbers[code] for code in unit] for unit in units]).T
    paired = [[c for c in unit if c is not None] for unit in units]
    if len({c for unit in paired if len(unit) > 1 for c in unit}) < 2:
        assert math.isnan(agreement.krippendorff_alpha(units))
        return
    expected = krippendorff.alpha(reliability_data=table, level_of_measurement="nominal")
    assert agreement.krippendorff_alpha(units) == pytest.approx(expected, abs=1e-9)


@given(st.lists(st.tuples(CODES, CODES), min_size=2, max_size=40))
def test_cohen_equals_sklearn(units):
    ours = agreement.cohen_kappa(units)
    if len({code for unit in units for code in unit}) == 1:
        assert math.isnan(ours)
    else:
        assert ours == pytest.approx(cohen_kappa_score(*zip(*units, strict=True)), abs=1e-9)


@given(st.lists(st.lists(CODES, min_size=4, max_size=4), min_size=2, max_size=30))
def test_fleiss_equals_statsmodels(units):
    counts = np.array([[unit.count(code) for code in "abc"] for unit in units])
    ours = agreement.fleiss_kappa(units)
    if len({code for unit in units for code in unit}) == 1:
        assert math.isnan(ours)
    else:
        assert ours == pytest.approx(fleiss_kappa(counts), abs=1e-9)


@given(
    st.lists(st.lists(st.one_of(st.none(), CODES), min_size=3, max_size=3), min_size=2, max_size=20),
    st.randoms(),
)
def test_order_of_coders_and_units_does_not_matter(units, chance: random.Random):
    columns = [0, 1, 2]
    chance.shuffle(columns)
    moved = [[unit[c] for c in columns] for unit in units]
    chance.shuffle(moved)
    for measure in (agreement.raw_agreement, agreement.krippendorff_alpha, agreement.gwet_ac1):
        assert measure(moved) == pytest.approx(measure(units), abs=1e-12, nan_ok=True)


def test_jaccard_by_hand_and_its_interval():
    units = [(frozenset("ab"), frozenset("bc")), (frozenset("a"), frozenset("a")), (frozenset("a"), None)]
    assert agreement.jaccard(units) == pytest.approx((1 / 3 + 1) / 2)
    low, high = agreement.interval(agreement.jaccard, units * 4)
    assert 1 / 3 - 1e-12 <= low <= agreement.jaccard(units) <= high <= 1


def test_numbers_of_ratings_must_fit():
    with pytest.raises(ValueError, match="two coders"):
        agreement.cohen_kappa([("a", "b", "c")])
    with pytest.raises(ValueError, match="same number"):
        agreement.fleiss_kappa([("a", "b"), ("a", None)])
    assert math.isnan(agreement.raw_agreement([("a", None)]))


def test_few_works_have_a_coefficient_and_no_interval() -> None:
    """Of three works a bootstrap has ten different samples: its bound would be the coefficient itself."""
    few = [["include", "include"], ["exclude", "include"], ["exclude", "exclude"]]
    assert agreement.coefficient(agreement.cohen_kappa, few) == {"value": 0.4, "low": None, "high": None}
    assert agreement.coefficient(agreement.cohen_kappa, few * 4)["low"] is not None
