"""Codes that people gave: the last decision of each reviewer on each record, joined over a work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from evidence.codebook import Codebook
from evidence.decisions import CodingDecision, References, by_work
from evidence.records import Label, Remark, Source, State


def by_people(
    decisions: Iterable[CodingDecision],
    references: References,
    work_of: dict[str, str],
    codebook: Codebook,
) -> tuple[dict[tuple[str, str], list[Label]], list[Remark]]:
    """Labels by (work_id, facet). A work whose records were coded apart has the union, main first."""
    latest: dict[tuple[str, str, str, str], CodingDecision] = {}
    applied, remarks = by_work(decisions, references, work_of)
    for decision, work_id in applied:
        latest[(work_id, decision.facet, decision.record, decision.reviewer)] = decision
    found: dict[tuple[str, str], list[Label]] = defaultdict(list)
    for (work_id, facet, _, _), decision in latest.items():
        labels = found[(work_id, facet)]
        for code in filter(None, (c.strip() for c in decision.codes.split(";"))):
            if code not in [label.code for label in labels]:
                labels.append(_label(work_id, facet, code, decision))
    return found, remarks


def _label(work_id: str, facet: str, code: str, decision: CodingDecision) -> Label:
    reason = f"coded by {decision.reviewer} on {decision.date}"
    if decision.note:
        reason += f": {decision.note}"
    return Label(work_id, facet, code, None, Source.PERSON, State.ACCEPTED, (reason,), decision.reviewer)
