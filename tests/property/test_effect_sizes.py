"""Effect sizes: swapping the arms turns the sign; conversions come back to where they began."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from evidence.extract.effect_sizes import convert, means, two_by_two

COUNT = st.integers(0, 40)
MEAN, SD, N = st.floats(-50, 50), st.floats(0.1, 20), st.integers(2, 200)


@given(COUNT, COUNT, st.integers(1, 30), st.integers(1, 30))
def test_swapping_the_arms_turns_the_sign_of_counts(a, c, more_1, more_2) -> None:
    assume(a + c)
    formulas = (
        two_by_two.log_odds_ratio,
        two_by_two.log_risk_ratio,
        two_by_two.risk_difference,
        two_by_two.yule_q,
    )
    for formula in formulas:
        one, other = formula(a, a + more_1, c, c + more_2), formula(c, c + more_2, a, a + more_1)
        assert one.estimate == pytest.approx(-other.estimate, abs=1e-12)
        assert one.se == pytest.approx(other.se)


@given(MEAN, SD, N, MEAN, SD, N)
def test_swapping_the_arms_turns_the_sign_of_means(m1, s1, n1, m2, s2, n2) -> None:
    one, other = means.hedges_g(m1, s1, n1, m2, s2, n2), means.hedges_g(m2, s2, n2, m1, s1, n1)
    assert one.estimate == pytest.approx(-other.estimate, abs=1e-12)


@given(st.floats(-3, 3), st.floats(0.001, 2), st.integers(2, 200), st.integers(2, 200))
def test_conversions_there_and_back(d, variance, n_1, n_2) -> None:
    a = convert.share(n_1, n_2)
    r = convert.r_from_d(d, variance, a)
    odds = convert.log_odds_from_d(d, variance)
    for back in (
        convert.d_from_r(r.estimate, r.variance, a),
        convert.d_from_log_odds(odds.estimate, odds.variance),
    ):
        assert back.estimate == pytest.approx(d, rel=1e-6, abs=1e-9)
        assert back.variance == pytest.approx(variance, rel=1e-6)
        assert "converted" in back.derivation
