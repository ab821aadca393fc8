"""Works as every facet reads them: words, letters and meaning of those that people coded, from which machines learn, and of others in batches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, vstack

from evidence.classify.alike import Alike, likenesses
from evidence.classify.phrases import Occurrence, PhraseClassifier, Plain, as_plain
from evidence.classify.words import TextFeatures
from evidence.deduplicate.rows import Work
from evidence.meaning.embed import Reader
from evidence.texts import text_of

AT_ONCE = 2_000
"""Works that are read together, so that memory does not grow with the number of works."""


@dataclass(frozen=True)
class Corpus:
    """`works`: those that people coded, whichever the facet, in order of their ids. `reader`: what reads what texts mean, None where nothing does.

    `said`: by facet, what the codebook says of each of its codes, in its order. The vocabulary comes from the coded works and from what is said; which
    code a work has takes no part in it.
    """

    works: Sequence[Work]
    reader: Reader | None
    said: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @cached_property
    def _every(self) -> list[str]:
        return [*map(text_of, self.works), *(text for own in self.said.values() for text in own)]

    @cached_property
    def _read(self) -> tuple[TextFeatures | None, Any]:
        """The vocabulary, and (coded + said, words and letters) of the works that people coded and of what is said."""
        features = TextFeatures()
        try:
            if self.works:
                return features, features.fit_transform(self._every)
        except ValueError:  # there is no word
            pass
        return None, csr_matrix((len(self._every), 1))

    @cached_property
    def _meant(self) -> np.ndarray | None:
        """(coded + said, d) their meaning, where it is read."""
        return self.reader(self._every).astype(float) if self.reader else None

    @cached_property
    def names(self) -> Sequence[str]:
        """The words, by the columns of `features`; letters come after them."""
        features = self._read[0]
        return features.names_.tolist() if features else []

    @property
    def text(self) -> Any:
        """(coded, words and letters) sparse."""
        return self._read[1][: len(self.works)]

    @property
    def meaning(self) -> np.ndarray | None:
        """(coded, d), where meaning is read."""
        return None if self._meant is None else self._meant[: len(self.works)]

    @cached_property
    def alike(self) -> Alike:
        """How alike the works are that people coded, and after them what the codebook says of each code."""
        return Alike.of(self._read[1], self._meant)

    def place_of(self, facet: str) -> int:
        """The row of `alike` where what is said of the first code of a facet stands."""
        before = list(self.said).index(facet)
        return len(self.works) + sum(len(own) for own in list(self.said.values())[:before])

    def codes(self, facet: str) -> np.ndarray | None:
        """(k, d) the meaning of what is said of each code of a facet, where it is read."""
        if self._meant is None or facet not in self.said:
            return None
        first = self.place_of(facet)
        return self._meant[first : first + len(self.said[facet])]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {work.work_id: n for n, work in enumerate(self.works)}

    def features(self, works: Sequence[Work], texts: Sequence[str]) -> Any:
        """(n, words and letters) sparse; each coded work is read but once."""
        reader = self._read[0]
        if reader is None:
            return csr_matrix((len(works), 1))
        places, new = self._coded_and_new(works)
        again = np.flatnonzero(places >= 0)
        parts = [self.text[places[again]]] if len(again) else []
        parts += [reader.transform([texts[n] for n in new])] if len(new) else []
        return vstack(parts).tocsr()[np.argsort(np.r_[again, new])] if parts else csr_matrix((0, 1))

    def meant(self, works: Sequence[Work], texts: Sequence[str]) -> np.ndarray | None:
        """(n, d) what texts mean, where it is read; each coded work is read but once."""
        if self.reader is None or self.meaning is None:
            return None
        places, new = self._coded_and_new(works)
        found = np.empty((len(works), self.meaning.shape[1]))
        found[places >= 0] = self.meaning[places[places >= 0]]
        found[new] = self.reader([texts[n] for n in new])
        return found

    def _coded_and_new(self, works: Sequence[Work]) -> tuple[np.ndarray, np.ndarray]:
        """(n,) the rows of works among those that people coded, -1 for the others; and the places of these others."""
        places = np.array([self._places.get(work.work_id, -1) for work in works], int)
        return places, np.flatnonzero(places < 0)

    def ahead(self, texts: Iterable[str]) -> None:
        """Read at once what these texts mean, and those that are learnt from, where that saves time."""
        if self.reader:
            self.reader.ahead(text for some in (self._every, texts) for text in some)


@dataclass(frozen=True)
class Batch:
    """Some works, read once for all facets."""

    corpus: Corpus
    works: Sequence[Work]

    def __len__(self) -> int:
        return len(self.works)

    @cached_property
    def texts(self) -> list[str]:
        return list(map(text_of, self.works))

    @cached_property
    def _plain(self) -> list[Plain]:
        return list(map(as_plain, self.texts))

    def phrases(self, rules: PhraseClassifier) -> list[list[Occurrence]]:
        """What the phrases of some codes say in each text."""
        return [rules.find(text, plain) for text, plain in zip(self.texts, self._plain, strict=True)]

    @cached_property
    def text(self) -> Any:
        return self.corpus.features(self.works, self.texts)

    @cached_property
    def meaning(self) -> np.ndarray | None:
        return self.corpus.meant(self.works, self.texts)

    @cached_property
    def alike(self) -> np.ndarray:
        """(rows, coded) how like each is to every work that people coded."""
        return likenesses(self.text, self.meaning, self.corpus.alike.voices).round(6)
