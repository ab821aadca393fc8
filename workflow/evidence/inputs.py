"""Reads what people wrote: settings, decisions and coded tables, each checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from evidence.codebook import Codebook
from evidence.config import load_section
from evidence.errors import UserError
from evidence.given.check import check_table
from evidence.given.declare import Placed, given_by
from evidence.given.reading import as_rows, numbered_rows
from evidence.given.reviewers import one_spelling
from evidence.given.withdrawn import without_withdrawn
from evidence.io import read_people
from evidence.layout import Layout
from evidence.remarks import Quarantined, Remark
from evidence.singular import agreeing

Row = TypeVar("Row", bound=Placed)
Settings = TypeVar("Settings")


def settings(kind: type[Settings], section: str, at: Layout) -> Settings:
    """A section of config.yaml as a stage takes it, whatever stands in the others. Raises UserErrors."""
    return load_section(at.setting("config"), section, kind)


def people(
    row: type[Row],
    paths: Iterable[Path],
    at: Layout,
    codebook: Codebook | None = None,
    claims: Sequence[str] = (),
) -> tuple[list[Row], list[Remark]]:
    """The rows of tables of one kind that people wrote; those that cannot be used become remarks."""
    rows: list[Row] = []
    remarks: list[Remark] = []
    for path in paths:
        (text, said), name = read_people(path), name_of(path, at)
        remarks += [Remark("", name, 1, "", "", *one) for one in said]
        checked = check_table(text, name, row, codebook, claims)
        rows += as_rows(checked.rows, name, row)
        remarks += [*map(as_remark, checked.set_aside), *checked.own_words]
    rows, spellings = one_spelling(rows)
    return rows, remarks + spellings


def decisions(
    row: type[Row], at: Layout, codebook: Codebook | None = None, claims: Sequence[str] = ()
) -> tuple[list[Row], list[Remark]]:
    """The rows of every decision table of one kind, without those that were taken back."""
    rows, remarks = people(row, at.decisions(given_by(row).name), at, codebook, claims)
    kept = without_withdrawn(rows)
    return kept.rows, remarks + kept.remarks


def count_rows(row: type, at: Layout) -> int:
    """Rows in the decision tables of one kind, as they stand in the files."""
    table = given_by(row)
    texts = (read_people(path)[0] for path in at.decisions(table.name))
    return sum(1 for text in texts for _ in numbered_rows(text, table.sheet))


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
            fix="put at least one export with a readable record there; `evidence check` names every file that is not read, and why",
        )
