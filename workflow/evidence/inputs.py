"""Reads what people wrote: settings, decisions and coded tables, each checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from evidence.codebook import Codebook
from evidence.config import load_config
from evidence.decisions import as_decisions, numbered_rows
from evidence.errors import UserError
from evidence.io import read_people
from evidence.layout import Layout
from evidence.remarks import Quarantined, Remark
from evidence.setting_names import load_named
from evidence.singular import agreeing
from evidence.table_schema import table_schema
from evidence.tables import check_table, own_words

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Decision = TypeVar("Decision")
Settings = TypeVar("Settings", bound="DataclassInstance")


def settings(kind: type[Settings], section: str, at: Layout, codebook: Any = None) -> Settings:
    """The settings of a stage, from its section of config.yaml; with a codebook, their names are looked up there."""
    file = at.setting("config")
    values = (load_named(file, codebook) if codebook else load_config(file)).get(section, {})
    known = {f.name for f in fields(kind)}
    return kind(**{name: value for name, value in values.items() if name in known})


def decisions(
    kind: str,
    row_type: type[Decision],
    at: Layout,
    codebook: Codebook | None = None,
    propositions: list[str] | None = None,
) -> tuple[list[Decision], list[Remark]]:
    """The rows of every decision table of one kind; rows that break the schema become remarks."""
    rows: list[Decision] = []
    remarks: list[Remark] = []
    schema = table_schema(kind, codebook, propositions)
    for path in at.decisions(kind):
        (text, said), name = read_people(path), name_of(path, at)
        remarks += [Remark("", name, 1, "", "", *one) for one in said]
        checked = check_table(text, name, schema, codebook)
        rows += as_decisions(checked.rows, name, row_type)
        remarks += [as_remark(entry) for entry in checked.set_aside]
        remarks += own_words(checked, name, schema)
    return rows, remarks


def count_rows(kind: str, at: Layout) -> int:
    """Rows in the decision tables of one kind, as they stand in the files."""
    return sum(1 for path in at.decisions(kind) for _ in numbered_rows(read_people(path)[0]))


def known_works(at: Layout) -> tuple[dict[str, str], list[Remark]]:
    """Record id → the id that its work has had, the first known first; of rows on one record the last counts."""
    known: dict[str, str] = {}
    remarks: list[Remark] = []
    for path in at.known_works:
        checked = check_table(read_people(path)[0], name_of(path, at), table_schema("known_works"))
        remarks += [as_remark(entry) for entry in checked.set_aside]
        for _, row in checked.rows:
            if known.get(row["record"]) != row["work"]:
                known.pop(row["record"], None)
                known[row["record"]] = row["work"]
    return known, remarks


def as_remark(entry: Quarantined) -> Remark:
    """A row of people's that was set aside, among the remarks of its stage."""
    return Remark(
        entry.entry_id,
        entry.source_file,
        entry.line,
        entry.field,
        entry.value,
        entry.problem,
        entry.how_to_fix,
        dropped=True,
    )


def name_of(path: Path, at: Layout) -> str:
    """The name that people know a file by: its path within the review, with slashes."""
    return path.relative_to(at.root).as_posix()


def texts(paths: Iterable[Path], kind: str, at: Layout) -> list[tuple[str, str, str]]:
    return [(kind, name_of(path, at), read_people(path)[0]) for path in paths]


def encodings(paths: Iterable[Path], at: Layout) -> list[Remark]:
    """What is to be said of tables that are not in UTF-8."""
    return [Remark("", name_of(path, at), 1, "", "", *one) for path in paths for one in read_people(path)[1]]


def fail_if_empty(records: int, quarantine: list[Quarantined]) -> None:
    """A pipeline without a single record has nothing to brief on."""
    if not records:
        raise UserError(
            "there is not one usable record",
            file="literature/records",
            value=agreeing(f"{len(quarantine)} entries were set aside") if quarantine else "no entries",
            fix="put at least one export with a readable record there; see literature/README.md",
        )
