"""The sums of what people decided: rows in the files = applied + superseded + set aside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from evidence.decisions import about, by_work, last_words
from evidence.given.declare import given_by
from evidence.ledger import Sum
from evidence.references import References
from evidence.remarks import Remark


def resolved(
    row: type, decisions: Sequence[Any], references: References, work_of: dict[str, str]
) -> tuple[list[Remark], int, int]:
    """(remarks on references, decisions that stand, decisions that a later one supersedes) of the rows of one kind of table."""
    if "record" not in given_by(row).names:
        standing = len({frozenset(about(decision)) for decision in decisions})
        return [], standing, len(decisions) - standing
    applied, remarks = by_work(decisions, references, work_of)
    standing = len(last_words(applied, references, work_of))
    return remarks, standing, len(applied) - standing


def balance(kind: str, rows: int, standing: int, superseded: int, remarks: Iterable[Remark]) -> Sum:
    """The equation of one kind of table. `rows` are counted in its files; `remarks` are all that were made on them."""
    aside = len({(r.source_file, r.line) for r in remarks if r.dropped})
    parts = (("applied", standing), ("superseded", superseded), ("set aside", aside))
    return Sum(f"{kind} decisions", rows, parts)
