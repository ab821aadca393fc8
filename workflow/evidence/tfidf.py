"""Words of texts as numbers: TF-IDF (Salton and Buckley 1988), to the bit what scikit-learn counts and weighs.

Written here because to load scikit-learn takes longer than all that is counted of a review of a thousand works; a test holds it to scikit-learn.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

import numpy as np

_WORD = re.compile(r"\b\w\w+\b")


def tokens(text: str) -> list[str]:
    """The words of two letters or more of a text in small letters.

    >>> tokens("a co-design of 2 things")
    ['co', 'design', 'of', 'things']
    """
    return _WORD.findall(text)


class Numbered:
    """Names that are numbered as they come, and afterwards in their order. `names`: in order."""

    def __init__(self) -> None:
        self._number: defaultdict[str, int] = defaultdict()
        self._number.default_factory = self._number.__len__

    def of(self, names: Iterable[str]) -> Iterable[int]:
        return map(self._number.__getitem__, names)

    @cached_property
    def names(self) -> list[str]:
        return sorted(self._number)

    @cached_property
    def places(self) -> np.ndarray:
        """The place in order of each number."""
        found = np.empty(len(self._number), np.int32)
        found[[self._number[name] for name in self.names]] = np.arange(len(found))
        return found


def numbers_of(told: Iterable[Iterable[int]]) -> tuple[np.ndarray, np.ndarray]:
    """(row, number) of what is told of some texts, text by text, int32."""
    flat, ends = array("i"), array("q", [0])
    for own in told:
        flat.extend(own)
        ends.append(len(flat))
    places = np.frombuffer(ends, np.int64)
    rows = np.repeat(np.arange(len(places) - 1, dtype=np.int32), places[1:] - places[:-1])
    return rows, np.frombuffer(flat, np.int32) if flat else np.empty(0, np.int32)


def counted(row: np.ndarray, column: np.ndarray, shape: tuple[int, int]) -> Any:
    """Sparse counts of (row, column) pairs."""
    from scipy.sparse import csr_matrix

    if (row[1:] < row[:-1]).any():
        order = np.argsort(row, kind="stable")
        row, column = row[order], column[order]
    ends = np.searchsorted(row, np.arange(shape[0] + 1))
    columns = column.astype(np.int32, copy=False)
    found = csr_matrix((np.ones(len(row)), columns, ends.astype(np.int32)), shape)
    found.sum_duplicates()
    return found


class Weights:
    """Counts weighed by how rare a column is: (1 + log count) times log((1 + n) / (1 + texts that have it)) + 1, rows of length 1."""

    def fit(self, counts: Any) -> Weights:
        n, columns = counts.shape
        self.rarity = np.log((n + 1.0) / (np.bincount(counts.indices, minlength=columns) + 1.0)) + 1.0
        return self

    def transform(self, counts: Any) -> Any:
        """Changes `counts`, and returns them."""
        data = (np.log(counts.data) + 1.0) * self.rarity[counts.indices]
        rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
        squares = np.bincount(rows, data * data, counts.shape[0])  # one after the other, as they stand
        counts.data = data / np.sqrt(squares)[rows]
        return counts


class WordFeatures:
    """Single words as TF-IDF. Words of more than a share `most` of the texts are left out."""

    def __init__(self, most: float = 1.0) -> None:
        self.most = most

    @classmethod
    def none(cls) -> WordFeatures:
        """One column that no text has."""
        empty = cls()
        empty.names_ = np.array(["-"], object)
        empty._weights = Weights().fit(counted(np.empty(0, int), np.empty(0, int), (0, 1)))
        return empty

    def fit_transform(self, texts: Sequence[str]) -> Any:
        """Learn the vocabulary, and (n, words) sparse. Raises ValueError where no word is left."""
        numbered = Numbered()
        row, number = numbers_of(numbered.of(tokens(text.lower())) for text in texts)
        counts = counted(row, numbered.places[number], (len(texts), len(numbered.names)))
        kept = np.flatnonzero(
            np.bincount(counts.indices, minlength=counts.shape[1]) <= self.most * len(texts)
        )
        if not len(kept):
            raise ValueError("no words to learn")
        if len(kept) < counts.shape[1]:
            counts = counts[:, kept]
        self.names_ = np.array([numbered.names[n] for n in kept.tolist()], object)
        self._weights = Weights().fit(counts)
        return self._weights.transform(counts)

    def transform(self, texts: Sequence[str]) -> Any:
        """(n, words) sparse of the words that were learnt."""
        column = {name: n for n, name in enumerate(self.names_.tolist())}
        row, number = numbers_of(
            [column[word] for word in tokens(text.lower()) if word in column] for text in texts
        )
        return self._weights.transform(counted(row, number, (len(texts), len(column))))
