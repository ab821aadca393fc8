"""Rows for tests: whatever a test does not name is empty."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from evidence.deduplicate.rows import Membership, Work
from evidence.extract.rows import EvidenceItem
from evidence.ingest.rows import Record
from evidence.io import to_rows, to_table
from evidence.remarks import Quarantined
from evidence.rows import Column, columns
from evidence.screen.rows import LedgerRow, Screening
from evidence.screen.steps import ledger
from evidence.synthesise.claim_rows import SideOfStudy


def make(row_type: type, **given: Any) -> Any:
    values = {c.name: _empty(c) for c in columns(row_type)}
    return row_type(**{**values, **given})


def _empty(column: Column) -> Any:
    if column.many:
        return ()
    if column.optional:
        return None
    return "" if issubclass(column.kind, str) else column.kind()


def item(item_id: str, **given: Any) -> EvidenceItem:
    defaults = {"kind": "effect", "study_id": f"s-{item_id}", "study_label": item_id, "standing": "counted"}
    return make(EvidenceItem, item_id=item_id, **{**defaults, **given})


def work(work_id: str, **given: Any) -> Work:
    defaults = {
        "study_id": work_id,
        "title": f"Title of {work_id}",
        "members": (work_id,),
        "provenance": "{}",
    }
    return make(Work, work_id=work_id, **{**defaults, **given})


def side(study_id: str, side_taken: str, **given: Any) -> SideOfStudy:
    defaults = {
        "proposition": "P",
        "counted": True,
        "standing": "counted",
        "by": "rule",
        "directness": "direct",
        "body": study_id,
    }
    return make(SideOfStudy, study_id=study_id, side=side_taken, **{**defaults, **given})


def screening(work_id: str, decision: str = "include") -> Screening:
    return make(Screening, work_id=work_id, decision=decision)


def steps_of(
    records: Iterable[Record],
    aside: list[Quarantined],
    memberships: Iterable[Membership],
    screened: Iterable[Screening],
) -> list[LedgerRow]:
    """The ledger of rows that stand in no table."""
    tables = (
        to_table(rows, row)
        for rows, row in ((records, Record), (memberships, Membership), (screened, Screening))
    )
    read, joined, judged = tables
    return to_rows(ledger(read, aside, joined, judged).whole(), LedgerRow)
