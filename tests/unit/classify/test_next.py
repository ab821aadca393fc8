"""What is asked next: unsure, new, and at stake."""

import numpy as np
from scipy.sparse import csr_matrix

from evidence.classify.next import entropy, questions

LIKE = csr_matrix(np.array([[1.0, 0], [1, 0], [0, 1], [0.6, 0.8]]))


def test_the_most_unsure_comes_first_and_its_twin_is_not_asked_too():
    asked = questions(["a", "b", "c", "d"], np.array([1.0, 0.9, 0.5, 0.1]), LIKE, {}, str.upper, 2)
    assert [q.work_id for q in asked] == ["a", "c"]
    assert asked[1].novelty == 1.0


def test_what_hangs_on_a_work_weighs():
    stakes = {"c": 1.5}
    asked = questions(["a", "b", "c", "d"], np.array([1.0, 0.9, 0.5, 0.1]), LIKE, stakes, str.upper, 1)
    assert (asked[0].work_id, asked[0].stake, asked[0].guess) == ("c", 1.5, "C")


def test_entropy_in_bits():
    assert entropy(np.array([[0.5, 0.5], [1.0, 0.0]])).round(3).tolist() == [2.0, 0.0]
