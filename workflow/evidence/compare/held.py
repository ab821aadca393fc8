"""What one of two versions holds, as it is compared: each table read once, large ones in columns."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import pyarrow as pa

from evidence.classify.rows import Label
from evidence.compare.called import CITED, Called
from evidence.compare.columns import one
from evidence.compare.entries_matched import COLUMNS
from evidence.compare.files import Files
from evidence.compare.known import blanked, tells, untold
from evidence.deduplicate.rows import Membership, Work
from evidence.ingest.rows import Record
from evidence.review import Review
from evidence.rows import Table, column_names
from evidence.screen.rows import LedgerRow, Screening

_LARGE: dict[type, tuple[str, ...]] = {
    Record: COLUMNS,
    Membership: ("record_id", "work_id", "primary", "rule", "reason", "by", "matched_record"),
    Work: CITED,
    Screening: ("work_id", "decision", "reason", "by", "date", "stage", "unretrieved"),
    LedgerRow: ("entry_id", "fate", "reason", "final"),
    Label: ("work_id", "facet", "code", "source", "state", "reasons"),
}
"""What is looked at of each large table."""


class Held:
    """`held[Pool]` are rows, `held.columns(Record)` columns. Raises UserError where the table has not been built.

    `beside`: the version that it is compared with. What one of the two cannot tell (`known.py`) is blank in both.
    """

    def __init__(self, review: Review, beside: Review | None = None) -> None:
        self.review, self.files = review, Files(review.at)
        self._both = (review, review if beside is None else beside)
        self._columns: dict[type, pa.Table] = {}

    def __getitem__(self, table: type | Table) -> list[Any]:
        if not tells(self._both, table):
            return []
        return blanked(self.review[table], table, self._untold(table))

    def columns(self, row: type) -> pa.Table:
        """What is compared of a large table, each column in one piece."""
        if row not in self._columns:
            names = _LARGE[row]
            others = tuple(name for name in column_names(row) if name not in names)
            table = self.review.columns(row, without=others)
            table = pa.table({name: one(table[name]) for name in names})
            for name in self._untold(row) & {*names}:
                kind = table.schema.field(name).type
                table = table.set_column(names.index(name), name, pa.nulls(len(table), kind))
            self._columns[row] = table if tells(self._both, row) else table.slice(0, 0)
        return self._columns[row]

    def _untold(self, table: type | Table) -> frozenset[str]:
        return frozenset().union(*(untold(review, table) for review in self._both))

    @cached_property
    def called(self) -> Called:
        """What its works are called."""
        return Called(self.columns(Work))
