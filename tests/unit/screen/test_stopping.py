"""The stopping rule: what it rests on, that it keeps its word, and its edges."""

import numpy as np
import pytest

from evidence.screen.simulate import ended
from evidence.screen.stopping import SHARE, Ground, Next, stopping
from evidence.screen.stopping_words import in_words
from evidence.screen.urns import ranked_p, sample_p


def ordered(
    total: int, relevant: int, lead: float, chance: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """(order, answers) of a ranking that takes a relevant work `lead` times as soon as another; below 1 it hides them."""
    works = np.zeros(total, bool)
    works[chance.choice(total, relevant, replace=False)] = True
    return np.argsort(chance.exponential(size=total) / np.where(works, lead, 1.0)), works


@pytest.mark.parametrize("lead", [30.0, 1.0, 0.05])
def test_the_sample_keeps_its_word_whatever_the_ranking_does(lead):
    """A good ranking, none, and one that hides what is relevant: with the sample alone at most one stop in twenty comes too early."""
    chance, early, trials = np.random.default_rng(2), 0, 20
    for trial in range(trials):
        order, works = ordered(100, 20, lead, chance)
        over = ended(order, works, seed=trial, trusted=False)
        assert over.rule.ground in (Ground.SAMPLE, Ground.ALL)
        early += over.recall < 0.95
    assert early <= 3  # of 20: more has a chance of .02 where one in twenty is too early


def test_what_was_drawn_by_chance_before_a_ranked_reading_counts_as_read_and_found():
    rule = stopping([True, False, True, False, True], 50, random=[True, True, True, True, False])
    assert (rule.read, rule.total, rule.found) == (5, 50, 3)
    few = stopping(
        [True, False, True], 50, random=[False, False, True], bare=[False, True, False], bare_total=9
    )
    assert (few.read, few.total, few.found) == (3, 50, 2)


def test_two_piles_share_the_risk():
    """Two samples, each of which would be enough alone, are not enough where both may err."""
    told = {}
    for drawn_texts in (60, 90):
        answers = [True] * 100 + [False] * (drawn_texts + 78)
        bare = [False] * (100 + drawn_texts) + [True] * 78
        rule = stopping(
            answers, 300, random=[False] * 100 + [True] * (drawn_texts + 78), bare=bare, bare_total=100
        )
        told[drawn_texts] = rule
        p = [sample_p(np.zeros(n, bool), 100, k) for n, k in ((78, 3), (drawn_texts, 4))]
        assert (sum(p) < 0.05) == (rule.ground == Ground.SAMPLE)
        assert rule.ground != Ground.SAMPLE or rule.p == pytest.approx(sum(p))
    assert told[90].ground == Ground.SAMPLE != told[60].ground


def test_a_good_ranking_is_trusted_once_it_was_checked():
    order, works = ordered(600, 20, 60.0, np.random.default_rng(3))
    over = ended(order, works)
    assert over.rule.ground == Ground.RANKING and over.read < 400 and over.recall >= 0.95
    checked = over.rule.texts
    assert len(checked.drawn) >= SHARE * checked.urn
    words = in_words(over.rule, 600 - over.read)
    assert (
        f"random sample of {len(checked.drawn)} unread works" in words
        and "without trust in the ranking" in words
    )


def test_a_tail_without_abstracts_is_warned_of_and_read_by_chance():
    """40 relevant works that a ranking finds first, 12 without an abstract that it puts last."""
    works, bare = np.zeros(600, bool), np.arange(600) >= 450
    works[:40] = works[588:] = True
    over = ended(np.arange(600), works, bare)
    assert over.recall >= 0.95 and over.warned
    reading = stopping([True] * 40 + [False] * 300, 600, bare=[False] * 340, bare_total=150)
    assert not reading.stop and reading.next == Next.BARE
    assert "150 of 260 unread works have no abstract" in in_words(reading, 260)


def test_a_sample_that_is_richer_than_the_reading_promised_takes_the_rankings_word_from_it():
    answers = [True] * 30 + [False] * 300 + [False, True] * 20
    rule = stopping(answers, 600, random=[False] * 330 + [True] * 40)
    assert not rule.stop and rule.next == Next.RANDOM
    assert "Of 40 unread works drawn by chance 20 were relevant" in in_words(rule, 230)


def test_while_none_may_be_missed_no_lead_is_trusted():
    """Two of 15 relevant works at the bottom: 13 of 80 found, then none among the next 900 of 2,000, nor in a sample of a tenth of the rest."""
    ranked = [number % 6 == 0 for number in range(78)] + [False] * 900
    rule = stopping(ranked + [False] * 110, 2000, random=[False] * len(ranked) + [True] * 110)
    assert rule.found == 13 and rule.lead == 1 and not rule.stop
    assert "95% of so few found means every one" in in_words(stopping(ranked, 2000), 1022)
    more = [number % 2 == 0 for number in range(78)] + [False] * 900
    rule = stopping(more + [False] * 110, 2000, random=[False] * len(more) + [True] * 110)
    assert rule.lead == 5 and rule.stop, "with 39 found two may be missed, and the lead is taken as measured"


def test_without_a_sample_a_ranking_is_not_enough():
    rule = stopping([True] * 30 + [False] * 400, 600)
    assert rule.p < 0.05 and not rule.stop and rule.next == Next.RANDOM
    assert stopping([True] * 10 + [False], 100).next == Next.RANKED
    by_accident = [False] * 9 + [True] * 2  # the last two stand first in the order of chance, too
    assert stopping([True] * 10 + [False], 100, random=by_accident).next == Next.RANKED


def test_a_work_that_stands_first_in_the_order_of_chance_by_accident_is_no_sample():
    """Nobody drew it: reading goes on by relevance."""
    answers = [True] * 5 + [False] * 9 + [True]
    rule = stopping(answers, 300, random=[False] * 14 + [True])
    assert rule.next == Next.RANKED and not rule.warnings and not len(rule.texts.drawn)


def test_p_is_that_of_the_urns():
    answers = np.array([True] * 5 + [False] * 100)
    assert stopping(answers, 300).p == ranked_p(answers, 300, 6, stopping(answers, 300).lead)
    some = stopping(np.r_[answers, np.zeros(150, bool)], 300, random=[False] * 105 + [True] * 150)
    assert some.at_least == 5 / (
        5 + max(n for n in range(46) if n == 0 or sample_p(np.zeros(150, bool), 195, n) >= 0.05)
    )


def test_the_order_of_rows_of_one_day_changes_nothing_where_it_is_not_known():
    """As read, at random, and the included first."""
    chance = np.random.default_rng(3)
    read = np.r_[chance.random(150) < 0.35, np.zeros(450, bool)]
    other = read.copy()
    chance.shuffle(other)
    told = [stopping(a, 1000, blocks=np.zeros(600)) for a in (read, other, -np.sort(-read.astype(int)))]
    assert told[0] == told[1] == told[2] and told[0].p == told[2].p
    assert "within a day is not known" in in_words(told[0], 400)
    assert stopping(read, 1000, blocks=np.arange(600)).warnings == ()


def test_recall_and_its_bound():
    some = stopping([True] * 10 + [False] * 60, 100)
    assert some.at_least <= some.recall <= 1
    over = stopping([True] * 10 + [False] * 90, 100)
    assert (
        over.at_least == 1.0
        and over.ground == Ground.ALL
        and in_words(over, 0) == "Every work has been screened."
    )
    assert not stopping([True] * 10, 100).stop
    assert stopping([], 10).recall == 0.0


@pytest.mark.parametrize(("name", "level"), [("recall", 0.5), ("at_least", 0.05)])
def test_the_estimate_and_its_bound_are_of_the_largest_number_that_is_not_refuted(name, level):
    answers = [True, False, False, False] * 10
    some = stopping(answers, 200)
    left = [n for n in range(10, 171) if ranked_p(np.array(answers), 200, n) >= level]
    assert getattr(some, name) == 10 / max(left) and 10 < max(left) < 170


def test_shares_and_sizes_are_checked():
    with pytest.raises(ValueError, match="only 1"):
        stopping([True, False], 1)
    with pytest.raises(ValueError, match="between 0 and 1"):
        stopping([True], 5, target=1.0)
