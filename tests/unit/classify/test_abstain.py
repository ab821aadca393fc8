"""A threshold is what reached the precision on works not seen, or none at all."""

import numpy as np
from scipy.stats import binomtest

from evidence.classify.abstain import NEVER, threshold


def test_the_threshold_is_the_lowest_that_holds():
    p = np.linspace(1, 0.5, 101)
    right = p >= 0.75
    at = threshold(p, right, 0.9, 0.9)
    assert 0.7 < at < 0.75  # a few wrong ones are within the bound
    accepted = p >= at
    bound = (
        binomtest(int(right[accepted].sum()), int(accepted.sum()), alternative="greater")
        .proportion_ci(0.9)
        .low
    )
    assert bound >= 0.9


def test_one_more_would_break_it():
    p = np.linspace(1, 0.5, 101)
    right = p >= 0.75
    below = p[p < threshold(p, right, 0.9, 0.9)].max()
    accepted = p >= below
    bound = (
        binomtest(int(right[accepted].sum()), int(accepted.sum()), alternative="greater")
        .proportion_ci(0.9)
        .low
    )
    assert bound < 0.9


def test_with_too_little_to_go_by_nothing_is_accepted():
    assert threshold(np.ones(10), np.ones(10, bool), 0.9, 0.9) == NEVER  # ten of ten are not yet nine in ten
    assert threshold(np.ones(22), np.ones(22, bool), 0.9, 0.9) == 1.0
    assert threshold(np.empty(0), np.empty(0, bool), 0.9, 0.9) == NEVER
    assert threshold(np.ones(50), np.zeros(50, bool), 0.9, 0.9) == NEVER


def test_equal_probabilities_stand_or_fall_together():
    p = np.array([0.9] * 40 + [0.8] * 40)
    right = np.array([True] * 40 + [True] * 20 + [False] * 20)
    assert threshold(p, right, 0.9, 0.9) == 0.9


def test_precision_holds_in_repeated_draws():
    """In fresh samples the precision falls short of nine in ten in at most about one of ten trials."""
    chance, short, trials = np.random.default_rng(3), 0, 200
    for _ in range(trials):
        p = chance.random(300)
        at = threshold(p, chance.random(300) < p, 0.9, 0.9)
        # With calibrated probabilities, the true precision at and above a threshold is their mean.
        short += at < NEVER and (1 + at) / 2 < 0.9
    assert short / trials <= 0.15
