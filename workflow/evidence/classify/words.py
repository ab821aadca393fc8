"""Words and letters of texts as numbers: TF-IDF (Salton and Buckley 1988)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

TITLE = 200
"""Letters are read in so many characters from the start, which hold the title; words in the whole text."""


class TextFeatures:
    """Words, pairs of words, and runs of three to five letters at the start of a text, as TF-IDF."""

    def fit_transform(self, texts: Sequence[str]) -> Any:
        """Learn the vocabulary, and (n, features) as `transform` has them: all words, and 40,000 runs of letters that stand in two texts at most."""
        from scipy.sparse import hstack
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, dtype=np.float64)
        self._letters = TfidfVectorizer(
            analyzer="char_wb",
            ngram_range=(3, 5),
            sublinear_tf=True,
            min_df=2 if len(texts) > 20 else 1,
            max_features=40_000,
            dtype=np.float64,
        )
        words = self._words.fit_transform(texts)
        letters = self._letters.fit_transform([text[:TITLE] for text in texts])
        self.names_ = self._words.get_feature_names_out()
        return hstack([words, letters]).tocsr()

    def transform(self, texts: Sequence[str]) -> Any:
        """(n, features) sparse; the columns of `names_` come first."""
        from scipy.sparse import hstack

        words = self._words.transform(texts)
        return hstack([words, self._letters.transform([text[:TITLE] for text in texts])]).tocsr()


def features_of(texts: Sequence[str]) -> Any:
    """(n, features) of texts by their own vocabulary; one column of noughts where they have no word."""
    from scipy.sparse import csr_matrix

    try:
        return TextFeatures().fit_transform(texts)
    except ValueError:
        return csr_matrix((len(texts), 1))
