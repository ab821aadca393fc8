"""Undecided works in order of promise, learnt from those that people included and excluded.

Relevance feedback, the querying that technology-assisted review rests on (Cormack and Grossman 2014):
what looks most like the included works is read next, and the model learns again from each answer. TF-IDF
of words, with what texts mean where that is known, and a linear support vector machine (`screen/hinge.py`), in which included
works weigh `ratio` times as much as all excluded ones. How the settings were chosen is told in
docs/benchmarks.md. While there is nothing to learn from, `screen/start.py` has the order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from evidence.estimator import Estimator
from evidence.screen import hinge
from evidence.screen.start import Asked, at_the_start, by_chance
from evidence.tfidf import WordFeatures

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

    def __matmul__(self, weights: Any) -> np.ndarray:
        """(n,) products with (d,) weights, or (n, m) ones with the transpose of m works."""
        if isinstance(weights, _Turned):
            other = weights.of
            words = np.asarray((self.words @ other.words.T).todense())
            return words + (WEIGHT * self.meaning) @ (WEIGHT * other.meaning.T)
        kinds = self.words.shape[1]
        found: np.ndarray = self.words @ weights[:kinds] + self.meaning @ (WEIGHT * weights[kinds:])
        return found

    @property
    def T(self) -> _Turned:
        return _Turned(self)


@dataclass(frozen=True)
class _Turned:
    """The transpose of words and meaning, for products with (n,) works."""

    of: Both

    def __matmul__(self, works: np.ndarray) -> np.ndarray:
        return np.r_[self.of.words.T @ works, WEIGHT * (works @ self.of.meaning)]


class Ranker(Estimator):
    """A linear model of what is included, with the face of a scikit-learn estimator."""

    def __init__(self, C: float = 0.2, ratio: float = 10.0) -> None:
        self.C, self.ratio = C, ratio

    def fit(
        self,
        features: Any,
        included: np.ndarray,
        start: np.ndarray | None = None,
        alike: hinge.Alike | None = None,
    ) -> Ranker:
        """Learn from (n, words) features, or `Both`, and (n,) 0 or 1. Raises ValueError unless both occur. `start`: the `solved_` of another fit that is near, and `alike`: what
        `hinge.products` are known, save time."""
        included = np.asarray(included).astype(bool)
        yes, no = int(included.sum()), int((~included).sum())
        if not yes or not no:
            raise ValueError("a ranking needs one included and one excluded work at least")
        weight = np.where(included, self.ratio / yes, 1 / no) * len(included) / (self.ratio + 1)
        self.solved_ = hinge.fit(features, included, self.C * weight, start, alike)
        self.coef_ = np.rint(self.solved_[:-1] * _EXACT) / _EXACT
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
    reader, found = _read(texts)
    return found, reader.names_


def with_meaning(words: Any, meaning: np.ndarray | None) -> Any:
    """The (n, words) features of works joined to their (n, d) meaning: what a `Ranker` learns from and `play` reads; the words alone
    where the meaning is not known."""
    return words if meaning is None else Both(words, np.asarray(meaning, dtype=np.float64))


@dataclass(frozen=True)
class Ranked:
    """`rows`: undecided works, the most promising first, and their `scores`. `weights`: of each word, None where nothing was learnt."""

    rows: np.ndarray
    scores: np.ndarray
    weights: np.ndarray | None


class Ranking:
    """All works of a review, read once and put in order after each answer.

    `ids` break ties and make the order one that does not hang on that of the rows; the texts themselves
    serve where there are none. `meaning`: (n, d) rows of length 1. `vocabulary`: the word of each column.
    """

    def __init__(
        self,
        texts: Sequence[str],
        ids: Sequence[str] | None = None,
        meaning: np.ndarray | None = None,
        question: Asked | None = None,
    ) -> None:
        keys = texts if ids is None else ids
        self._row = np.array(sorted(range(len(texts)), key=lambda row: keys[row]), np.int64)
        self._chance = by_chance([keys[row] for row in self._row])
        self._question = question
        reader, self._words = _read([texts[row] for row in self._row])
        self._asked = reader.transform([question.words]) if question else None
        self.vocabulary: np.ndarray = reader.names_
        self.give(meaning, question)

    def give(self, meaning: np.ndarray | None, question: Asked | None) -> None:
        """What the works mean, and the question, where it is known only now."""
        self._meaning = None if meaning is None else np.asarray(meaning, dtype=np.float64)[self._row]
        self._works, self._question = with_meaning(self._words, self._meaning), question

    def after(self, included: Sequence[bool | None]) -> Ranked:
        """The order after the answers so far, None where there is none."""
        told = [included[row] for row in self._row]
        undecided = np.array([n for n, one in enumerate(told) if one is None], np.int64)
        weights = None
        if not len(undecided):
            scores = np.zeros(0)
        elif {True, False} <= set(told):
            decided = np.array([n for n, one in enumerate(told) if one is not None], np.int64)
            model = Ranker().fit(self._works[decided], np.array([bool(told[n]) for n in decided]))
            weights = model.coef_[: self._words.shape[1]]
            scores = model.decision_function(self._works[undecided]).round(6)
        else:
            at_first = at_the_start(self._words, self._meaning, told, self._asked, self._question)
            scores = at_first[undecided].round(6)
        tie = undecided if scores.any() else self._chance[undecided]
        order = np.lexsort((tie, -scores))
        return Ranked(self._row[undecided[order]], scores[order], weights)


def rank(
    texts: Sequence[str],
    included: Sequence[bool | None],
    ids: Sequence[str] | None = None,
    meaning: np.ndarray | None = None,
    question: Asked | None = None,
) -> list[tuple[int, float]]:
    """(row, score) of every undecided text (None), the most promising first, by `Ranking`.

    Without an included and an excluded text the order is that of `screen/start.py`, by the `question` if
    there is one.
    """
    ranked = Ranking(texts, ids, meaning, question).after(included)
    return [(int(row), float(score)) for row, score in zip(ranked.rows, ranked.scores, strict=True)]


def _read(texts: Sequence[str]) -> tuple[WordFeatures, Any]:
    """(who reads further texts alike, (n, words) features)."""
    reader = WordFeatures(most=0.95 if len(texts) > 20 else 1.0)
    try:
        return reader, reader.fit_transform(texts)
    except ValueError:  # no words at all, or the same in all
        reader = WordFeatures.none()
        return reader, reader.transform(texts)
