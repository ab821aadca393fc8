"""Undecided works in order of promise, learnt from those that people included and excluded.

Relevance feedback, the querying that technology-assisted review rests on (Cormack and Grossman 2014):
what looks most like the included works is read next, and the model learns again from each answer. TF-IDF
of words, with what texts mean where that is known, and a linear support vector machine, in which included
works weigh `ratio` times as much as all excluded ones. How the settings were chosen is told in
docs/benchmarks.md. While there is nothing to learn from, `screen/start.py` has the order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator

from evidence.screen.start import Asked, at_the_start, by_chance

WEIGHT = 0.35
"""Of meaning beside words, whose rows are of length 1 both."""
_EXACT = float(
    1 << 20
)  # weights are whole multiples of 1 / this, so that sums over the grid of meaning have no last digits


@dataclass(frozen=True)
class Both:
    """Words and meaning of n works as one matrix. `words`: (n, words) sparse, `meaning`: (n, d) dense, never made sparse as a whole."""

    words: Any
    meaning: np.ndarray

    @property
    def shape(self) -> tuple[int, int]:
        return self.words.shape[0], self.words.shape[1] + self.meaning.shape[1]

    def __getitem__(self, rows: Any) -> Both:
        return Both(self.words[rows], self.meaning[rows])

    def __matmul__(self, weights: np.ndarray) -> np.ndarray:
        kinds = self.words.shape[1]
        found: np.ndarray = self.words @ weights[:kinds] + self.meaning @ (WEIGHT * weights[kinds:])
        return found

    def stacked(self) -> Any:
        """(n, words + d) sparse: what a learner takes, of the decided works alone."""
        from scipy.sparse import csr_matrix, hstack

        return hstack([self.words, csr_matrix(self.meaning * WEIGHT)]).tocsr()


class Ranker(BaseEstimator):
    """A linear model of what is included, with the face of a scikit-learn estimator."""

    def __init__(self, C: float = 0.2, ratio: float = 10.0) -> None:
        self.C, self.ratio = C, ratio

    def fit(self, features: Any, included: np.ndarray) -> Ranker:
        """Learn from (n, words) features, or `Both`, and (n,) 0 or 1. Raises ValueError unless both occur."""
        from sklearn.svm import LinearSVC

        included = np.asarray(included).astype(bool)
        yes, no = int(included.sum()), int((~included).sum())
        if not yes or not no:
            raise ValueError("a ranking needs one included and one excluded work at least")
        weight = np.where(included, self.ratio / yes, 1 / no) * len(included) / (self.ratio + 1)
        model = LinearSVC(C=self.C, loss="hinge", max_iter=500, random_state=0)
        given = features.stacked() if isinstance(features, Both) else features
        self.coef_ = np.rint(_quietly(model, given, included, weight) * _EXACT) / _EXACT
        return self

    def decision_function(self, features: Any) -> np.ndarray:
        """(n,) float: the higher, the more like what was included."""
        scores: np.ndarray = features @ self.coef_
        return scores


def features(texts: Sequence[str]) -> Any:
    """(n, words) sparse TF-IDF of single words; words of nearly all texts are left out."""
    return with_words(texts)[0]


def with_words(texts: Sequence[str]) -> tuple[Any, np.ndarray]:
    """`features`, and the word of each of their columns."""
    words = _reader(len(texts))
    found = words.fit_transform(texts)
    return found, words.get_feature_names_out()


def with_meaning(words: Any, meaning: np.ndarray | None) -> Any:
    """The (n, words) features of works joined to their (n, d) meaning: what a `Ranker` learns from and `play` reads; the words alone
    where the meaning is not known."""
    return words if meaning is None else Both(words, np.asarray(meaning, dtype=np.float64))


def rank(
    texts: Sequence[str],
    included: Sequence[bool | None],
    ids: Sequence[str] | None = None,
    meaning: np.ndarray | None = None,
    question: Asked | None = None,
) -> list[tuple[int, float]]:
    """(row, score) of every undecided text (None), the most promising first.

    `ids` of the works break ties and make the order one that does not hang on that of the rows; the texts
    themselves serve where there are none. `meaning`: (n, d) rows of length 1. Without an included and an
    excluded text the order is that of `screen/start.py`, by the `question` if there is one.
    """
    keys = texts if ids is None else ids
    place = np.array(sorted(range(len(texts)), key=lambda row: keys[row]), np.int64)
    told = [included[row] for row in place]
    undecided = np.array([n for n, one in enumerate(told) if one is None], np.int64)
    if not len(undecided):
        return []
    reader = _reader(len(texts))
    words = reader.fit_transform([texts[row] for row in place])
    known = None if meaning is None else np.asarray(meaning, dtype=np.float64)[place]
    if {True, False} <= set(told):
        decided = np.array([n for n, one in enumerate(told) if one is not None], np.int64)
        works = with_meaning(words, known)
        answers = np.array([bool(told[n]) for n in decided])
        scores = Ranker().fit(works[decided], answers).decision_function(works[undecided])
    else:
        asked = reader.transform([question.words]) if question else None
        scores = at_the_start(words, known, told, asked, question)[undecided]
    scores = scores.round(6)
    ties = by_chance([keys[place[n]] for n in undecided]) if not scores.any() else undecided.tolist()
    order = sorted(range(len(undecided)), key=lambda n: (-scores[n], ties[n]))
    return [(int(place[undecided[n]]), float(scores[n])) for n in order]


def _reader(texts: int) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(sublinear_tf=True, max_df=0.95 if texts > 20 else 1.0)


def _quietly(model: Any, features: Any, included: np.ndarray, weight: np.ndarray) -> np.ndarray:
    import warnings

    from sklearn.exceptions import ConvergenceWarning

    with warnings.catch_warnings():
        # A ranking does not gain from the last decimals.
        warnings.simplefilter("ignore", ConvergenceWarning)
        return model.fit(features, included, weight).coef_[0]
