"""What the machine would say of the later works, had some settings stayed as they were."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain

from evidence import inputs
from evidence.classify.decisions import CodingDecision
from evidence.classify.rows import CodedBy, State
from evidence.compare.stated import Stated, put_back
from evidence.deduplicate.rows import Membership, Work
from evidence.ingest.rows import Record
from evidence.review import InMemory, Review

MOST_WORKS = 5000
"""Works above which the machine is not asked again: what changed of the codebook is taken for the cause of what changed of its codes."""


class Machine:
    """`codes` are those that it accepts by itself."""

    def __init__(self, after: Review, before: Stated, now: Stated) -> None:
        self._after, self._before, self._now = after, before, now
        self._made: dict[frozenset[str], dict[tuple[str, str], set[str]]] = {}

    def codes(self, back: frozenset[str], work: str, facet: str) -> set[str] | None:
        """The codes of a work with these settings put back; None where the machine cannot be asked: works have no text in a release."""
        if len(self._after[Work]) > MOST_WORKS or not any(one.abstract for one in self._after[Work]):
            return None
        if back not in self._made:
            self._made[back] = self._classified(put_back(self._before, self._now, back))
        return self._made[back].get((work, facet), set())

    def _classified(self, said: Stated) -> dict[tuple[str, str], set[str]]:
        from evidence.classify.stage import learn

        decided, _ = inputs.decisions(CodingDecision, self._after.at, said.codebook, ())
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        tables = (self._after[Work], self._after[Record], self._after[Membership])
        cache = None if isinstance(self._after, InMemory) else self._after.at.meanings
        learnt = learn(*tables, decided, said.codebook, said.classify, said.meaning, cache)
        for label in chain.from_iterable(learnt.batches()):
            if label.state == State.ACCEPTED and label.source != CodedBy.PERSON:
                found[label.work_id, label.facet].add(label.code)
        return dict(found)
