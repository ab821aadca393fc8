"""What a work may be about where nothing is accepted: probabilities of codes that were learnt, and after them what the codebook's own words say of the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

MOST = 3
"""Guesses of a kind that are told."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A code that a work may carry. Without `probability` it is no more than the order in which the codebook itself speaks for codes."""

    code: str
    probability: float | None


def ordered(codes: Sequence[str], phrases: np.ndarray, near: np.ndarray | None) -> list[Guess]:
    """Codes without a probability, the likeliest first: by the number of phrases in the text, then by likeness to what the codebook says of them.

    `phrases`, `near`: (k,) of one work, in the order of `codes`. Where meaning is not read a code without a phrase is no guess.
    """
    like = np.zeros(len(codes)) if near is None else near
    order = sorted(range(len(codes)), key=lambda c: (-phrases[c], -like[c], codes[c]))
    return [Guess(codes[c], None) for c in order if phrases[c] or near is not None]


def in_words(guesses: Sequence[Guess], named: Callable[[str], str]) -> str:
    """The first `MOST` of each kind; blank where there are none.

    >>> in_words([Guess("housing", 0.62), Guess("zebras", None)], str.title)
    'Housing 0.62; no probability yet, by the words of the codebook: Zebras'
    """
    known = [f"{named(g.code)} {g.probability:.2f}" for g in guesses if g.probability is not None][:MOST]
    others = [named(g.code) for g in guesses if g.probability is None][:MOST]
    by_words = f"no probability yet, by the words of the codebook: {', '.join(others)}" if others else ""
    return "; ".join(part for part in (", ".join(known), by_words) if part)
