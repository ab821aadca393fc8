"""In what order works are read before there is anything to learn from: nothing decided yet, or nothing included, or nothing excluded.

What is most like the question of the review comes first, and like the works that are included so far, by
the cosine of words (TF-IDF) and of meaning, each as a share of its highest (Rocchio 1971, without his third
part: on the sets of docs/benchmarks.md the first excluded works lay so near the relevant ones that to move
away from them found less). Without a question and an included work the order is one by chance, which the
ids of the works give: the same on every machine, and no works that stand first in a file come first.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

_QUESTION = 0.5  # weight of the question where a work is included already
_EXACT = float(1 << 20)
_TRADE = frozenset(
    [
        "review",
        "reviews",
        "systematic",
        "scoping",
        "rapid",
        "meta",
        "analysis",
        "analyses",
        "synthesis",
        "map",
    ]
    + ["evidence", "literature", "study", "studies", "research", "known", "what", "which", "how", "does"]
)
"""Words of reviewing, which tell nothing of what is reviewed."""


@dataclass(frozen=True)
class Asked:
    """What a review asks. `words`: its question without words of grammar and of reviewing (`to_the_point`); `meaning`: (d,) of these, if known."""

    words: str
    meaning: np.ndarray | None = None


def to_the_point(question: str) -> str:
    """A question without words of grammar and of reviewing: "a review of the evidence on housing" is "housing"."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    words = re.findall(r"\w\w+", question.lower())
    return " ".join(word for word in words if word not in ENGLISH_STOP_WORDS and word not in _TRADE)


def at_the_start(
    words: Any,
    meaning: np.ndarray | None,
    told: Sequence[bool | None],
    asked: Any,
    question: Asked | None,
) -> np.ndarray:
    """(n,) scores of works with (n, words) features and (n, d) meaning, of which some are included (True in `told`).

    `asked`: (1, words) features of the question, None without one. All scores are 0 where there is nothing to go by.
    """
    rows = [n for n, one in enumerate(told) if one]
    spoken = question is not None and question.meaning is not None
    by_words = _like(words, rows, asked.toarray().ravel() if asked is not None else None)
    if meaning is None or not (rows or spoken):
        return by_words
    return by_words + _like(meaning, rows, np.asarray(question.meaning) if question and spoken else None)


def _like(works: Any, rows: list[int], asked: np.ndarray | None) -> np.ndarray:
    """(n,) likeness of works to some of them and to the question, as a share of the highest."""
    target = np.zeros(works.shape[1])
    if rows:
        target += np.asarray(works[rows].sum(axis=0)).ravel() / len(rows)
    if asked is not None:
        target += asked * (_QUESTION if rows else 1.0)
    found = np.asarray(works @ (np.rint(target * _EXACT) / _EXACT)).ravel()
    most = float(found.max(initial=0.0))
    return found / most if most > 0 else np.zeros(len(found))


def by_chance(ids: Sequence[str]) -> np.ndarray:
    """(n,) places of works in an order by chance, in which further works do not change that of the others."""
    thrown = [hashlib.sha256(f"start:{one}".encode()).digest() for one in ids]
    place = np.empty(len(thrown), np.int64)
    place[sorted(range(len(thrown)), key=lambda n: thrown[n])] = np.arange(len(thrown))
    return place


def rests_on(included: Sequence[bool | None], question: Asked | None) -> str:
    """What the order of `rank` rests on, in words."""
    yes, no = True in included, False in included
    if yes and no:
        return "by likeness to what was included and not to what was excluded"
    if yes:
        asked = " and to the question" if question else ""
        return f"by likeness to what was included{asked}: nobody has excluded a work yet"
    nobody = "nobody has included a work yet" if no else "nobody has decided yet"
    if question:
        return f"by likeness to the question: {nobody}"
    return f"by chance, and the same everywhere: {nobody}, and the review has no question"
