"""Included works that no person has coded on a facet, or coded before a code changed its meaning, with what the machine proposes and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from evidence.assess.moved import moved
from evidence.classify.rows import CodedBy, Label
from evidence.codebook import Codebook, Facet
from evidence.deduplicate.rows import Membership, Work
from evidence.fingerprints import cell
from evidence.review import Review
from evidence.screen.rows import Screen, Screening
from evidence.waiting.as_built import AsBuilt
from evidence.waiting.cells import Cells, asked_for, of_work
from evidence.waiting.facets import codable
from evidence.waiting.needs import Stake
from evidence.waiting.stale import stale


@dataclass(frozen=True, slots=True)
class Proposal:
    """A code that the machine proposes and what spoke for it; a blank code where it abstains, with what it says of that."""

    code: str
    why: tuple[str, ...]
    probability: float | None

    def said(self, facet: Facet) -> str:
        """The proposal in a cell."""
        share = "" if self.probability is None else f", probability {self.probability:.2f}"
        what = f"{self.code} ({facet.label_of(self.code)}{share})" if self.code else "none"
        return f"{what}: {'; '.join(self.why)}" if self.why else what


@dataclass(frozen=True, slots=True)
class ToCode:
    """One work, and the facets on which nobody has coded it, or whose code means something else since. `record`: what decisions name it by;
    `earlier`: by facet the code that was given and what changed; `judged`: by facet what a code rests on that is given now; `needed`: what
    hangs on it, in words."""

    work: Work
    record: str
    facets: tuple[Facet, ...]
    proposed: Mapping[str, tuple[Proposal, ...]]
    earlier: Mapping[str, str] = field(default_factory=dict)
    judged: Mapping[str, str] = field(default_factory=dict)
    needed: str = ""

    def cells(self) -> list[Cells]:
        """A row for each facet."""
        return [
            {
                "record": self.record,
                "facet": facet.id,
                "question": f"{facet.label}: {facet.definition}",
                "allowed": "" if facet.open else ", ".join(facet.ids()),
                "proposed": self.earlier.get(facet.id)
                or " | ".join(p.said(facet) for p in self.proposed.get(facet.id, ())),
                "needed": self.needed,
                "judged": self.judged.get(facet.id, ""),
                **of_work(self.work),
            }
            for facet in self.facets
        ]


def to_code(
    review: Review, codebook: Codebook, only: str = "", stakes: Mapping[str, Stake] | None = None
) -> list[ToCode]:
    """Works whose code means something else since, then those where the machine abstained, then those of which it proposes least surely.
    `only`: the id of a facet. `stakes`: by work what hangs on it, which is said and sets no order. Raises UserError where there is no such facet."""
    stakes = stakes or {}
    facets = codable(codebook)
    asked_for(only, [facet.id for facet in facets], "facet of works")
    facets = [facet for facet in facets if only in ("", facet.id)]
    included = {s.work_id for s in review[Screening] if s.decision == Screen.INCLUDE}
    first = {m.work_id: m.record_id for m in review[Membership] if m.primary}
    labels = _by_place(review[Label])
    now = AsBuilt(review, codebook)
    judged = {facet.id: cell(now.of_codes(facet.id, facet.ids())) for facet in facets}
    since: dict[str, dict[str, str]] = defaultdict(dict)
    for one in stale(review, "coding"):
        since[one.work_id][one.about] = f"{one.says} by {one.by}, {one.date}; since then {moved(one)} changed"
    order = {work: n for n, work in enumerate(since)}
    found = []
    for work in review[Work]:
        again = since.get(work.work_id, {})
        own = [f for f in facets if f.id in again or not _by_a_person(labels.get((work.work_id, f.id), ()))]
        if own and work.work_id in included:
            proposed = {f.id: _proposals(labels.get((work.work_id, f.id), ())) for f in own}
            why = stakes[work.work_id].why if work.work_id in stakes else ""
            found.append(ToCode(work, first[work.work_id], tuple(own), proposed, again, judged, why))
    return sorted(
        found,
        key=lambda asked: (
            order.get(asked.work.work_id, len(order)),
            _sureness(asked),
            asked.work.work_id,
        ),
    )


def _by_place(labels: Iterable[Label]) -> dict[tuple[str, str], list[Label]]:
    found: dict[tuple[str, str], list[Label]] = defaultdict(list)
    for label in labels:
        found[label.work_id, label.facet].append(label)
    return found


def _by_a_person(labels: Iterable[Label]) -> bool:
    return any(label.source == CodedBy.PERSON for label in labels)


def _proposals(labels: Iterable[Label]) -> tuple[Proposal, ...]:
    """The likeliest first."""
    made = [Proposal(label.code, label.reasons, label.probability) for label in labels]
    return tuple(sorted(made, key=lambda p: (not p.code, -(p.probability or 0), p.code)))


def _sureness(asked: ToCode) -> tuple[int, float]:
    """What the machine abstained on first; then by the least of what it proposes."""
    best = [own[0] for own in asked.proposed.values() if own]
    abstained = sum(not proposal.code for proposal in best)
    return -abstained, min((proposal.probability or 0 for proposal in best), default=1.0)
