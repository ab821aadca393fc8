"""Weights of all codes, and what each code has of its own: the optimum of scikit-learn on the same columns written out."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from evidence.classify.calibrate import SLOPE, calibration
from evidence.classify.logistic import sigmoid

CHANCE = np.random.default_rng(5)


@pytest.mark.parametrize("scale", [1.0, 30.0])
@pytest.mark.parametrize("n, k", [(300, 1), (120, 4)])
def test_weights_are_those_of_scikit_learn(scale, n, k):
    evidence = CHANCE.normal(size=(n, k, 4)) * [scale, 1, 1, 0]
    first = evidence[:, :, 0]
    own = np.broadcast_to(np.eye(k), (n, k, k))
    columns = np.concatenate([evidence, own, SLOPE * own * first[:, :, None]], axis=2).reshape(n * k, -1)
    for yes in (CHANCE.random((n, k)) < sigmoid(first - 2 + np.arange(k)), first > 0):
        one = LogisticRegression(C=1.0, solver="newton-cholesky", tol=1e-12).fit(columns, yes.ravel())
        found = calibration(evidence, yes)
        told = np.r_[found.shared[:-1], found.own.T.ravel(), found.shared[-1]]
        assert told == pytest.approx(np.r_[one.coef_[0], one.intercept_], abs=1e-6)
        assert found.log_odds(evidence).ravel() == pytest.approx(one.decision_function(columns), abs=1e-5)


def test_a_code_with_few_works_is_as_the_others_and_one_with_many_as_it_is():
    """Of eleven codes with the same evidence, one is given three times in four, on few works or on many; the others one time in ten."""
    for n, least, most in ((4, 0.3, 0.72), (4_000, 0.74, 0.76)):
        yes = np.zeros((n * 10, 11), bool)
        yes[::10], yes[:, 0] = True, np.arange(n * 10) % 4 > 0
        evidence = np.zeros((n * 10, 11, 1))
        p = sigmoid(calibration(evidence, yes).log_odds(evidence))[0]
        assert least < p[0] < most and p[1:] == pytest.approx(0.1, abs=0.02)
