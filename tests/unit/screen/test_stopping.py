"""The stopping rule by hand, by simulation, and at its edges."""

from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.screen.stopping import p_value, stopping


def test_the_p_value_by_hand():
    """Ten of 100 works read without a find after five finds: that two of the 95 left are relevant is
    refuted by C(93, 10) / C(95, 10)."""
    answers = np.array([True] * 5 + [False] * 10)
    assert p_value(answers, 100, 7) == pytest.approx(comb(93, 10) / comb(95, 10), rel=1e-12)


@given(st.lists(st.booleans(), max_size=40), st.integers(0, 40), st.integers(1, 30))
def test_only_points_after_a_find_matter(answers, unread, more):
    """The least over all starting points, each computed by itself."""
    from scipy.stats import hypergeom

    read, total = np.array(answers, bool), len(answers) + unread
    relevant = int(read.sum()) + more
    if relevant > read.sum() + unread:
        assert p_value(read, total, relevant) == 0
        return
    each = [
        hypergeom.cdf(read[j:].sum(), total - j, relevant - read[:j].sum(), len(read) - j)
        for j in range(len(read) + 1)
    ]
    assert p_value(read, total, relevant) == pytest.approx(min(each), abs=1e-12)


def test_the_promise_holds_when_works_come_in_no_order():
    """In random order, the hardest case, at most one stop of twenty is too early."""
    chance, early, trials = np.random.default_rng(2), 0, 200
    for _ in range(trials):
        works = np.zeros(400, bool)
        works[chance.choice(400, 30, replace=False)] = True
        for n in range(20, 401, 20):
            if stopping(works[:n], 400).stop:
                early += works[:n].sum() < 0.95 * 30
                break
    assert early / trials <= 0.05


def test_recall_and_its_bound():
    some = stopping([True] * 10 + [False] * 60, 100)
    assert some.at_least <= some.recall <= 1
    assert stopping([True] * 10 + [False] * 90, 100).at_least == 1.0
    assert stopping([True] * 10 + [False] * 90, 100).stop
    assert not stopping([True] * 10, 100).stop
    assert stopping([], 10).recall == 0.0


@pytest.mark.parametrize(("name", "level"), [("recall", 0.5), ("at_least", 0.05)])
def test_the_estimate_and_its_bound_are_of_the_largest_number_that_is_not_refuted(name, level):
    answers = [True, False, False, False] * 10
    some = stopping(answers, 200)
    left = [n for n in range(10, 171) if p_value(np.array(answers), 200, n) >= level]
    assert getattr(some, name) == 10 / max(left) and 10 < max(left) < 170


def test_shares_and_sizes_are_checked():
    with pytest.raises(ValueError, match="only 1"):
        stopping([True, False], 1)
    with pytest.raises(ValueError, match="between 0 and 1"):
        stopping([True], 5, target=1.0)
