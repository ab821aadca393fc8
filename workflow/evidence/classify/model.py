"""The text model: TF-IDF of words and pairs of words with one logistic regression a code.

Deterministic: works are taken in the order of their ids, folds come from a hash of the study, and
liblinear runs in one thread. Nothing is stored; the model is fitted anew in every run.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Any


class TextModel:
    """One-vs-rest logistic regression over TF-IDF, with the face of a scikit-learn estimator."""

    def __init__(self, minimum_examples: int = 8) -> None:
        self.minimum_examples = minimum_examples

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        return {"minimum_examples": self.minimum_examples}

    def set_params(self, **params: Any) -> TextModel:
        for name, value in params.items():
            setattr(self, name, value)
        return self

    def fit(self, texts: Sequence[str], codes: Sequence[set[str]]) -> TextModel:
        """Learn every code that at least `minimum_examples` of the texts have, and some lack."""
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression

        counts = Counter(code for own in codes for code in own)
        self.classes_ = sorted(c for c, n in counts.items() if self.minimum_examples <= n < len(texts))
        self._models = []
        if not self.classes_:
            return self
        self._words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
        try:
            features = self._words.fit_transform(texts)
        except ValueError:  # no word stands in two texts
            self.classes_ = []
            return self
        self._names = self._words.get_feature_names_out()
        for code in self.classes_:
            one = LogisticRegression(
                C=10.0, class_weight="balanced", solver="liblinear", max_iter=500, random_state=0
            )
            self._models.append(one.fit(features, [code in own for own in codes]))
        return self

    def predict_proba(self, texts: Sequence[str]) -> list[list[float]]:
        """The probability of each code of `classes_`, each judged by itself."""
        if not self.classes_ or not texts:
            return [[] for _ in texts]
        features = self._words.transform(texts)
        columns = [model.predict_proba(features)[:, 1] for model in self._models]
        return [[float(column[row]) for column in columns] for row in range(len(texts))]

    def probabilities(self, texts: Sequence[str]) -> list[dict[str, float]]:
        """`predict_proba` by code, rounded as people read it, so that no hidden digit decides."""
        rows = self.predict_proba(texts)
        return [{c: round(p, 4) for c, p in zip(self.classes_, row, strict=True)} for row in rows]

    def explain(self, text: str, code: str, most: int = 3) -> list[tuple[str, float]]:
        """The words that spoke loudest for a code in this text, with their weights."""
        row = self._words.transform([text])
        weights = self._models[self.classes_.index(code)].coef_[0]
        pull = [(str(self._names[i]), float(weights[i] * row[0, i])) for i in row.indices]
        return sorted((p for p in pull if p[1] > 0), key=lambda p: (-p[1], p[0]))[:most]


def fold_of(study_id: str, folds: int) -> int:
    """The fold of a study: the same whatever else is in the corpus.

    >>> fold_of('w-a', 5) == fold_of('w-a', 5)
    True
    """
    return int.from_bytes(hashlib.sha256(study_id.encode()).digest()[:4], "big") % folds


def fold_models(
    texts: Sequence[str],
    codes: Sequence[set[str]],
    studies: Sequence[str],
    folds: int,
    minimum_examples: int,
) -> list[TextModel]:
    """For each fold a model that saw no work of a study in it.

    A code counts its examples over all texts, so that every code of the whole model is judged too.
    """
    counts = Counter(code for own in codes for code in own)
    enough = {code for code, n in counts.items() if n >= minimum_examples}
    models = []
    for fold in range(folds):
        outside = [i for i, study in enumerate(studies) if fold_of(study, folds) != fold]
        models.append(TextModel(1).fit([texts[i] for i in outside], [codes[i] & enough for i in outside]))
    return models


def out_of_fold(
    models: Sequence[TextModel], texts: Sequence[str], studies: Sequence[str]
) -> list[dict[str, float]]:
    """For each text the probability of each code, by the one of `fold_models` for its study."""
    found: list[dict[str, float]] = [{} for _ in texts]
    for fold, model in enumerate(models):
        inside = [i for i, study in enumerate(studies) if fold_of(study, len(models)) == fold]
        for i, row in zip(inside, model.probabilities([texts[i] for i in inside]), strict=True):
            found[i] = row
    return found
