"""What people decided: append-only tables, read as inputs and never overwritten.

A decision names a record by a reference that people can read; `references.py` says which work is meant.
What cannot be told is reported and not applied. A table may note the `title` of the record beside its reference
(`title_a` and `title_b` where there are two): it settles which is meant when a key is used again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, fields
from itertools import zip_longest
from typing import TypeVar

from evidence.csv_rows import CsvRow, read_rows
from evidence.references import Meanings, References
from evidence.remarks import Remark

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
    title: str = ""


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
    title: str = ""


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
    title_a: str = ""
    title_b: str = ""


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
    title: str = ""


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
    title: str = ""


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
DECIDED = ("record_a", "record_b", "decision", "relation", "reason", "reviewer", "date")
SHOWN = ("title", "authors", "year", "container", "volume", "issue", "pages", "doi", "source")
DUPLICATES_SHEET = (
    *DECIDED,
    *("probability", "speaks_for", "speaks_against"),
    *(f"{name}_{side}" for name in SHOWN for side in "ab"),
)
"""The columns of a worksheet of duplicates: those of the table of decisions, and what a person decides by."""


# The kind of table in literature/decisions/ that holds each row.
KIND: dict[type, str] = {
    DuplicateDecision: "duplicates",
    ScreeningDecision: "screening",
    CodingDecision: "coding",
    SideDecision: "sides",
    AppraisalDecision: "appraisal",
    CertaintyDecision: "certainty",
    GradeDecision: "grade",
}


def parse(text: str, file: str, row_type: type[Decision]) -> list[Decision]:
    """The rows of a decision table as they stand."""
    return as_decisions(numbered_rows(text), file, row_type)


def as_decisions(
    rows: Iterable[tuple[int, dict[str, str]]], file: str, row_type: type[Decision]
) -> list[Decision]:
    """Rows, with their lines, that `evidence.tables` has found to meet their schema."""
    names = [f.name for f in fields(row_type)][2:]
    return [row_type(file, line, *((row.get(name) or "").strip() for name in names)) for line, row in rows]


def header_of(text: str) -> tuple[int, list[str]]:
    """(line, names of the columns) of a CSV text; nothing where it is blank."""
    first = next(read_rows(text, delimiter_of(text)), CsvRow(1, 1, []))
    return first.first, first.cells


def delimiter_of(text: str) -> str:
    """What parts the columns of a table: a comma, or what a spreadsheet of another country writes."""
    header = next((line for line in text.split("\n") if line.strip()), "")
    return max((",", ";", "\t"), key=header.count)


def numbered_rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """(line number, row) of every row of a CSV text that is not blank.

    Names of columns are in small letters. As in `csv.DictReader`, a missing cell is None and cells too many stand under None; so do rows
    whose quotes are broken. A worksheet may be appended as it was printed: where its header stands among the rows it
    is the header from there on, a row as wide as a sheet of duplicates is read as one, and a question that nobody has
    answered yet is no row.
    """
    rows = read_rows(text, delimiter_of(text))
    header = _plain(next(rows, CsvRow(1, 1, [])).cells)
    for row in rows:
        if row.strict and header and _plain(row.cells[: len(header)]) == header:
            header = _plain(row.cells)
            continue
        names = _names(header, len(row.cells))
        known: dict = dict(zip_longest(names, row.cells[: len(names)]))
        if len(row.cells) > len(names) or not row.strict:
            known[None] = row.cells[len(names) :]
        if "probability" in known and not any(known.get(name) for name in ("decision", "reviewer", "date")):
            continue
        yield row.first, known


def _plain(header: list[str]) -> list[str]:
    """Names of columns in small letters: spreadsheets and people write them in capitals."""
    return [name.strip().lower() for name in header]


def _names(header: list[str], width: int) -> list[str]:
    sheet = len(DUPLICATES_SHEET)
    wider = (
        width == sheet and tuple(header) == DUPLICATES_SHEET[: len(header)] and len(header) >= len(DECIDED)
    )
    return list(DUPLICATES_SHEET) if wider else header


def by_work(
    decisions: Iterable[Decision], references: References, work_of: dict[str, str]
) -> tuple[list[tuple[Decision, str]], list[Remark]]:
    """(decision, work_id), in the order in which people decided.

    A decision whose reference does not lead to exactly one work is remarked upon and not applied; one whose
    reference is that of several works, and that could only mean one, is remarked upon and applied.
    """
    decisions = sorted(decisions, key=lambda d: (d.date, d.file, d.line))
    meanings = Meanings(((d.record, d.date) for d in decisions), references.places(work_of))
    applied, remarks = [], []
    for decision in decisions:
        meaning = meanings.of(decision.record, decision.date, getattr(decision, "title", ""))
        if meaning.understood:
            applied.append((decision, meaning.works[0]))
        if meaning.problem:
            remarks.append(meaning.remark(decision, decision.record, "record"))
    return applied, remarks


def last_words(
    applied: Iterable[tuple[Decision, str]],
    references: References,
    work_of: dict[str, str],
    about: Callable[[Decision], Hashable],
) -> list[tuple[Decision, str]]:
    """The decisions that stand: of those about one thing, the last on each entry.

    `about`: who decided, and what on. Two references are to one entry where they have a record in common, so that it
    does not matter by which of its names, nor from which of its exports, an entry was decided on again.
    """
    standing: dict[Hashable, list[tuple[Decision, str, frozenset[str]]]] = defaultdict(list)
    for decision, work in applied:
        found = (record.record_id for record in references.find(decision.record))
        entry = frozenset(record for record in found if work_of[record] == work)
        own = standing[(work, about(decision))]
        own[:] = [earlier for earlier in own if not earlier[2] & entry]
        own.append((decision, work, entry))
    return [(decision, work) for own in standing.values() for decision, work, _ in own]
