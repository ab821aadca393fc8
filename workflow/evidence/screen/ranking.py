"""Undecided works in order of promise, learnt from those that people included and excluded.

Relevance feedback, the querying that technology-assisted review rests on (Cormack and Grossman 2014):
what looks most like the included works is read next, and the model learns again from each answer. TF-IDF
of words and a linear support vector machine, in which included works weigh `ratio` times as much as all
excluded ones. How the settings were chosen is told in docs/benchmarks.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator


class Ranker(BaseEstimator):
    """A linear model of what is included, with the face of a scikit-learn estimator."""

    def __init__(self, C: float = 0.11, ratio: float = 10.0) -> None:
        self.C, self.ratio = C, ratio

    def fit(self, features: Any, included: np.ndarray) -> Ranker:
        """Learn from (n, words) features and (n,) 0 or 1. Raises ValueError unless both occur."""
        from sklearn.svm import LinearSVC

        included = np.asarray(included).astype(bool)
        yes, no = int(included.sum()), int((~included).sum())
        if not yes or not no:
            raise ValueError("a ranking needs one included and one excluded work at least")
        weight = np.where(included, self.ratio / yes, 1 / no) * len(included) / (self.ratio + 1)
        model = LinearSVC(C=self.C, loss="hinge", max_iter=500, random_state=0)
        self.coef_ = _quietly(model, features, included, weight)
        return self

    def decision_function(self, features: Any) -> np.ndarray:
        """(n,) float: the higher, the more like what was included."""
        return features @ self.coef_


def features(texts: Sequence[str]) -> Any:
    """(n, words) sparse TF-IDF of single words; words of nearly all texts are left out."""
    return with_words(texts)[0]


def with_words(texts: Sequence[str]) -> tuple[Any, np.ndarray]:
    """`features`, and the word of each of their columns."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    words = TfidfVectorizer(sublinear_tf=True, max_df=0.95 if len(texts) > 20 else 1.0)
    found = words.fit_transform(texts)
    return found, words.get_feature_names_out()


def rank(texts: Sequence[str], included: Sequence[bool | None]) -> list[tuple[int, float]]:
    """(row, score) of every undecided text (None), the most promising first.

    Without an included and an excluded text there is nothing to learn from: the order is that of the
    rows and scores are 0.
    """
    undecided = [row for row, told in enumerate(included) if told is None]
    decided = [row for row, told in enumerate(included) if told is not None]
    answers = np.array([bool(included[row]) for row in decided])
    if not undecided or not len(answers) or answers.all() or not answers.any():
        return [(row, 0.0) for row in undecided]
    matrix = features(texts)
    scores = Ranker().fit(matrix[decided], answers).decision_function(matrix[undecided])
    order = np.argsort(-scores.round(6), kind="stable")
    return [(undecided[i], float(scores[i].round(6))) for i in order]


def _quietly(model: Any, features: Any, included: np.ndarray, weight: np.ndarray) -> np.ndarray:
    import warnings

    from sklearn.exceptions import ConvergenceWarning

    with warnings.catch_warnings():
        # A ranking does not gain from the last decimals.
        warnings.simplefilter("ignore", ConvergenceWarning)
        return model.fit(features, included, weight).coef_[0]
