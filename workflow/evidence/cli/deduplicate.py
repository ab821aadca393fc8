"""evidence deduplicate: records to works, memberships, study links and questions."""

from pathlib import Path

import typer

from evidence.cli import inputs
from evidence.console import Progress
from evidence.decisions import DuplicateDecision
from evidence.io import read_table, write_table
from evidence.layout import Layout
from evidence.records import MaybePair, Membership, Record, Remark, StudyLink, Work


def run(at: Layout, records: list[Record], given: str | None = None):
    """Deduplicate the records of a review. Returns a `Deduplicated`."""
    from evidence.deduplicate import Settings, deduplicate

    decided, bad = inputs.decisions("duplicates", DuplicateDecision, at)
    result = deduplicate(records, decided, inputs.settings(Settings, given, "deduplicate", at))
    result.remarks.extend(bad)
    return result


def deduplicate(
    settings: str = typer.Option(None, help="settings as JSON; else config.yaml"),
    log: Path = typer.Option(None, help="where the details go"),
) -> None:
    """Join records of one publication into works, and works of one study into studies."""
    at, progress = Layout(), Progress("deduplicate", log)
    records = read_table(at.table("ingest", "records"), Record)
    result = run(at, records, settings)
    write_table(at.table("deduplicate", "works"), result.works, Work)
    write_table(at.table("deduplicate", "memberships"), result.memberships, Membership)
    write_table(at.table("deduplicate", "study_links"), result.study_links, StudyLink)
    write_table(at.table("deduplicate", "maybe"), result.maybe, MaybePair)
    write_table(at.table("deduplicate", "remarks"), result.remarks, Remark)
    progress.notes(result.remarks)
    studies = len({work.study_id for work in result.works})
    duplicates = len(records) - len(result.works)
    progress.done(
        f"{len(records)} records: {len(result.works)} works, {duplicates} duplicates; "
        f"{studies} studies; {len(result.maybe)} pairs to ask about"
    )
