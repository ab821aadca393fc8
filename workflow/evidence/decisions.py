"""What people decided: append-only tables, read as inputs and never overwritten.

A decision names a record by a reference that people can read: a citation key, a DOI, a PMID or a
record id. `References` resolves it; what cannot be resolved is reported and not applied.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from itertools import zip_longest
from typing import TypeVar

from evidence.csv_rows import CsvRow, read_rows
from evidence.identifiers import doi as normal_doi
from evidence.records import Record, Remark

Decision = TypeVar("Decision")


@dataclass(frozen=True, slots=True)
class ScreeningDecision:
    file: str
    line: int
    record: str
    decision: str
    reason: str
    basis: str
    reviewer: str
    date: str


@dataclass(frozen=True, slots=True)
class CodingDecision:
    file: str
    line: int
    record: str
    facet: str
    codes: str
    note: str
    reviewer: str
    date: str


@dataclass(frozen=True, slots=True)
class DuplicateDecision:
    file: str
    line: int
    record_a: str
    record_b: str
    decision: str
    relation: str
    reason: str
    reviewer: str
    date: str


@dataclass(frozen=True, slots=True)
class SideDecision:
    file: str
    line: int
    record: str
    proposition: str
    side: str
    reason: str
    reviewer: str
    date: str


@dataclass(frozen=True, slots=True)
class AppraisalDecision:
    file: str
    line: int
    record: str
    tool: str
    item: str
    answer: str
    note: str
    reviewer: str
    date: str


@dataclass(frozen=True, slots=True)
class CertaintyDecision:
    file: str
    line: int
    proposition: str
    level: str
    reason: str
    evidence_hash: str
    reviewer: str
    date: str
    methodological_limitations: str
    coherence: str
    adequacy: str
    relevance: str


@dataclass(frozen=True, slots=True)
class GradeDecision:
    file: str
    line: int
    pool: str
    level: str
    reason: str
    evidence_hash: str
    reviewer: str
    date: str
    risk_of_bias: str
    inconsistency: str
    indirectness: str
    imprecision: str
    publication_bias: str


DUPLICATE, DISTINCT, SAME_STUDY = "duplicate", "distinct", "same_study"


def parse(text: str, file: str, row_type: type[Decision]) -> list[Decision]:
    """The rows of a decision table that `evidence.tables` has found to meet its schema."""
    names = [f.name for f in fields(row_type)][2:]
    return [
        row_type(file, line, *((row.get(name) or "").strip() for name in names))
        for line, row in numbered_rows(text)
    ]


def numbered_rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """(line number, row) of every row of a CSV text that is not blank.

    As in `csv.DictReader`, a missing cell is None and cells too many stand under None; so do rows
    whose quotes are broken.
    """
    rows = read_rows(text)
    header = next(rows, CsvRow(1, 1, [])).cells
    for row in rows:
        known: dict = dict(zip_longest(header, row.cells[: len(header)]))
        if len(row.cells) > len(header) or not row.strict:
            known[None] = row.cells[len(header) :]
        yield row.first, known


class References:
    """Resolves what people write for a record. Citation keys need not be unique over files."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._by: dict[str, list[Record]] = defaultdict(list)
        for record in records:
            for name in {record.record_id, record.source_key, record.doi, record.pmid} - {""}:
                self._by[name].append(record)

    def find(self, reference: str) -> list[Record]:
        """Every record that this reference may mean, an empty list where there is none."""
        return self._by.get(reference) or self._by.get(normal_doi(reference) or "\0", [])


def by_work(
    decisions: Iterable[Decision], references: References, work_of: dict[str, str]
) -> tuple[list[tuple[Decision, str]], list[Remark]]:
    """(decision, work_id), in the order in which people decided.

    A decision whose reference does not lead to exactly one work is remarked upon and not applied.
    """
    applied, remarks = [], []
    for decision in sorted(decisions, key=lambda d: (d.date, d.file, d.line)):
        hits = {work_of[record.record_id] for record in references.find(decision.record)}
        if len(hits) == 1:
            applied.append((decision, hits.pop()))
        else:
            remarks.append(unresolved(decision, decision.record, "record", len(hits)))
    return applied, remarks


def unresolved(
    decision: ScreeningDecision | CodingDecision | DuplicateDecision | SideDecision,
    reference: str,
    field: str,
    found: int,
) -> Remark:
    """The remark for a decision that was not applied because its reference is not one record."""
    if found:
        problem = f"{found} records of different works have this reference; it was not applied"
        fix = "write the record id instead: `evidence trace` lists them"
    else:
        problem = "no record has this reference; the decision was not applied"
        fix = "correct the key, or put the record back under literature/records/"
    row_id = f"{decision.file}:{decision.line}"
    return Remark(row_id, decision.file, decision.line, field, reference, problem, fix)
