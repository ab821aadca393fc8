"""The optimum is that of scikit-learn, one code at a time; of many works alike, and of codes that all or none have, too."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from evidence.classify import alike, logistic
from evidence.classify.alike import Alike

CHANCE = np.random.default_rng(7)


def made(n=80, features=40, codes=4):
    text = CHANCE.random((n, features)) * (CHANCE.random((n, features)) < 0.3)
    meaning = CHANCE.normal(size=(n, 6))
    return (
        csr_matrix(text),
        meaning / np.linalg.norm(meaning, axis=1)[:, None],
        CHANCE.random((n, codes)) < 0.25,
    )


def theirs(text, meaning, codes, C):
    """Margins of scikit-learn with the same features side by side; the intercept is a feature that is held back little."""
    x = np.hstack(
        [text.toarray(), alike.MEANING**0.5 * meaning, np.full((len(meaning), 1), alike.CONSTANT**0.5)]
    )
    one = LogisticRegression(
        C=C, class_weight="balanced", fit_intercept=False, solver="newton-cholesky", tol=1e-12
    )
    return np.stack([one.fit(x, own).decision_function(x) for own in codes.T], axis=1)


@pytest.mark.parametrize("C", [0.1, 1.0, 100.0])
def test_margins_are_those_of_scikit_learn(C):
    text, meaning, codes = made()
    every, likenesses = np.arange(len(codes)), Alike.of(text, meaning)
    parts = logistic.fit(likenesses.times(every, every), codes, C)
    near = 1e-6 * max(1, C / 10)  # how near the optimum is asked for goes by the weight of a work
    assert likenesses.times(every, every)(parts) == pytest.approx(theirs(text, meaning, codes, C), abs=near)
    spelt = likenesses.weights(every, parts).margins(text, meaning)
    assert spelt == pytest.approx(likenesses.times(every, every)(parts), abs=1e-9)


@pytest.mark.filterwarnings("ignore:Line search of Newton solver")
def test_works_that_are_the_same_are_no_trouble():
    text = csr_matrix(np.repeat(np.eye(2), 30, axis=0))
    codes = np.stack([np.arange(60) % 3 == 0, np.arange(60) % 7 < 3], axis=1)
    every, likenesses = np.arange(60), Alike.of(text, None)
    margins = likenesses.times(every, every)(logistic.fit(likenesses.times(every, every), codes, 1.0))
    assert margins == pytest.approx(theirs(text, np.zeros((60, 1)), codes, 1.0), abs=1e-6)


def test_a_guess_to_start_from_changes_nothing():
    text, meaning, codes = made()
    every, likenesses = np.arange(len(codes)), Alike.of(text, meaning)
    times = likenesses.times(every, every)
    first = logistic.fit(times, codes, 1.0)
    again = logistic.fit(times, codes, 1.0, CHANCE.normal(size=codes.shape) * 5)
    assert np.abs(first - again).max() < 1e-8


def test_too_many_works_for_a_table_are_fitted_without_one(monkeypatch):
    text, meaning, codes = made()
    some, every = np.arange(50), np.arange(len(codes))
    with_table = Alike.of(text, meaning)
    monkeypatch.setattr(alike, "DENSE", 10)
    without = Alike.of(text, meaning)
    assert without.voices[0].products is None
    said = [
        one.times(every, some)(logistic.fit(one.times(some, some), codes[some], 1.0))
        for one in (with_table, without)
    ]
    assert said[0] == pytest.approx(said[1], abs=1e-8)


def test_a_code_that_all_or_none_have_leans_that_way():
    text = csr_matrix(np.eye(3))
    codes = np.array([[1, 0], [1, 0], [1, 0]], bool)
    every, likenesses = np.arange(3), Alike.of(text, None)
    margins = likenesses.times(every, every)(logistic.fit(likenesses.times(every, every), codes, 1.0))
    assert (margins[:, 0] > 0).all() and (margins[:, 1] < 0).all()
