"""Codes for every work: people's first, then the machine's, or an abstention.

What people coded is learnt from (`learn`), and what was learnt tells of any other works (`Learnt.labels`), some at a time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from evidence.agreement import compared
from evidence.classify.by_phrase_alone import ByPhrases
from evidence.classify.coders import by_coder, by_people
from evidence.classify.corpus import AT_ONCE, Batch, Corpus
from evidence.classify.decisions import CodingDecision
from evidence.classify.fitted import Fitted
from evidence.classify.machine import Machine
from evidence.classify.rows import MENTIONED, Label
from evidence.classify.settings import LearningPlan
from evidence.classify.zero_shot import described
from evidence.codebook import Codebook, Facet
from evidence.cores import cores
from evidence.decisions import by_work
from evidence.deduplicate.rows import Membership, Work
from evidence.ingest.rows import Record
from evidence.kept import digest
from evidence.keyed import Keyed, Named
from evidence.lookup import Rows, rows_of
from evidence.meaning.embed import Reader
from evidence.meaning.settings import MeaningPlan, Voice
from evidence.mentions import Mentions
from evidence.remarks import Remark
from evidence.texts import text_of

Of = TypeVar("Of")
Made = TypeVar("Made")

_MACHINE_ROLES = ("form", "field", "outcome", "design")
_MACHINE_UNITS = ("work", "both")


@dataclass(frozen=True)
class Learnt:
    """What was learnt from people's codes, at the time when it is asked. `works`: all, in order of their ids. `given`: by work and facet, the
    labels that people gave. `remarks`: what was decided and not applied."""

    works: Rows[Work]
    given: dict[tuple[str, str], list[Label]]
    corpus: Corpus
    facets: list[Facet]
    codebook: Codebook
    settings: LearningPlan
    agreements: dict[str, dict[str, Any]]
    remarks: list[Remark] = field(default_factory=list)
    fitted: Fitted | None = None

    @cached_property
    def machines(self) -> list[Machine]:
        self.corpus.alike  # noqa: B018  made once, before several ask for it
        return _at_once(
            lambda facet: Machine(
                facet, self.corpus, self._by_facet[facet.id], self.settings, self.fitted, self.digest
            ),
            self.facets,
        )

    @cached_property
    def phrases(self) -> list[ByPhrases]:
        return [
            ByPhrases(facet, set(self._by_facet[facet.id])) for facet in self.codebook.with_role(*MENTIONED)
        ]

    @cached_property
    def digest(self) -> bytes:
        """Of all that labels and evaluation follow from, beside the works that are judged and the code."""
        known = [(work.work_id, work.study_id, text_of(work)) for work in self.corpus.works]
        voice = self.corpus.reader and self.corpus.reader.name
        told = (
            self.codebook.facets,
            self.settings,
            voice,
            known,
            sorted(self.given.items()),
            self.agreements,
        )
        return digest(repr(part).encode("utf-8", "surrogatepass") for part in told)

    @cached_property
    def evaluation(self) -> dict[str, Any]:
        """By facet, how well the machine and people agree, and people among themselves."""
        known = [machine for machine in self.machines if len(machine.known)]
        told = _at_once(Machine.evaluation, known)
        judged = {machine.facet.id: own for machine, own in zip(known, told, strict=True)}
        for facet, agreed in self.agreements.items():
            judged.setdefault(facet, {})["agreement"] = agreed
        return judged

    def batches(self) -> Iterator[list[Label]]:
        """The labels of all works, in order of their works, some works at a time. People outrank machines.

        On a work that a person has coded, what the machine would have said is kept as `overridden`, by
        a model that had not seen the work. Elsewhere a proposal is accepted, or the machine abstains.
        """
        self.corpus.ahead(map(text_of, self.works))
        for at in range(0, len(self.works), AT_ONCE):
            yield self.labels(self.works[at : at + AT_ONCE])

    def labels(self, works: Sequence[Work]) -> list[Label]:
        """The labels of some works, which are in order of their ids."""
        labels = [label for work in works for label in self._given.get(work.work_id, ())]
        if works and (self.machines or self.phrases):
            _at_once(lambda machine: machine.learn_for(works), self.machines)
            batch = Batch(self.corpus, works)
            labels += [label for machine in self.machines for label in machine.labels(batch)]
            labels += [label for rules in self.phrases for label in rules.labels(batch)]
        order = {facet.id: n for n, facet in enumerate(self.codebook.facets)}
        return sorted(labels, key=lambda x: (x.work_id, order[x.facet], x.state, x.source))

    def remember(self) -> None:
        """Keep what was fitted for the next run, and with it what judges works that come then, which nobody may have asked for: labels can be made by other jobs."""
        if self.fitted and self.fitted.has_news:
            _at_once(Machine.learn_for_others, self.machines)
            self.fitted.keep()

    @cached_property
    def _by_facet(self) -> dict[str, dict[str, list[Label]]]:
        found: dict[str, dict[str, list[Label]]] = defaultdict(dict)
        for (work, facet), labels in self.given.items():
            found[facet][work] = labels
        return found

    @cached_property
    def _given(self) -> dict[str, list[Label]]:
        found: dict[str, list[Label]] = defaultdict(list)
        for (work, _), labels in self.given.items():
            found[work] += labels
        return found


def learn(
    works: Iterable[Work],
    records: Iterable[Record],
    memberships: Iterable[Membership],
    decisions: Iterable[CodingDecision],
    codebook: Codebook,
    settings: LearningPlan,
    meaning: MeaningPlan | None = None,
    cache: Path | None = None,
    fitted: Fitted | None = None,
) -> Learnt:
    """Machines from people's codes. `meaning`: how texts are read for it, if at all; `cache`: a folder for texts that were read before;
    `fitted`: regressions that were fitted before. Tables may stay in columns (`evidence.lookup.Rows`)."""
    members = rows_of(memberships)
    ordered = works if isinstance(works, Rows) and not works.listed else rows_of(sorted(works, key=_id))
    mentions = Mentions(records, members)
    work_of = Named(members, "record_id", "work_id")
    applied, remarks = by_work(decisions, mentions, work_of)
    given, coders = by_people(applied, mentions, work_of), by_coder(applied)
    facets = [
        f for f in codebook.with_role(*_MACHINE_ROLES) if f.codes and not f.open and f.unit in _MACHINE_UNITS
    ]
    corpus = _corpus(ordered, given, facets, meaning, cache)
    agreements = {
        facet.id: agreed
        for facet in codebook.facets
        if facet.id in coders and (agreed := compared(coders[facet.id], facet.multiple))
    }
    return Learnt(ordered, given, corpus, facets, codebook, settings, agreements, remarks, fitted)


def _at_once(make: Callable[[Of], Made], some: Sequence[Of]) -> list[Made]:
    """What is made of each, facets beside one another: libraries let go of the interpreter while they compute, so that threads are enough."""
    with ThreadPoolExecutor(cores()) as pool:
        return list(pool.map(make, some))


def _id(work: Work) -> str:
    return work.work_id


def _corpus(
    works: Rows[Work],
    given: Iterable[tuple[str, str]],
    facets: Sequence[Facet],
    plan: MeaningPlan | None,
    cache: Path | None,
) -> Corpus:
    """The works that people coded, and what the codebook says of each code."""
    by_machine = {facet.id for facet in facets}
    coded = {work for work, facet in given if facet in by_machine}
    keyed = Keyed(works, "work_id")
    known = [keyed[name] for name in keyed.in_order(coded)]
    said = {facet.id: [described(code) for code in facet.codes] for facet in facets}
    if not plan or plan.voice is Voice.NONE:
        return Corpus(known, None, said)
    codes = sum(map(len, said.values()))
    return Corpus(known, Reader(plan, len(works) + codes, cache), said)
