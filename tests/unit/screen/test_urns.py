"""p values of drawing without replacement: by hand, by counting every order, and by simulation."""

from itertools import combinations
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.screen.urns import lead_of, ranked_p, sample_p


def refuted(works: np.ndarray, target: float, alpha: float = 0.05) -> bool:
    """Whether the true number of relevant works is refuted while fewer than `target` of them are drawn, which every stop that comes too
    early takes: a smaller number is harder to refute. p is the least over all draws, so that the last of these tells for all before."""
    relevant = int(works.sum())
    last = int(np.flatnonzero(np.cumsum(works) < target * relevant)[-1]) + 1
    return sample_p(works[:last], len(works), relevant) < alpha


def each_urn(total: int, relevant: int):
    """All orders of drawing: each set of places once."""
    for places in combinations(range(total), relevant):
        works = np.zeros(total, bool)
        works[list(places)] = True
        yield works


@pytest.mark.parametrize(
    ("total", "relevant", "target"), [(30, 2, 0.9), (12, 4, 0.7), (11, 5, 0.5), (12, 9, 0.8)]
)
@pytest.mark.parametrize("alpha", [0.05, 0.3])
def test_a_sample_keeps_its_word_in_every_urn_counted_out(total, relevant, target, alpha):
    assert np.mean([refuted(works, target, alpha) for works in each_urn(total, relevant)]) <= alpha


def test_a_sample_keeps_its_word_where_one_that_does_not_pay_for_looking_again_breaks_it():
    """40 of 200 works, 90 % of them wanted, a look after every draw."""
    from scipy.stats import hypergeom

    chance, ours, plain, times = np.random.default_rng(4), 0, 0, 200
    for _ in range(times):
        works = np.zeros(200, bool)
        works[chance.choice(200, 40, replace=False)] = True
        finds = np.cumsum(works)
        draws = np.flatnonzero(finds < 36)
        plain += bool((hypergeom.cdf(finds[draws], 200, 40, draws + 1) < 0.05).any())
        ours += refuted(works, 0.9)
    assert ours / times <= 0.05 < plain / times - 0.05


def test_the_sample_by_hand():
    """No find in 30 of 50: C(48, 30) / C(50, 30) that two are relevant, times 1 * 2; a find after that takes nothing back."""
    none = comb(48, 30) / comb(50, 30) * 2
    assert sample_p(np.zeros(30, bool), 50, 2) == pytest.approx(none, rel=1e-9)
    assert sample_p(np.r_[np.zeros(30, bool), True], 50, 2) <= none + 1e-12
    assert sample_p(np.zeros(0, bool), 50, 2) == 1.0 and sample_p(np.zeros(49, bool), 50, 2) == 0.0


def test_the_p_value_of_a_ranked_reading_by_hand():
    """Ten of 100 works read without a find after five finds: that two of the 95 left are relevant is
    refuted by C(93, 10) / C(95, 10)."""
    answers = np.array([True] * 5 + [False] * 10)
    assert ranked_p(answers, 100, 7) == pytest.approx(comb(93, 10) / comb(95, 10), rel=1e-12)


def test_a_biased_urn_by_hand():
    """One relevant among 20, five times as likely as each other: missed in ten draws with 19/24 * 18/23 * ..., which SciPy integrates."""
    missed = np.prod([(20 - n - 1) / (20 - n - 1 + 5) for n in range(10)])
    assert ranked_p(np.zeros(10, bool), 20, 1, lead=5) == pytest.approx(missed, rel=1e-6)


@given(st.lists(st.booleans(), max_size=40), st.integers(0, 40), st.integers(1, 30))
def test_only_points_after_a_find_matter(answers, unread, more):
    """The least over all starting points, each computed by itself."""
    from scipy.stats import hypergeom

    read, total = np.array(answers, bool), len(answers) + unread
    relevant = int(read.sum()) + more
    if relevant > read.sum() + unread:
        assert ranked_p(read, total, relevant) == 0
        return
    each = [
        hypergeom.cdf(read[j:].sum(), total - j, relevant - read[:j].sum(), len(read) - j)
        for j in range(len(read) + 1)
    ]
    assert ranked_p(read, total, relevant) == pytest.approx(min(each), abs=1e-12)


@given(st.permutations(range(12)))
def test_the_order_within_a_block_changes_nothing(order):
    """Two days of twelve answers each."""
    day = np.array([n < 5 for n in range(12)])
    ends = np.array([12])
    first = ranked_p(np.r_[day, np.zeros(12, bool)], 60, 8, ends=ends)
    assert ranked_p(np.r_[day[list(order)], np.zeros(12, bool)], 60, 8, ends=ends) == first


@pytest.mark.parametrize("lead", [1.5, 4.0])
def test_the_lead_of_a_biased_urn_is_found_again(lead):
    chance, found = np.random.default_rng(5), []
    for _ in range(60):
        works = np.zeros(900, bool)
        works[:90] = True
        weight = np.where(works, lead, 1.0)
        read = works[np.argsort(chance.exponential(size=900) / weight)][
            :400
        ]  # Wallenius' urn, drawn by clocks
        found.append(lead_of(read, 900, 90 - int(read.sum()), 20.0))
    assert np.median(found) == pytest.approx(lead, rel=0.2)
