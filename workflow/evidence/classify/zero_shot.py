"""What the codebook's own words say of a text: evidence where few works, or none, are coded yet.

A code is described by its label, definition and phrases, and a text is the likelier to carry it the more alike both are in meaning:
similarity-based zero-shot classification (Schopf, Braun and Matthes 2022), where Yin, Hay and Roth (2019) ask a model of inference.
Without coded works likeness alone orders the codes; with them `combine.py` learns from what is said as from a text, and how much likeness
tells beside the rest.
"""

from __future__ import annotations

import numpy as np

from evidence.codebook import Code


def described(code: Code) -> str:
    """A code as one text: label, definition, when to use it, phrases. What speaks against it is left out.

    >>> described(Code('a', label='Housing', definition='Homes of people.', phrases=('rent', 'tenant')))
    'Housing. Homes of people. rent, tenant.'
    """
    phrases = ", ".join(phrase.text for phrase in code.phrases)
    parts = [part.strip().rstrip(".") for part in (code.label, code.definition, code.include, phrases)]
    return " ".join(f"{part}." for part in parts if part)


def likeness(texts: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """(n, k) cosines of texts (n, d) and descriptions of codes (k, d), both with rows of length 1 or of noughts; to six digits."""
    cosines: np.ndarray = texts.astype(np.float64) @ codes.astype(np.float64).T
    return cosines.round(6)
