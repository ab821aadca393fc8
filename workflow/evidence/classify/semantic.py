"""Meaning as a voice of its own: logistic regression over what `evidence.meaning` reads."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.base import BaseEstimator


class MeaningModel(BaseEstimator):
    """One logistic regression a code over embeddings."""

    def __init__(self, C: float = 10.0) -> None:
        self.C = C

    def fit(self, meaning: np.ndarray, codes: np.ndarray) -> MeaningModel:
        """Learn (n, k) bool codes from (n, d) embeddings."""
        from sklearn.linear_model import LogisticRegression

        self._models: list[Any] = []
        for column in codes.T:
            one = LogisticRegression(C=self.C, class_weight="balanced", max_iter=500)
            self._models.append(
                one.fit(meaning, column) if column.any() and not column.all() else bool(column.all())
            )
        return self

    def decision_function(self, meaning: np.ndarray) -> np.ndarray:
        """(n, k) log-odds."""
        columns = [
            np.full(len(meaning), 5.0 if one else -5.0)
            if isinstance(one, bool)
            else one.decision_function(meaning)
            for one in self._models
        ]
        return np.column_stack(columns)
