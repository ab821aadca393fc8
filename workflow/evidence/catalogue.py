"""Every table that the stages hand on, in the order in which the data flows.

A room declares its tables in `rows.py`; what is declared there is found here, so that a new table is known by its row alone.
"""

from __future__ import annotations

from types import ModuleType

from evidence.appraise import rows as appraise
from evidence.assess import rows as assess
from evidence.classify import rows as classify
from evidence.deduplicate import rows as deduplicate
from evidence.extract import rows as extract
from evidence.ingest import rows as ingest
from evidence.qca import rows as qca
from evidence.remarks import Remark
from evidence.rows import Table, is_row, table_of
from evidence.screen import rows as screen
from evidence.synthesise import claim_rows, pool_rows
from evidence.synthesise import rows as synthesise

_ROOMS = (
    ingest, deduplicate, screen, classify, extract, appraise, claim_rows, pool_rows, synthesise, qca, assess
)  # fmt: skip
# Stages that read what people or databases wrote, and say what they left out or mended.
SPEAKING = ("ingest", "deduplicate", "screen", "classify", "extract", "appraise", "synthesise", "assess")


def _of(room: ModuleType) -> list[Table]:
    own = [value for value in vars(room).values() if getattr(value, "__module__", "") == room.__name__]
    rows = [table_of(value) for value in own if is_row(value)]
    return rows + [value for value in vars(room).values() if isinstance(value, Table)]


TABLES: tuple[Table, ...] = tuple(table for room in _ROOMS for table in _of(room))
REMARKS: tuple[Table, ...] = tuple(Table(stage, "remarks", Remark, "", "") for stage in SPEAKING)
# By name where only one stage has a table of that name.
BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}


def of_stage(stage: str) -> list[Table]:
    """The tables that a stage writes."""
    return [table for table in (*TABLES, *REMARKS) if table.stage == stage]
