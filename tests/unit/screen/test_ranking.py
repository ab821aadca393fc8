"""What is like the included works comes first."""

import numpy as np
import pytest

from evidence.screen.hinge import products
from evidence.screen.ranking import WEIGHT, Ranker, features, rank, with_meaning
from evidence.screen.start import Asked

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


def test_the_order_does_not_hang_on_that_of_the_rows():
    """Nor on which rows are read first: ids tell works apart, and texts where there are none."""
    ids = [f"w{n}" for n in (3, 5, 1, 4, 2, 6, 9, 7)]
    texts = [*TEXTS, "cells", "cells"]
    meaning = np.eye(8, 4)
    for told in ([True, False, *[None] * 6], [True, *[None] * 7], [None] * 8):
        asked = Asked("housing", np.eye(4)[1])
        for named in (ids, None):
            first = [
                (texts[row], named and ids[row], score)
                for row, score in rank(texts, told, named, meaning, asked)
            ]
            turned = rank(texts[::-1], told[::-1], named and ids[::-1], meaning[::-1], asked)
            again = [(texts[::-1][row], named and ids[::-1][row], score) for row, score in turned]
            assert first == again


def test_meaning_finds_what_shares_no_word():
    texts = ["flats", "neurons", "apartments", "synapses", "homes", "cortex"]
    meaning = np.tile(np.eye(2), (3, 1))
    told = [True, False, None, None, None, None]
    assert len({score for _, score in rank(texts, told)}) == 1
    assert {row for row, _ in rank(texts, told, meaning=meaning)[:2]} == {2, 4}


def test_works_of_words_and_meaning_are_one_matrix_never_made_whole():
    words, meaning = features(TEXTS), np.random.default_rng(0).normal(size=(6, 3))
    both = with_meaning(words, meaning)
    whole = np.hstack([words.toarray(), WEIGHT * meaning])
    weights = np.random.default_rng(1).normal(size=both.shape[1])
    assert both.shape == whole.shape and with_meaning(words, None) is words
    works = np.random.default_rng(2).normal(size=2)
    assert np.allclose(both[[4, 1]].T @ works, whole[[4, 1]].T @ works)
    assert np.allclose(both @ weights, whole @ weights)
    assert np.allclose(products(both[[4, 1]]), whole[[4, 1]] @ whole[[4, 1]].T)


def test_without_both_answers_the_question_decides_and_then_chance():
    for told in ([None] * 6, [False, False] + [None] * 4):
        order = rank(TEXTS, told, question=Asked("supported housing"))
        assert TEXTS[order[0][0]] == "supported housing homes" and order[0][1] == 1
        by_chance = [row for row, _ in rank(TEXTS, told)]
        assert sorted(by_chance) == [i for i, t in enumerate(told) if t is None]
        assert all(score == 0 for _, score in rank(TEXTS, told))
    included = [None, True, *[None] * 4]
    assert rank(TEXTS, included)[0][0] == 3  # the mice of the one work that is included
    assert rank(TEXTS, [True] * 5 + [False]) == []


def test_a_ranker_needs_both_answers():
    with pytest.raises(ValueError, match="one included and one excluded"):
        Ranker().fit(features(TEXTS), np.ones(6))
    assert Ranker().set_params(C=1.0).get_params() == {"C": 1.0, "ratio": 10.0}
