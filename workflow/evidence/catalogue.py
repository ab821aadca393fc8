"""Every table that the stages hand on, in the order in which the data flows, and what its columns are called for people.

A room declares its tables in `rows.py`; what is declared there is found here, so that a new table is known by its row alone.
Words for people are read here and nowhere else: a stage that does not import this module does not depend on them.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from types import ModuleType
from typing import Any

from evidence.appraise import rows as appraise
from evidence.assess import rows as assess
from evidence.classify import rows as classify
from evidence.compare import rows as compare
from evidence.deduplicate import rows as deduplicate
from evidence.extract import rows as extract
from evidence.ingest import rows as ingest
from evidence.qca import rows as qca
from evidence.rows import Table, is_row, table_of
from evidence.screen import rows as screen
from evidence.synthesise import claim_rows, pool_rows, theme_rows
from evidence.synthesise import rows as synthesise

_ROOMS = (
    ingest, deduplicate, screen, classify, extract, appraise, claim_rows, pool_rows, theme_rows, synthesise, qca, assess, compare
)  # fmt: skip


def _of(room: ModuleType) -> list[Table]:
    own = [value for value in vars(room).values() if getattr(value, "__module__", "") == room.__name__]
    rows = [table_of(value) for value in own if is_row(value)]
    return rows + [value for value in vars(room).values() if isinstance(value, Table)]


TABLES: tuple[Table, ...] = tuple(table for room in _ROOMS for table in _of(room))
# By name where only one stage has a table of that name.
BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}


@dataclass(frozen=True, slots=True)
class Words:
    """What people call a column, its unit, and whether the downloads of the book hold it."""

    label: str
    unit: str
    shipped: bool


def words(row: type) -> dict[str, Words]:
    """The words for each column of a row, by its name, in order."""
    return {f.name: _words(f.name, f.metadata) for f in fields(row)}


def _words(name: str, said: Any) -> Words:
    return Words(said.get("label", name.replace("_", " ")), said.get("unit", ""), said.get("shipped", True))
