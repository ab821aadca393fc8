"""Codes for every work: people's first, then phrases and a text model, or an abstention."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from evidence.classify.machine import Machine, Settings
from evidence.classify.people import by_people
from evidence.codebook import Codebook
from evidence.decisions import CodingDecision, References
from evidence.records import Label, Membership, Record, Remark, Work

_MACHINE_ROLES = ("form", "field", "design")
_MACHINE_UNITS = ("work", "both")


@dataclass(frozen=True, slots=True)
class Classified:
    labels: list[Label]
    evaluation: dict[str, Any]
    remarks: list[Remark]


def classify(
    works: list[Work],
    records: list[Record],
    memberships: list[Membership],
    decisions: Iterable[CodingDecision],
    codebook: Codebook,
    settings: Settings,
) -> Classified:
    """Labels of every work and facet. People outrank machines.

    On a work that a person has coded, what the machine would have said is kept as `overridden`, by
    a model that had not seen the work. Elsewhere a proposal is accepted, or the machine abstains.
    """
    work_of = {m.record_id: m.work_id for m in memberships}
    works = sorted(works, key=lambda w: w.work_id)
    people, remarks = by_people(decisions, References(records), work_of)
    labels = [label for own in people.values() for label in own]
    judged: dict[str, Any] = {}
    for facet in codebook.with_role(*_MACHINE_ROLES):
        coded = {w.work_id: people.get((w.work_id, facet.id), []) for w in works}
        if facet.codes and not facet.open and facet.unit in _MACHINE_UNITS:
            machine = Machine(facet, works, coded, settings)
            labels += machine.labels()
            if any(coded.values()):
                judged[facet.id] = machine.evaluation()
    order = {facet.id: n for n, facet in enumerate(codebook.facets)}
    labels.sort(key=lambda x: (x.work_id, order[x.facet], x.state, x.source))
    return Classified(labels, judged, remarks)
