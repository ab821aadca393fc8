"""Newcombe's interval of a difference and Holm's correction, beside statsmodels and the published examples."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from evidence.synthesise.claim_rules.contrast import difference, score_interval
from evidence.synthesise.framework import holm
from tests.depth import examples

LEVELS = st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99])
SHARES = st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("a", "n", "b", "m", "low", "high"),
    [(56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090), (10, 10, 0, 10, 0.6075, 1.0), (0, 10, 0, 20, -0.1611, 0.2775)],
)  # fmt: skip
def test_the_interval_of_a_difference_is_newcombes(a, n, b, m, low, high) -> None:
    """Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10."""
    assert difference(a, n, b, m, 0.95) == pytest.approx((low, high), abs=5e-5)


@examples(100)
@given(SHARES, SHARES, LEVELS)
def test_the_interval_of_a_difference_is_that_of_statsmodels(one, other, level) -> None:
    theirs = confint_proportions_2indep(*one, *other, method="newcomb", alpha=1 - level)
    assert difference(*one, *other, level) == pytest.approx(theirs, abs=1e-9)
    assert score_interval(*one, level) == pytest.approx(
        proportion_confint(*one, 1 - level, "wilson"), abs=1e-9
    )


@examples(100)
@given(st.lists(st.floats(0, 1) | st.sampled_from([0.01, 0.05]), min_size=1, max_size=30))
def test_holms_correction_is_that_of_statsmodels(p) -> None:
    with patch("gc.collect"):  # by which it ends every call
        theirs = multipletests(p, method="holm")[1]
    assert holm(p) == pytest.approx(list(theirs), rel=1e-12, abs=1e-300)
