"""evidence ingest: exports to records, quarantine, remarks and counts."""

from pathlib import Path

import typer

from evidence.cli import inputs
from evidence.console import Progress
from evidence.io import write_table
from evidence.layout import Layout
from evidence.records import FileCount, Quarantined, Record, Remark


def run(at: Layout, given: str | None = None):
    """Read every export of a review. Returns an `Ingested`."""
    from evidence.ingest import Settings, Source, ingest

    sources = [Source(inputs.name_of(path, at), path.read_bytes()) for path in at.exports]
    return ingest(sources, inputs.settings(Settings, given, "ingest", at).own_words_marker)


def ingest(
    settings: str = typer.Option(None, help="settings as JSON; else config.yaml"),
    log: Path = typer.Option(None, help="where the details go"),
) -> None:
    """Read every export under literature/records/ and set aside what cannot be used."""
    at, progress = Layout(), Progress("ingest", log)
    result = run(at, settings)
    inputs.fail_if_empty(result.records, result.quarantine)
    write_table(at.table("ingest", "records"), result.records, Record)
    write_table(at.table("ingest", "quarantine"), result.quarantine, Quarantined)
    write_table(at.table("ingest", "remarks"), result.remarks, Remark)
    write_table(at.table("ingest", "counts"), result.counts, FileCount)
    progress.notes(result.quarantine)
    progress.notes(result.remarks)
    entries = sum(count.counted for count in result.counts)
    progress.done(
        f"{entries} entries in {len(result.counts)} files: "
        f"{len(result.records)} records, {len(result.quarantine)} quarantined"
    )
