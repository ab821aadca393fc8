"""Which tables a release holds, and which columns are left out.

Left out are what is long and other people's (abstracts, entries as they came), and where an entry or row stands in its file, which says
nothing of the evidence and moves with every line. Tables that follow from these alone (analyses of the multiverse, confounding) are not held.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from evidence.appraise.rows import Appraisal, Judgement, StudyAppraisal
from evidence.assess.rows import (
    CerqualComponent,
    Certainty,
    GradeDomain,
    Implication,
    PoolCertainty,
    ThemeCertainty,
)
from evidence.classify.rows import Label
from evidence.deduplicate.rows import Comparison, Membership, StudyLink, Work, WorkLink
from evidence.extract.rows import CaseCondition, Coding, Configuration, EvidenceItem
from evidence.ingest.rows import QUARANTINE, FileCount, Record
from evidence.rows import Column, Table, columns, table_of
from evidence.screen.rows import LedgerRow, Screening
from evidence.synthesise.claim_rows import Finding, SideOfStudy
from evidence.synthesise.pool_rows import Pool, PoolAnalysis, PoolStudy
from evidence.synthesise.rows import MapCell
from evidence.synthesise.theme_rows import Theme, ThemePassage

_PLACE = ("position", "line")
_LONG = ("abstract", "abstract_kind", "keywords", "extra", "raw", "provenance")


@dataclass(frozen=True)
class Frozen:
    """One table of a release, whose rows stand in the order of its key. `only`: which of its rows are held."""

    kind: type | Table
    without: tuple[str, ...] = ()
    only: Callable[[Any], bool] | None = None

    @property
    def table(self) -> Table:
        return table_of(self.kind)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that a release holds, in their order."""
        return tuple(c for c in columns(self.table.row) if c.name not in self.without)


FROZEN: tuple[Frozen, ...] = (
    Frozen(FileCount),
    Frozen(QUARANTINE, ("line", *_LONG)),
    Frozen(Record, (*_PLACE, *_LONG)),
    Frozen(Work, _LONG),
    Frozen(Membership),
    Frozen(Comparison, ("fields",)),
    Frozen(WorkLink),
    Frozen(StudyLink),
    Frozen(Screening),
    # The steps before the last follow from the other tables.
    Frozen(LedgerRow, _PLACE, lambda row: row.final),
    Frozen(Label),
    Frozen(EvidenceItem, ("line",)),
    Frozen(CaseCondition, ("line",)),
    Frozen(Coding),
    Frozen(Configuration),
    Frozen(Appraisal),
    Frozen(Judgement),
    Frozen(StudyAppraisal),
    Frozen(SideOfStudy),
    Frozen(Finding),
    Frozen(Pool),
    Frozen(PoolStudy),
    Frozen(PoolAnalysis),
    Frozen(Theme),
    Frozen(ThemePassage),
    Frozen(MapCell),
    Frozen(Certainty),
    Frozen(ThemeCertainty),
    Frozen(CerqualComponent),
    Frozen(GradeDomain),
    Frozen(PoolCertainty),
    Frozen(Implication),
)
"""In the order of the stages."""

BY_TABLE: dict[tuple[str, str], Frozen] = {(f.table.stage, f.table.name): f for f in FROZEN}
READ: tuple[type | Table, ...] = tuple(f.kind for f in FROZEN)
"""What a stage reads that compares with a release."""


def place(table: Table) -> str:
    """Where a table lies in the folder of a release."""
    return f"tables/{table.stage}/{table.name}.csv"
