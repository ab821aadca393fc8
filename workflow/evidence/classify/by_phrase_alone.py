"""Whom works say they are about, and which costs they name: by phrases in title and summary alone.

Nothing is learnt here and nothing is abstained from. A phrase says that a title or summary names a thing; that none is found
does not say that a work is silent on it.
"""

from __future__ import annotations

from collections.abc import Sequence

from evidence.classify.machine import by_phrase
from evidence.classify.phrases import PhraseClassifier
from evidence.classify.rows import Label, State
from evidence.codebook import Facet
from evidence.deduplicate.rows import Work


def by_phrases_alone(
    facet: Facet, works: Sequence[Work], texts: Sequence[str], coded: set[str]
) -> list[Label]:
    """A label for each code of which a phrase speaks; on works that people have `coded` it is kept as overridden."""
    rules = PhraseClassifier(facet.codes).fit([])
    found = []
    for work, text in zip(works, texts, strict=True):
        places = rules.find(text)
        state = State.OVERRIDDEN if work.work_id in coded else State.ACCEPTED
        spoken = sorted({place.code for place in places if not place.kept_from})
        found += [by_phrase(work.work_id, facet.id, code, places, state) for code in spoken]
    return found
