"""All works as every facet reads them: words, letters and meaning of those that people coded, and of the others in batches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, vstack

from evidence.classify.alike import Alike, likenesses
from evidence.classify.words import TextFeatures
from evidence.deduplicate.rows import Work

AT_ONCE = 2_000
"""Works that are read together, so that memory does not grow with the number of works."""


@dataclass(frozen=True)
class Corpus:
    """Works in order of their ids. `coded`: rows of works that people coded, whichever the facet. `meaning`: (n, d) or None.

    `said`: by facet, what the codebook says of each of its codes, in its order, and `codes` its meaning, (k, d). The vocabulary comes from
    the coded works and from what is said; which code a work has takes no part in it.
    """

    works: Sequence[Work]
    texts: Sequence[str]
    coded: np.ndarray
    meaning: np.ndarray | None
    codes: Mapping[str, np.ndarray]
    said: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @cached_property
    def _read(self) -> tuple[TextFeatures | None, Any]:
        """The vocabulary, and (coded + said, words and letters) of the works that people coded and of what is said."""
        reader = TextFeatures()
        said = [text for own in self.said.values() for text in own]
        try:
            if len(self.coded):
                return reader, reader.fit_transform([*(self.texts[row] for row in self.coded), *said])
            return reader.fit(self.texts), csr_matrix((0, 1))
        except ValueError:  # there is no word
            return None, csr_matrix((len(self.coded) + len(said), 1))

    @property
    def names(self) -> Sequence[str]:
        """The words, by the columns of `features`; letters come after them."""
        reader = self._read[0]
        return reader.names_ if reader else []

    @property
    def coded_text(self) -> Any:
        """(coded, words and letters) sparse."""
        return self._read[1][: len(self.coded)]

    def features(self, rows: Sequence[int] | np.ndarray) -> Any:
        """(rows, words and letters) sparse; each coded work is read but once."""
        reader, coded = self._read[0], self.coded_text
        if reader is None:
            return csr_matrix((len(rows), 1))
        place = {row: n for n, row in enumerate(self.coded.tolist())}
        again = [n for n, row in enumerate(rows) if row in place]
        new = [n for n, row in enumerate(rows) if row not in place]
        parts = [coded[[place[int(rows[n])] for n in again]]] if again else []
        parts += [reader.transform([self.texts[rows[n]] for n in new])] if new else []
        return vstack(parts).tocsr()[np.argsort([*again, *new])] if parts else csr_matrix((0, 1))

    def meant(self, rows: np.ndarray) -> np.ndarray | None:
        """(rows, d) their meaning, where it is read."""
        return None if self.meaning is None else self.meaning[rows].astype(float)

    @cached_property
    def alike(self) -> Alike:
        """How alike the works are that people coded, and after them what the codebook says of each code."""
        meant = self.meant(self.coded)
        if meant is not None:
            meant = np.vstack([meant, *(self.codes[facet].astype(float) for facet in self.said)])
        return Alike.of(self._read[1], meant)

    def place_of(self, facet: str) -> int:
        """The row of `alike` where what is said of the first code of a facet stands."""
        before = list(self.said).index(facet)
        return len(self.coded) + sum(len(own) for own in list(self.said.values())[:before])

    def batches(self) -> Iterator[Batch]:
        """All works, some at a time."""
        for start in range(0, len(self.works), AT_ONCE):
            yield Batch(self, np.arange(start, min(start + AT_ONCE, len(self.works))))


@dataclass(frozen=True)
class Batch:
    """Some works, read once for all facets."""

    corpus: Corpus
    rows: np.ndarray

    @cached_property
    def text(self) -> Any:
        return self.corpus.features(self.rows)

    @cached_property
    def meaning(self) -> np.ndarray | None:
        return self.corpus.meant(self.rows)

    @cached_property
    def alike(self) -> np.ndarray:
        """(rows, coded) how like each is to every work that people coded."""
        return likenesses(self.text, self.meaning, self.corpus.alike.voices).round(6)
