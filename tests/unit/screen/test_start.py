"""The order of reading before there is anything to learn from."""

import hashlib

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from evidence.screen.start import Asked, at_the_start, by_chance, rests_on, to_the_point

WORDS = csr_matrix(np.array([[1.0, 0, 0], [0, 1, 0], [0.6, 0.8, 0], [0, 0, 1]]))
MEANING = np.array([[1.0, 0], [0, 1], [0, 1], [0.5, 0.5]])
QUESTION = csr_matrix(np.array([[0.0, 1, 0]]))


def test_words_of_grammar_and_of_reviewing_tell_nothing_of_the_topic():
    asked = "What is known about partnerships in public services? A systematic review of the evidence"
    assert to_the_point(asked) == "partnerships public services"
    assert to_the_point("A systematic review") == ""


def test_likeness_is_a_share_of_the_highest_by_words_and_by_meaning():
    nobody = [None] * 4
    by_words = at_the_start(WORDS, None, nobody, QUESTION, Asked("b"))
    assert by_words.tolist() == pytest.approx([0, 1, 0.8, 0])
    both = at_the_start(WORDS, MEANING, nobody, QUESTION, Asked("b", np.array([1.0, 0])))
    assert both.tolist() == pytest.approx([1, 1, 0.8, 0.5])


def test_the_question_weighs_half_beside_what_is_included_and_excluded_works_nothing():
    told = [True, False, None, None]
    found = at_the_start(WORDS, None, told, QUESTION, Asked("b"))
    assert found.tolist() == pytest.approx([1, 0.5, 1.0, 0])  # .6 + .5 * .8 is the highest beside 1
    assert at_the_start(
        WORDS, None, [False, None, None, None], QUESTION, Asked("b")
    ).tolist() == pytest.approx([0, 1, 0.8, 0])


def test_with_nothing_to_go_by_all_scores_are_nought_and_chance_is_the_ids():
    assert not at_the_start(WORDS, MEANING, [None] * 4, None, None).any()
    ids = [f"w{n}" for n in range(20)]
    thrown = sorted(ids, key=lambda one: hashlib.sha256(f"start:{one}".encode()).digest())
    assert [thrown[place] for place in by_chance(ids)] == ids and thrown != ids
    fewer = by_chance(ids[:9])
    assert sorted(ids[:9], key=lambda one: fewer[ids.index(one)]) == [one for one in thrown if one in ids[:9]]


@pytest.mark.parametrize(
    ("included", "question", "says"),
    [
        ([None], "a", "to the question: nobody has decided yet"),
        ([None, False], "a", "to the question: nobody has included a work yet"),
        ([None, True], "a", "what was included and to the question: nobody has excluded a work yet"),
        ([None, True], "", "what was included: nobody has excluded a work yet"),
        (
            [None],
            "",
            "by chance, and the same everywhere: nobody has decided yet, and the review has no question",
        ),
        ([None, True, False], "a", "by likeness to what was included and not to what was excluded"),
    ],
)
def test_what_the_order_rests_on_is_said(included, question, says):
    assert rests_on(included, Asked(question) if question else None).endswith(says)
