"""The sums of what people decided: rows in the files = applied + superseded + set aside."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from evidence.decisions import by_work, last_words
from evidence.ledger import Sum
from evidence.references import References
from evidence.remarks import Remark

# What one decision is about, of which the last counts: by kind of table.
ABOUT: dict[str, Callable[[Any], Hashable]] = {
    "screening": lambda d: d.reviewer,
    "coding": lambda d: (d.facet, d.reviewer),
    "sides": lambda d: d.proposition,
    "appraisal": lambda d: (d.tool, d.item, d.reviewer),
}
# Of these a row is about no record.
ALONE: dict[str, Callable[[Any], Hashable]] = {
    "certainty": lambda d: d.proposition,
    "grade": lambda d: d.pool,
    "duplicates": lambda d: frozenset((d.record_a, d.record_b)),
}


def resolved(
    kind: str, decisions: Sequence[Any], references: References, work_of: dict[str, str]
) -> tuple[list[Remark], int, int]:
    """(remarks on references, decisions that stand, decisions that a later one supersedes) of one kind of table."""
    if kind in ALONE:
        ordered = sorted(decisions, key=lambda d: (d.date, d.file, d.line))
        standing = len({ALONE[kind](decision) for decision in ordered})
        return [], standing, len(ordered) - standing
    applied, remarks = by_work(decisions, references, work_of)
    standing = len(last_words(applied, references, work_of, ABOUT[kind]))
    return remarks, standing, len(applied) - standing


def balance(kind: str, rows: int, standing: int, superseded: int, remarks: Iterable[Remark]) -> Sum:
    """The equation of one kind of table. `rows` are counted in its files; `remarks` are all that were made on them."""
    aside = len({(r.source_file, r.line) for r in remarks if r.dropped})
    parts = (("applied", standing), ("superseded", superseded), ("set aside", aside))
    return Sum(f"{kind} decisions", rows, parts)
