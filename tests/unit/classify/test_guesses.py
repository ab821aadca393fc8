"""Codes without a probability: in what order, and how they are told."""

import numpy as np

from evidence.classify.guesses import Guess, in_words, ordered


def test_phrases_come_before_likeness_and_ties_go_by_name() -> None:
    codes, near = ["d", "c", "b", "a"], np.array([0.1, 0.9, 0.1, 0.3])
    told = [g.code for g in ordered(codes, np.array([0, 0, 0, 2]), near)]
    assert told == ["a", "c", "b", "d"]


def test_without_meaning_only_codes_with_a_phrase_are_guesses() -> None:
    assert ordered(["x", "y"], np.array([0, 1]), None) == [Guess("y", None)]


def test_three_of_each_kind_are_told() -> None:
    known = [Guess(f"k{n}", 0.9 - n / 10) for n in range(4)]
    rare = [Guess(f"r{n}", None) for n in range(4)]
    assert in_words([*known, *rare], str) == (
        "k0 0.90, k1 0.80, k2 0.70; no probability yet, by the words of the codebook: r0, r1, r2"
    )
    assert in_words([], str) == ""
