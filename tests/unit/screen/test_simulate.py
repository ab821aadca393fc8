"""A finished screening played back."""

import numpy as np
import pytest

from evidence.screen.ranking import features, with_meaning
from evidence.screen.simulate import measures, play, starts

CHANCE = np.random.default_rng(1)
TOPIC, OTHER = (
    ["housing", "tenants", "homes", "landlords", "rent"],
    ["neurons", "mice", "cells", "brain", "cortex", "protein"],
)
INCLUDED = np.array([n % 10 == 0 for n in range(200)])
TEXTS = [" ".join(CHANCE.choice(TOPIC if yes else OTHER, 6)) + f" study{n}" for n, yes in enumerate(INCLUDED)]


def test_measures_by_hand():
    """Two relevant ones, read second and fourth of ten: (2 + 4) / 2 / 10, and 1 - 4/10 - .05."""
    assert measures(np.array([False, True, False, True]), 10, 2) == pytest.approx((0.3, 0.55))
    assert all(np.isnan(measures(np.array([True]), 10, 2)))


def test_relevant_works_come_early_and_the_rule_stops_after_them():
    matrix = features(TEXTS)
    for known in starts(INCLUDED, 3):
        played = play(matrix, INCLUDED, known)
        assert played.average_time < 0.1 and played.work_saved > 0.7
        assert played.recall >= 0.95 and played.stopped_at < 200
        assert len(set(played.order.tolist())) == len(played.order) and played.order[:2].tolist() == known


def test_the_same_start_gives_the_same_order():
    matrix = features(TEXTS)
    known = next(starts(INCLUDED, 1, seed=4))
    assert INCLUDED[known].tolist() == [True, False]
    assert np.array_equal(play(matrix, INCLUDED, known).order, play(matrix, INCLUDED, known).order)


def test_a_simulation_goes_by_meaning_where_it_is_given():
    """Words say nothing here, and meaning sets the relevant works apart."""
    included = np.arange(80) % 8 == 0
    words = features(["housing and care"] * 80)
    meaning = np.where(included[:, None], [1.0, 0.0], [0.0, 1.0])
    with_both = play(with_meaning(words, meaning), included, [0, 1], judge=False)
    assert with_both.order[:11].tolist() == [0, 1, *range(8, 80, 8)]
    assert play(words, included, [0, 1], judge=False).average_time > 2 * with_both.average_time
