"""Words and letters of texts as numbers: TF-IDF (Salton and Buckley 1988)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

TITLE = 200
"""Letters are read in so many characters from the start, which hold the title; words in the whole text."""
_RUNS = (3, 5)
_KEPT = 100_000
"""Words of which it is kept how they are cut."""


class TextFeatures:
    """Words, pairs of words, and runs of three to five letters at the start of a text, as TF-IDF."""

    def fit_transform(self, texts: Sequence[str]) -> Any:
        """Learn the vocabulary, and (n, features) as `transform` has them: all words, and 40,000 runs of letters that stand in two texts at most."""
        from scipy.sparse import hstack
        from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

        words = CountVectorizer(ngram_range=(1, 2), dtype=np.float64)
        letters = CountVectorizer(
            analyzer="char_wb",
            ngram_range=_RUNS,
            min_df=2 if len(texts) > 20 else 1,
            max_features=40_000,
            dtype=np.float64,
        )
        self._weigh = TfidfTransformer(sublinear_tf=True), TfidfTransformer(sublinear_tf=True)
        counts = words.fit_transform(texts), letters.fit_transform([text[:TITLE] for text in texts])
        self.names_ = words.get_feature_names_out()
        self._tokens = words.build_tokenizer()
        self._runs: dict[str, int] = letters.vocabulary_
        self._of_word: dict[str, list[int]] = {}
        parts = [weigh.fit(own).transform(own) for weigh, own in zip(self._weigh, counts, strict=True)]
        return hstack(parts).tocsr()

    def transform(self, texts: Sequence[str]) -> Any:
        """(n, features) sparse; the columns of `names_` come first.

        What `CountVectorizer` would count, counted here: a word is cut into runs once and not at each place, and pairs are looked
        up by the numbers of their words. A test holds it to scikit-learn.
        """
        from scipy.sparse import hstack

        small = [text.lower() for text in texts]
        starts = [text[:TITLE].lower() for text in texts]
        words, letters = self._weigh
        return hstack([words.transform(self._words(small)), letters.transform(self._letters(starts))]).tocsr()

    @cached_property
    def _vocabulary(self) -> tuple[dict[str, int], np.ndarray, np.ndarray]:
        """The column of each word; the pairs as the number of the first times all columns and that of the second, in order, and their columns."""
        single = {name: n for n, name in enumerate(self.names_) if " " not in name}
        pairs = [
            (single[first] * len(self.names_) + single[second], n)
            for n, name in enumerate(self.names_)
            if " " in name
            for first, second in [name.split(" ")]
        ]
        table = np.array(sorted(pairs), np.int64).reshape(-1, 2)
        return single, table[:, 0], table[:, 1]

    def _words(self, texts: Sequence[str]) -> Any:
        single, pairs, columns = self._vocabulary
        told = [[single.get(word, -1) for word in self._tokens(text)] for text in texts]
        lengths = np.array([len(own) for own in told], np.int64)
        word = np.array([n for own in told for n in own], np.int64)
        row = np.repeat(np.arange(len(texts)), lengths)
        beside = np.flatnonzero((row[1:] == row[:-1]) & (word[1:] >= 0) & (word[:-1] >= 0))
        pair = word[beside] * len(self.names_) + word[beside + 1]
        place = np.minimum(np.searchsorted(pairs, pair), max(0, len(pairs) - 1))
        known = pairs[place] == pair if len(pairs) else np.zeros(len(pair), bool)
        some = word >= 0
        return _counted(
            np.r_[row[some], row[beside][known]],
            np.r_[word[some], columns[place[known]]],
            (len(texts), len(self.names_)),
        )

    def _letters(self, texts: Sequence[str]) -> Any:
        told = [[n for word in text.split() for n in self._cut(word)] for text in texts]
        row = np.repeat(np.arange(len(texts)), [len(own) for own in told])
        column = np.array([n for own in told for n in own], np.int64)
        return _counted(row, column, (len(texts), len(self._runs)))

    def _cut(self, word: str) -> list[int]:
        """The columns of the runs of letters of a word between spaces; a shorter one is a run by itself, once."""
        if word not in self._of_word:
            if len(self._of_word) > _KEPT:
                self._of_word.clear()
            wide, found = f" {word} ", []
            for length in range(_RUNS[0], _RUNS[1] + 1):
                found += [wide[at : at + length] for at in range(max(1, len(wide) - length + 1))]
                if len(wide) <= length:
                    break
            self._of_word[word] = [self._runs[run] for run in found if run in self._runs]
        return self._of_word[word]


def _counted(row: np.ndarray, column: np.ndarray, shape: tuple[int, int]) -> Any:
    """Sparse counts of (row, column) pairs."""
    from scipy.sparse import csr_matrix

    place, counts = np.unique(row * shape[1] + column, return_counts=True)
    rows, columns = np.divmod(place, shape[1])
    ends = np.searchsorted(rows, np.arange(shape[0] + 1))
    return csr_matrix((counts.astype(np.float64), columns.astype(np.int32), ends.astype(np.int32)), shape)


def features_of(texts: Sequence[str]) -> Any:
    """(n, features) of texts by their own vocabulary; one column of noughts where they have no word."""
    from scipy.sparse import csr_matrix

    try:
        return TextFeatures().fit_transform(texts)
    except ValueError:
        return csr_matrix((len(texts), 1))
