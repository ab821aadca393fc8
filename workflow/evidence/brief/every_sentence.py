"""Every computed sentence of the book, once."""

from __future__ import annotations

from dataclasses import asdict

from evidence.brief import retest, statements, trust
from evidence.brief.answers import answer_sentences, places
from evidence.brief.bottom_line import bottom_line
from evidence.brief.known import all_known
from evidence.brief.made_once import once
from evidence.brief.plain import all_plain
from evidence.brief.sentences import Sentence
from evidence.brief.tables import Tables


@once
def every_sentence(tables: Tables) -> list[Sentence]:
    """The same values wherever a sentence is printed: pages, data files, the four pages."""
    made = tables.parts.part("every sentence", lambda: [asdict(sentence) for sentence in _every(tables)])
    return [Sentence(**told) for told in made]


def _every(tables: Tables) -> list[Sentence]:
    found = [
        *bottom_line(tables),
        *(sentence for _, sentence in trust.strip(tables)),
        *statements.about_the_evidence(tables),
    ]
    for proposition in tables.claims.items:
        found += statements.finding_sentences(tables, proposition)
        found += filter(None, [statements.share_sentence(tables, proposition)])
        found += statements.confounding_sentences(tables, proposition)
    for place in places(tables):
        found += answer_sentences(tables, place)
    return [*found, *all_known(tables), *retest.summary(tables), *all_plain(tables)]
