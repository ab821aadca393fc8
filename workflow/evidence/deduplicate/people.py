"""What people ruled on pairs of records. It outranks every machine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from evidence.decisions import DISTINCT, DUPLICATE, SAME_STUDY, DuplicateDecision, unresolved
from evidence.deduplicate.cluster import Join
from evidence.identifiers import doi as normal_doi
from evidence.records import Remark

_NAMES = ("record_id", "source_key", "doi", "pmid")


@dataclass(frozen=True)
class Ruled:
    """The last decision on each pair of rows, (low, high)."""

    by_pair: dict[tuple[int, int], DuplicateDecision] = field(default_factory=dict)

    def about(self, a: int, b: int) -> DuplicateDecision | None:
        return self.by_pair.get((min(a, b), max(a, b)))

    @property
    def joined(self) -> set[tuple[int, int]]:
        return {pair for pair, d in self.by_pair.items() if d.decision == DUPLICATE}

    @property
    def apart(self) -> set[tuple[int, int]]:
        return {pair for pair, d in self.by_pair.items() if d.decision in (DISTINCT, SAME_STUDY)}

    @property
    def joins(self) -> list[Join]:
        return [
            Join(*pair, "person", d.reason, d.reviewer, 1.0)
            for pair, d in sorted(self.by_pair.items())
            if d.decision == DUPLICATE
        ]


def resolve(decisions: Iterable[DuplicateDecision], records: pa.Table) -> tuple[Ruled, list[Remark]]:
    """Find the rows that decisions name by id, key, DOI or PMID; what names no one row is remarked on."""
    decisions = sorted(decisions, key=lambda d: (d.date, d.file, d.line))
    rows = _rows({name for d in decisions for name in (d.record_a, d.record_b)}, records)
    by_pair: dict[tuple[int, int], DuplicateDecision] = {}
    remarks = []
    for decision in decisions:
        ends = []
        for name in ("record_a", "record_b"):
            reference = getattr(decision, name)
            found = rows[reference]
            if len(found) != 1:
                remarks.append(unresolved(decision, reference, name, len(found)))
            else:
                ends.extend(found)
        if len(ends) == 2 and ends[0] != ends[1]:
            by_pair[(min(ends), max(ends))] = decision
    return Ruled(by_pair), remarks


def _rows(references: set[str], records: pa.Table) -> dict[str, set[int]]:
    """The rows that each reference may mean; as a DOI in any form where it is nothing else."""
    found: dict[str, set[int]] = defaultdict(set)
    if not references:
        return found
    wanted = references | {normal_doi(reference) for reference in references} - {""}
    exact: dict[str, set[int]] = defaultdict(set)
    for name in _NAMES:
        for row, value in enumerate(records[name].to_pylist()):
            if value and value in wanted:
                exact[value].add(row)
    for reference in references:
        found[reference] = exact[reference] or exact[normal_doi(reference) or "\0"]
    return found


def contradictions(ruled: Ruled, label: np.ndarray) -> list[Remark]:
    """Decisions to keep two records apart that other decisions of people have joined all the same."""
    return [
        Remark(
            f"{d.file}:{d.line}",
            d.file,
            d.line,
            "decision",
            d.decision,
            "other decisions join these two records; it was not applied",
            "change one of the decisions on these records",
        )
        for (a, b), d in sorted(ruled.by_pair.items())
        if d.decision in (DISTINCT, SAME_STUDY) and label[a] == label[b]
    ]
