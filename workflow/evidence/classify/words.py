"""Words and letters of texts as numbers: TF-IDF (Salton and Buckley 1988)."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import cached_property
from itertools import repeat
from typing import Any

import numpy as np

from evidence.by_word import ByWord
from evidence.tfidf import Numbered, Weights, counted, numbers_of, tokens

TITLE = 200
"""Letters are read in so many characters from the start, which hold the title; words in the whole text."""
_RUNS = (3, 5)
_MOST_RUNS = 40_000
_KEPT = 100_000
"""Words of which it is kept how they are cut."""


class TextFeatures:
    """Words, pairs of words, and runs of three to five letters at the start of a text, as TF-IDF. A test holds it to scikit-learn."""

    def fit_transform(self, texts: Sequence[str]) -> Any:
        """Learn the vocabulary, and (n, features) as `transform` has them: all words, and 40,000 runs of letters that stand in two texts at most. Raises
        ValueError where there is no word."""
        from scipy.sparse import hstack

        small = [text.lower() for text in texts]
        counts = self._learnt_words(small), self._learnt_letters([text[:TITLE].lower() for text in texts])
        self._weigh = Weights().fit(counts[0]), Weights().fit(counts[1])
        return hstack([weigh.transform(own) for weigh, own in zip(self._weigh, counts, strict=True)]).tocsr()

    def transform(self, texts: Sequence[str]) -> Any:
        """(n, features) sparse; the columns of `names_` come first.

        A word is cut into runs once and not at each place, and pairs are looked up by the numbers of their words.
        """
        from scipy.sparse import hstack

        small = [text.lower() for text in texts]
        starts = [text[:TITLE].lower() for text in texts]
        words, letters = self._weigh
        return hstack([words.transform(self._words(small)), letters.transform(self._letters(starts))]).tocsr()

    @cached_property
    def names_(self) -> np.ndarray:
        """Words and pairs, in the order of their columns."""
        first, then = np.divmod(self._keys, len(self._single) + 1)
        names = list(self._single)
        told = zip(first.tolist(), then.tolist(), strict=True)
        return np.array([f"{names[a]} {names[b - 1]}" if b else names[a] for a, b in told], object)

    def _learnt_words(self, texts: Sequence[str]) -> Any:
        """Columns are in the order of a word's number times one more than there are words, and the number of a second word, counted from 1: a
        word stands before its pairs."""
        numbered = Numbered()
        row, number = numbers_of(numbered.of(tokens(text)) for text in texts)
        if not len(number):
            raise ValueError("no words to learn")
        self._single = {name: n for n, name in enumerate(numbered.names)}
        rows, keys = self._with_pairs(row, numbered.places[number])
        self._keys, column = np.unique(keys, return_inverse=True)
        return counted(rows, column, (len(texts), len(self._keys)))

    def _with_pairs(self, row: np.ndarray, word: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(row, key) of words and pairs of them; a word that is not known is -1 and in none."""
        beside = np.flatnonzero((row[1:] == row[:-1]) & (word[1:] >= 0) & (word[:-1] >= 0))
        some, wide, word = word >= 0, len(self._single) + 1, word.astype(np.int64)
        return np.r_[row[some], row[beside]], np.r_[
            word[some] * wide, word[beside] * wide + word[beside + 1] + 1
        ]

    def _words(self, texts: Sequence[str]) -> Any:
        single = self._single
        row, word = numbers_of(map(single.get, tokens(text), repeat(-1)) for text in texts)
        rows, keys = self._with_pairs(row, word)
        place = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        known = self._keys[place] == keys
        return counted(rows[known], place[known], (len(texts), len(self._keys)))

    def _learnt_letters(self, texts: Sequence[str]) -> Any:
        numbered, cut = Numbered(), {}
        told = []
        for text in texts:
            own = array("i")
            for word in text.split():
                if word not in cut:
                    cut[word] = array("i", numbered.of(_runs(word)))
                own += cut[word]
            told.append(own)
        row, number = numbers_of(told)
        counts = counted(row, numbered.places[number], (len(texts), len(numbered.names)))
        enough = np.bincount(counts.indices, minlength=counts.shape[1]) >= (2 if len(texts) > 20 else 1)
        kept, often = np.flatnonzero(enough), np.bincount(counts.indices, counts.data, counts.shape[1])
        if len(kept) > _MOST_RUNS:
            kept = np.sort(kept[np.argsort(-often[kept], kind="stable")[:_MOST_RUNS]])
        self._run = {numbered.names[run]: n for n, run in enumerate(kept.tolist())}
        self._columns = ByWord(self._cut, _KEPT)
        return counts[:, kept]

    def _letters(self, texts: Sequence[str]) -> Any:
        row, run = numbers_of(self._columns.of(text.split()) for text in texts)
        return counted(row, run, (len(texts), len(self._run)))

    def _cut(self, word: str) -> list[int]:
        """The columns of the runs of letters of a word."""
        return [self._run[run] for run in _runs(word) if run in self._run]


def _runs(word: str) -> list[str]:
    """The runs of letters of a word between spaces; a shorter one is a run by itself, once."""
    wide, found = f" {word} ", []
    for length in range(_RUNS[0], _RUNS[1] + 1):
        found += [wide[at : at + length] for at in range(max(1, len(wide) - length + 1))]
        if len(wide) <= length:
            break
    return found


def features_of(texts: Sequence[str]) -> Any:
    """(n, features) of texts by their own vocabulary; one column of noughts where they have no word."""
    from scipy.sparse import csr_matrix

    try:
        return TextFeatures().fit_transform(texts)
    except ValueError:
        return csr_matrix((len(texts), 1))
