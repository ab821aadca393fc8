"""Whom works say they are about, and which costs they name: by phrases in title and summary alone.

Nothing is learnt here and nothing is abstained from. A phrase says that a title or summary names a thing; that none is found
does not say that a work is silent on it.
"""

from __future__ import annotations

from collections.abc import Set

from evidence.classify.corpus import Batch
from evidence.classify.phrases import PhraseClassifier
from evidence.classify.proposals import by_phrase
from evidence.classify.rows import Label, State
from evidence.codebook import Facet


class ByPhrases:
    """The labels of one facet. `coded`: ids of works that people coded for it."""

    def __init__(self, facet: Facet, coded: Set[str]) -> None:
        self._facet, self._coded = facet, coded
        self._rules = PhraseClassifier(facet.codes).fit([])

    def labels(self, batch: Batch) -> list[Label]:
        """A label for each code of which a phrase speaks; on works that people have coded it is kept as overridden."""
        found = []
        for work, places in zip(batch.works, batch.phrases(self._rules), strict=True):
            state = State.OVERRIDDEN if work.work_id in self._coded else State.ACCEPTED
            spoken = sorted({place.code for place in places if not place.kept_from})
            found += [by_phrase(work.work_id, self._facet.id, code, places, state) for code in spoken]
        return found
