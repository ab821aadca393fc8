"""The text model: TF-IDF of words and letters with one linear support vector machine a code.

Deterministic: works are taken in the order of their ids and liblinear runs in one thread. Nothing is
stored; the model is fitted anew in every run.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator

TITLE = 200
"""Letters are read in so many characters from the start, which hold the title; words in the whole text."""


class TextFeatures:
    """Words, pairs of words, and runs of three to five letters at the start of a text, as TF-IDF."""

    def fit(self, texts: Sequence[str]) -> TextFeatures:
        """Learn the vocabulary: words that stand in two texts, and 40,000 runs of letters at most."""
        from sklearn.feature_extraction.text import TfidfVectorizer

        least = 2 if len(texts) > 20 else 1
        self._words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=least, dtype=np.float64)
        self._letters = TfidfVectorizer(
            analyzer="char_wb",
            ngram_range=(3, 5),
            sublinear_tf=True,
            min_df=least,
            max_features=40_000,
            dtype=np.float64,
        )
        self._words.fit(texts)
        self._letters.fit([text[:TITLE] for text in texts])
        self.names_ = self._words.get_feature_names_out()
        return self

    def transform(self, texts: Sequence[str]) -> Any:
        """(n, features) sparse; the columns of `names_` come first."""
        from scipy.sparse import hstack

        words = self._words.transform(texts)
        return hstack([words, self._letters.transform([text[:TITLE] for text in texts])]).tocsr()


class LinearModel(BaseEstimator):
    """One linear support vector machine a code, with the face of a scikit-learn estimator."""

    def __init__(self, C: float = 0.5) -> None:
        self.C = C

    def fit(self, features: Any, codes: np.ndarray) -> LinearModel:
        """Learn (n, k) bool codes from (n, features); a code that all or none have gets a constant."""
        from sklearn.exceptions import ConvergenceWarning
        from sklearn.svm import LinearSVC

        self.coef_ = np.zeros((codes.shape[1], features.shape[1]))
        self.intercept_ = np.where(codes.all(axis=0), 1.0, -1.0)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            for column in np.flatnonzero(codes.any(axis=0) & ~codes.all(axis=0)):
                one = LinearSVC(C=self.C, class_weight="balanced", random_state=0)
                one.fit(features, codes[:, column])
                self.coef_[column], self.intercept_[column] = one.coef_[0], one.intercept_[0]
        return self

    def decision_function(self, features: Any) -> np.ndarray:
        """(n, k) margins: above 0 for, below 0 against."""
        return np.asarray(features @ self.coef_.T) + self.intercept_
