"""Codes for every work: people's first, then phrases and a text model, or an abstention."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from scipy.sparse import csr_matrix

from evidence.agreement import compared
from evidence.classify.by_phrase_alone import by_phrases_alone
from evidence.classify.coders import by_coder, by_people
from evidence.classify.decisions import CodingDecision
from evidence.classify.linear import TextFeatures
from evidence.classify.machine import Corpus, Machine
from evidence.classify.rows import MENTIONED, Label
from evidence.classify.settings import LearningPlan
from evidence.codebook import Codebook
from evidence.decisions import by_work
from evidence.deduplicate.rows import Membership, Work
from evidence.ingest.rows import Record
from evidence.meaning.embed import meaning_of
from evidence.meaning.settings import MeaningPlan
from evidence.mentions import Mentions
from evidence.remarks import Remark
from evidence.texts import text_of

_MACHINE_ROLES = ("form", "field", "outcome", "design")
_MACHINE_UNITS = ("work", "both")


@dataclass(frozen=True, slots=True)
class Classified:
    labels: list[Label]
    evaluation: dict[str, Any]
    remarks: list[Remark]
    machines: list[Machine] = field(default_factory=list, compare=False)


def classify(
    works: list[Work],
    records: list[Record],
    memberships: list[Membership],
    decisions: Iterable[CodingDecision],
    codebook: Codebook,
    settings: LearningPlan,
    meaning: MeaningPlan | None = None,
) -> Classified:
    """Labels of every work and facet. People outrank machines. `meaning`: how texts are read for it, if at all.

    On a work that a person has coded, what the machine would have said is kept as `overridden`, by
    a model that had not seen the work. Elsewhere a proposal is accepted, or the machine abstains.
    """
    decisions = list(decisions)
    work_of = {m.record_id: m.work_id for m in memberships}
    works = sorted(works, key=lambda w: w.work_id)
    mentions = Mentions(records, memberships)
    people, remarks = by_people(decisions, mentions, work_of)
    coders = by_coder(by_work(decisions, mentions, work_of)[0])
    labels = [label for own in people.values() for label in own]
    judged: dict[str, Any] = {}
    machines: list[Machine] = []
    facets = codebook.with_role(*_MACHINE_ROLES)
    corpus = _corpus(
        works, {work_id for work_id, facet in people if facet in {f.id for f in facets}}, meaning
    )
    for facet in facets:
        coded = {w.work_id: people.get((w.work_id, facet.id), []) for w in works}
        if facet.codes and not facet.open and facet.unit in _MACHINE_UNITS:
            machine = Machine(facet, corpus, coded, settings)
            machines.append(machine)
            labels += machine.labels()
            if any(coded.values()):
                judged[facet.id] = machine.evaluation()
    for facet in codebook.with_role(*MENTIONED):
        by_hand = {work_id for work_id, facet_id in people if facet_id == facet.id}
        labels += by_phrases_alone(facet, works, [text_of(work) for work in works], by_hand)
    for facet in codebook.facets:
        agreed = compared(coders[facet.id], facet.multiple) if facet.id in coders else {}
        if agreed:
            judged.setdefault(facet.id, {})["agreement"] = agreed
    order = {facet.id: n for n, facet in enumerate(codebook.facets)}
    labels.sort(key=lambda x: (x.work_id, order[x.facet], x.state, x.source))
    return Classified(labels, judged, remarks, machines)


def _corpus(works: list[Work], coded: set[str], plan: MeaningPlan | None) -> Corpus:
    """Every work as numbers. The vocabulary comes from the coded works; no code takes part in it."""
    texts = [text_of(work) for work in works]
    known = [text for work, text in zip(works, texts, strict=True) if work.work_id in coded]
    reader = TextFeatures()
    try:
        features = reader.fit(known or texts).transform(texts)
        names = reader.names_
    except ValueError:  # no word stands in two texts
        features, names = csr_matrix((len(texts), 1)), []
    meaning = meaning_of(texts, plan) if plan else None
    return Corpus(works, texts, features, names, meaning.matrix if meaning else None)
