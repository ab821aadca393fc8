"""The optimum is that of the loss, and near that of scikit-learn's sharp hinge."""

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from evidence.screen import hinge

CHANCE = np.random.default_rng(3)


def made(n=60, words=30):
    features = CHANCE.random((n, words)) * (CHANCE.random((n, words)) < 0.3)
    return features, features[:, 0] + 0.3 * CHANCE.random(n) > 0.3, CHANCE.random(n) + 0.1


def loss(weights, features, yes, cost):
    margins = np.where(yes, 1, -1) * (features @ weights[:-1] + weights[-1])
    # the mean of sharp hinges whose corners lie within ROUND of 1
    corners = 1 + hinge.ROUND * (np.arange(2000) * 2 + 1 - 2000) / 2000
    of_each = np.maximum(corners[:, None] - margins, 0).mean(axis=0)
    return weights @ weights / 2 + cost @ of_each


def test_nothing_near_is_better():
    features, yes, cost = made()
    found = hinge.fit(csr_matrix(features), yes, cost)
    least = loss(found, features, yes, cost)
    for _ in range(50):
        assert loss(found + CHANCE.normal(size=len(found)) * 1e-3, features, yes, cost) > least
    other = minimize(loss, np.zeros(len(found)), (features, yes, cost), options={"gtol": 1e-4})
    assert found == pytest.approx(other.x, abs=2e-3)


@pytest.mark.parametrize("size", [0.2, 5.0])
def test_it_orders_works_as_scikit_learn_does(monkeypatch, size):
    features, yes, cost = made(200)
    sharp = LinearSVC(C=1.0, loss="hinge", tol=1e-8, max_iter=200_000, random_state=0)
    theirs = sharp.fit(features, yes, size * cost).coef_[0]
    given = csr_matrix(features), yes, size * cost
    ours = hinge.fit(*given)
    assert np.corrcoef(features @ ours[:-1], features @ theirs)[0, 1] > 0.998
    for sharper in (0.01, 0.002, 0.0005):
        monkeypatch.setattr(hinge, "ROUND", sharper)
        ours = hinge.fit(*given, ours)
    assert ours[:-1] == pytest.approx(theirs, abs=0.02)


def test_a_guess_changes_nothing():
    features, yes, cost = made()
    given = csr_matrix(features), yes, cost
    found = hinge.fit(*given)
    assert hinge.fit(*given, CHANCE.normal(size=len(found))) == pytest.approx(found, abs=2e-7)


def test_nor_does_the_way_in_which_steps_are_solved(monkeypatch):
    features, yes, cost = made()
    given = csr_matrix(features), yes, 10 * cost
    found, table = hinge.fit(*given), features @ features.T
    known = hinge.fit(*given, alike=lambda some: table[np.ix_(some, some)])
    assert known == pytest.approx(found, abs=2e-7)
    monkeypatch.setattr(hinge, "AT_ONCE", 0)
    assert hinge.fit(*given) == pytest.approx(found, abs=2e-7)
