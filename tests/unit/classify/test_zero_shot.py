"""Descriptions of codes as evidence: what they hold, and what they are alike to."""

import numpy as np

from evidence.classify.zero_shot import described, likeness
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


def test_no_texts_are_no_rows():
    assert likeness(np.zeros((0, 2)), np.zeros((3, 2))).shape == (0, 3)
