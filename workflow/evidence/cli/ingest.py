"""evidence ingest: exports to records, quarantine, remarks and counts."""

from contextlib import ExitStack
from pathlib import Path

import typer

from evidence.cli import inputs
from evidence.console import Progress
from evidence.io import TableWriter
from evidence.layout import Layout
from evidence.records import FileCount, Quarantined, Record, Remark

_TABLES = {"records": Record, "quarantine": Quarantined, "remarks": Remark, "counts": FileCount}


def run(at: Layout, given: str | None = None):
    """Read every export of a review. Returns an `Ingested`."""
    from evidence.ingest import Settings, Source, ingest

    sources = [Source(inputs.name_of(path, at), path.read_bytes()) for path in at.exports]
    how = inputs.settings(Settings, given, "ingest", at)
    return ingest(sources, how.own_words_marker, how.encodings)


def ingest(
    settings: str = typer.Option(None, help="settings as JSON; else config.yaml"),
    log: Path = typer.Option(None, help="where the details go"),
) -> None:
    """Read every export under literature/records/ and set aside what cannot be used."""
    from evidence.ingest import Settings, Source, stream

    at, progress = Layout(), Progress("ingest", log)
    how = inputs.settings(Settings, settings, "ingest", at)
    with ExitStack() as opened:
        exports = [
            Source(inputs.name_of(path, at), opened.enter_context(path.open("rb"))) for path in at.exports
        ]
        writers = {name: TableWriter(at.table("ingest", name), kind) for name, kind in _TABLES.items()}
        entries, aside, counts = 0, [], []
        for batch in stream(exports, how.own_words_marker, encodings=how.encodings):
            for name, writer in writers.items():
                writer.add(getattr(batch, name))
            entries += sum(count.counted for count in batch.counts)
            aside += batch.quarantine
            counts += batch.counts
            progress.notes(batch.quarantine)
            progress.notes(batch.remarks)
    for writer in writers.values():
        writer.close()
    inputs.fail_if_empty(writers["records"].count, aside)
    progress.done(
        f"{entries} entries in {len(counts)} files: {writers['records'].count} records, {len(aside)} quarantined"
    )
