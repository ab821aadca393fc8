"""From one fit about what regressions say that were fitted anew without each study."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from evidence.classify import logistic
from evidence.classify.alike import Alike
from evidence.classify.left_out import left_out

CHANCE = np.random.default_rng(11)


def made(n=90, words=40):
    text = CHANCE.random((n, words)) * (CHANCE.random((n, words)) < 0.2)
    text /= np.maximum(np.linalg.norm(text, axis=1), 1e-9)[:, None]
    codes = np.stack([text[:, 0] + text[:, 1] > 0.2, CHANCE.random(n) < 0.3], axis=1)
    return Alike.of(csr_matrix(text), None), codes


def anew(alike, codes, without):
    """Margins of some works by a regression that was fitted without them."""
    others = np.setdiff1d(np.arange(len(codes)), without)
    parts = logistic.fit(alike.times(others, others), codes[others], 1.0)
    return alike.times(without, others)(parts)


@pytest.mark.parametrize("size", [1, 3])
def test_margins_are_about_those_without_the_study(size):
    alike, codes = made()
    every = np.arange(len(codes))
    times = alike.times(every, every)
    parts = logistic.fit(times, codes, 1.0)
    groups = [every[at : at + size] for at in range(0, len(every), size)]
    found = left_out(times(np.eye(len(every))), parts, logistic.balanced(codes), groups)
    true = np.vstack([anew(alike, codes, group) for group in groups])
    seen = times(parts)
    assert np.abs(found - true).mean() < 0.15 * np.abs(seen - true).mean()
    assert np.corrcoef((found - seen).ravel(), (true - seen).ravel())[0, 1] > 0.99


def test_a_work_in_no_group_keeps_its_own():
    alike, codes = made(20)
    every = np.arange(len(codes))
    times = alike.times(every, every)
    parts = logistic.fit(times, codes, 1.0)
    found = left_out(times(np.eye(20)), parts, logistic.balanced(codes), [every[:1], every[1:3]])
    assert found[3:] == pytest.approx(times(parts)[3:]) and np.abs(found - times(parts))[:3].min() > 0
