"""Codes for every work: people's first, then the machine's, or an abstention."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from evidence.agreement import compared
from evidence.classify.by_phrase_alone import by_phrases_alone
from evidence.classify.coders import by_coder, by_people
from evidence.classify.corpus import Corpus
from evidence.classify.decisions import CodingDecision
from evidence.classify.fitted import Fitted
from evidence.classify.machine import Machine
from evidence.classify.rows import MENTIONED, Label
from evidence.classify.settings import LearningPlan
from evidence.classify.zero_shot import described
from evidence.codebook import Codebook, Facet
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
    cache: Path | None = None,
    fitted: Fitted | None = None,
) -> Classified:
    """Labels of every work and facet. People outrank machines. `meaning`: how texts are read for it, if at all;
    `cache`: a folder for texts that were read before; `fitted`: regressions that were fitted before.

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
    facets = [
        f for f in codebook.with_role(*_MACHINE_ROLES) if f.codes and not f.open and f.unit in _MACHINE_UNITS
    ]
    corpus = _corpus(works, people, facets, meaning, cache)
    machines = [
        Machine(
            facet,
            corpus,
            {w.work_id: people.get((w.work_id, facet.id), []) for w in works},
            settings,
            fitted,
        )
        for facet in facets
    ]
    for batch in corpus.batches():
        for machine in machines:
            labels += machine.labels(batch)
    for machine in machines:
        if len(machine.known):
            judged[machine.facet.id] = machine.evaluation()
    for facet in codebook.with_role(*MENTIONED):
        by_hand = {work_id for work_id, facet_id in people if facet_id == facet.id}
        labels += by_phrases_alone(facet, works, corpus.texts, by_hand)
    for facet in codebook.facets:
        agreed = compared(coders[facet.id], facet.multiple) if facet.id in coders else {}
        if agreed:
            judged.setdefault(facet.id, {})["agreement"] = agreed
    order = {facet.id: n for n, facet in enumerate(codebook.facets)}
    labels.sort(key=lambda x: (x.work_id, order[x.facet], x.state, x.source))
    return Classified(labels, judged, remarks, machines)


def _corpus(
    works: list[Work],
    people: dict[tuple[str, str], list[Label]],
    facets: Sequence[Facet],
    plan: MeaningPlan | None,
    cache: Path | None,
) -> Corpus:
    """Every work as numbers, and what the codebook says of each code, read by the same voice."""
    texts = [text_of(work) for work in works]
    by_machine = {facet.id for facet in facets}
    coded = {work_id for work_id, facet in people if facet in by_machine}
    rows = np.array([row for row, work in enumerate(works) if work.work_id in coded], int)
    said = {facet.id: [described(code) for code in facet.codes] for facet in facets}
    every = [text for own in said.values() for text in own]
    found = meaning_of([*texts, *every], plan, cache) if plan else None
    if not found:
        return Corpus(works, texts, rows, None, {}, said)
    ends = np.cumsum([len(facet.codes) for facet in facets])
    codes = np.split(found.matrix[len(texts) :], ends[:-1]) if facets else []
    by_facet = {facet.id: own for facet, own in zip(facets, codes, strict=True)}
    return Corpus(works, texts, rows, found.matrix[: len(texts)], by_facet, said)
