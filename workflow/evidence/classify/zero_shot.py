"""What the codebook's own words say of a text: evidence where few works, or none, are coded yet.

A code is described by its label, definition and phrases, and a text is the likelier to carry it the more alike both are in meaning:
similarity-based zero-shot classification (Schopf, Braun and Matthes 2022), where Yin, Hay and Roth (2019) ask a model of inference.
Once works are coded, the description is one more coded text of its code, and weighs less and less as others come.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evidence.codebook import Code

EXAMPLES = 4.0
"""For how many coded works a description stands. Chosen with SPREAD and WORDS by tests/benchmarks/classification.py on the sets that it
names for choosing: 2 to 8 did as well."""
SPREAD = 0.05
"""By how much the likeness of two codes must differ for one to be e times as probable as the other."""
WORDS = 0.5
"""Weight of shared runs of letters beside likeness of meaning."""


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
    return (texts.astype(np.float64) @ codes.astype(np.float64).T).round(6)


def shared(texts: Sequence[str], said: Sequence[str]) -> np.ndarray:
    """(n, k) cosines of n texts and k descriptions by the runs of four and five letters that both have (TF-IDF over all); to six digits."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    if not any(text.strip() for text in (*texts, *said)):
        return np.zeros((len(texts), len(said)))
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(4, 5), sublinear_tf=True)
    letters.fit([*texts, *said])
    return (letters.transform(texts) @ letters.transform(said).T).toarray().round(6)


def rough(alike: np.ndarray) -> np.ndarray:
    """(n, k) rough probabilities, a row's sum 1, in the order of likeness: what to show first where nothing could be calibrated.

    A text that is alike to no code is no likelier to have one than another.
    """
    lead = np.exp((alike - alike.max(axis=1, keepdims=True, initial=-np.inf)) / SPREAD)
    return lead / lead.sum(axis=1, keepdims=True)
