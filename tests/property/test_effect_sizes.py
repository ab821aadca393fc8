"""Effect sizes: swapping the arms turns the sign; conversions come back to where they began."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from evidence.measures import MEASURES, arms

COUNT = st.integers(0, 40)
MEAN, SD, N = st.floats(-50, 50), st.floats(0.1, 20), st.integers(2, 200)


def computed(kind: str, *numbers: float):
    return MEASURES[kind].ways[0].formula(*numbers)


@given(COUNT, COUNT, st.integers(1, 30), st.integers(1, 30))
def test_swapping_the_arms_turns_the_sign_of_counts(a, c, more_1, more_2) -> None:
    assume(a + c)
    for kind in ("log_odds_ratio", "log_risk_ratio", "risk_difference", "yule_q"):
        one, other = (
            computed(kind, a, a + more_1, c, c + more_2),
            computed(kind, c, c + more_2, a, a + more_1),
        )
        assert one.estimate == pytest.approx(-other.estimate, abs=1e-12)
        assert one.se == pytest.approx(other.se)


@given(MEAN, SD, N, MEAN, SD, N)
def test_swapping_the_arms_turns_the_sign_of_means(m1, s1, n1, m2, s2, n2) -> None:
    one, other = computed("smd", m1, s1, n1, m2, s2, n2), computed("smd", m2, s2, n2, m1, s1, n1)
    assert one.estimate == pytest.approx(-other.estimate, abs=1e-12)


@pytest.mark.parametrize("measure", [m for m in MEASURES if m.converts], ids=lambda m: m.name)
@given(st.floats(-3, 3), st.floats(0.001, 2), st.integers(2, 200), st.integers(2, 200))
def test_conversions_there_and_back(measure, d, variance, n_1, n_2) -> None:
    a = arms.share(n_1, n_2)
    there = measure.converts.from_d(d, variance, a)
    back = measure.converts.to_d(there.estimate, there.variance, a)
    assert back.estimate == pytest.approx(d, rel=1e-6, abs=1e-9)
    assert back.variance == pytest.approx(variance, rel=1e-6)
