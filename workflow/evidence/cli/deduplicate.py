"""evidence deduplicate: records to works, memberships, links and questions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from evidence.cli import inputs
from evidence.console import Progress
from evidence.decisions import DuplicateDecision
from evidence.io import read_columns, write_table
from evidence.layout import Layout
from evidence.records import Comparison, MaybePair, Membership, Remark, StudyLink, Work, WorkLink

# Long texts that say nothing about which records are one.
UNREAD = ("raw", "extra")
_TABLES = {
    "works": Work,
    "memberships": Membership,
    "study_links": StudyLink,
    "links": WorkLink,
    "maybe": MaybePair,
    "comparisons": Comparison,
    "remarks": Remark,
}


def store(folder: Path, result: Any) -> None:
    """Write every table of a `Linkage` or a `Deduplicated`."""
    for name, row_type in _TABLES.items():
        write_table(folder / f"{name}.parquet", getattr(result, name), row_type)


def run(at: Layout, records: Any, given: str | None = None):
    """Deduplicate the records of a review (an Arrow table). Returns a `Linkage`."""
    from evidence.deduplicate import Settings, link

    decided, bad = inputs.decisions("duplicates", DuplicateDecision, at)
    result = link(records, decided, inputs.settings(Settings, given, "deduplicate", at))
    result.remarks.extend(bad)
    return result


def deduplicate(
    settings: str = typer.Option(None, help="settings as JSON; else config.yaml"),
    log: Path = typer.Option(None, help="where the details go"),
) -> None:
    """Join records of one publication into works, and works of one study into studies."""
    at, progress = Layout(), Progress("deduplicate", log)
    records = read_columns(at.table("ingest", "records"), UNREAD)
    result = run(at, records, settings)
    store(at.table("deduplicate", "works").parent, result)
    progress.notes(result.remarks)
    works = result.works.num_rows
    studies = len(result.works["study_id"].unique())
    progress.done(
        f"{len(records)} records: {works} works, {len(records) - works} duplicates; "
        f"{studies} studies; {len(result.maybe)} pairs to ask about"
    )
