"""What is like the included works comes first."""

import numpy as np
import pytest

from evidence.screen.ranking import Ranker, features, rank

TEXTS = [
    "housing for young adults",
    "neurons in mice",
    "housing support",
    "mice and cells",
    "supported housing homes",
    "cells",
]


def test_likeness_to_included_works_decides():
    order = rank(TEXTS, [True, False, None, None, None, None])
    assert {row for row, _ in order[:2]} == {2, 4} and order[0][1] > order[-1][1]


def test_without_both_answers_the_order_is_that_of_the_rows():
    for told in ([None] * 6, [True] + [None] * 5, [False, False] + [None] * 4):
        order = rank(TEXTS, told)
        assert [row for row, _ in order] == [i for i, t in enumerate(told) if t is None]
        assert all(score == 0 for _, score in order)
    assert rank(TEXTS, [True] * 5 + [False]) == []


def test_a_ranker_needs_both_answers():
    with pytest.raises(ValueError, match="one included and one excluded"):
        Ranker().fit(features(TEXTS), np.ones(6))
    assert Ranker().set_params(C=1.0).get_params() == {"C": 1.0, "ratio": 10.0}
