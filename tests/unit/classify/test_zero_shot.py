"""Descriptions of codes as evidence: what they hold, what they are alike to, and what follows for a text."""

import numpy as np

from evidence.classify.zero_shot import described, likeness, rough, shared
from evidence.codebook import Code, Phrase


def code(**fields):
    return Code("a", **{"label": "Housing", "definition": "Homes.", **fields})


def test_a_description_holds_what_speaks_for_a_code_and_not_what_speaks_against_it():
    told = described(
        code(
            include="Rented homes",
            exclude="Hotels",
            phrases=(Phrase("tenant", unless=("tenant farmer",)), "landlord"),
            examples=("smith2001",),
        )
    )
    assert told == "Housing. Homes. Rented homes. tenant, landlord."


def test_a_code_without_words_of_its_own_is_described_by_its_label():
    assert described(Code("a", label="Care", definition="")) == "Care."


def test_likeness_is_the_cosine():
    texts = np.array([[1, 0], [0.6, 0.8], [0, 0]], np.float32)
    codes = np.array([[0, 1], [0.8, 0.6]], np.float32)
    assert likeness(texts, codes).tolist() == [[0, 0.8], [0.8, 0.96], [0, 0]]


def test_likeness_does_not_hang_on_the_order_of_texts():
    chance = np.random.default_rng(1)
    texts = np.round(chance.normal(size=(50, 64)), 3).astype(np.float32)
    codes = np.round(chance.normal(size=(4, 64)), 3).astype(np.float32)
    turned = chance.permutation(50)
    assert (likeness(texts[turned], codes) == likeness(texts, codes)[turned]).all()


def test_words_are_shared_also_where_their_endings_differ():
    alike = shared(
        ["Tenants in rented houses", "A wage subsidy", ""], ["tenant, rent, housing", "wages, jobs"]
    )
    assert alike.shape == (3, 2)
    assert alike[0, 0] > 0.05 > alike[0, 1]
    assert alike[1, 1] > 0.05 > alike[1, 0]
    assert alike[2].tolist() == [0, 0]


def test_nothing_written_is_alike_to_nothing():
    assert shared(["", " "], [""]).tolist() == [[0], [0]]


def test_rough_probabilities_keep_the_order_and_sum_to_one():
    p = rough(np.array([[0.1, 0.3, 0.2], [0.0, 0.0, 0.0]]))
    assert np.allclose(p.sum(axis=1), 1)
    assert p[0].argsort().tolist() == [0, 2, 1]
    assert p[1].tolist() == [1 / 3] * 3


def test_a_likeness_of_a_twentieth_more_is_e_times_as_probable():
    p = rough(np.array([[0.45, 0.40]]))
    assert np.isclose(p[0, 0] / p[0, 1], np.e)


def test_no_texts_are_no_rows():
    assert rough(np.zeros((0, 3))).shape == (0, 3)
    assert likeness(np.zeros((0, 2)), np.zeros((3, 2))).shape == (0, 3)
