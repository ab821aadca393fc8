"""evidence ingest: exports to records, quarantine, remarks and counts."""

from contextlib import ExitStack
from pathlib import Path

import typer

from evidence.cli import inputs
from evidence.console import Progress
from evidence.errors import UserError
from evidence.ingest.rows import FileCount, Record
from evidence.io import TableWriter
from evidence.layout import Layout
from evidence.remarks import Quarantined, Remark

_TABLES = {"records": Record, "quarantine": Quarantined, "remarks": Remark, "counts": FileCount}


def run(at: Layout, given: str | None = None):
    """Read every export of a review. Returns an `Ingested`."""
    from evidence.ingest.stage import Settings, Source, ingest

    sources = [Source(inputs.name_of(path, at), path.read_bytes()) for path in at.exports]
    how = inputs.settings(Settings, given, "ingest", at)
    return ingest(sources, how.own_words_marker, how.encodings)


def check_encodings(at: Layout, encodings: dict[str, str]) -> list[UserError]:
    """What is wrong with the encodings that a person named: a name that is none, a pattern that fits no export."""
    from evidence.ingest.encoding import known
    from evidence.ingest.stage import encoding_of

    names = [inputs.name_of(path, at) for path in at.exports]
    wrong = []
    for pattern, encoding in encodings.items():
        problem, fix = "", ""
        if not known(encoding):
            problem, fix = "no encoding is called so", "name one such as utf-8, cp1250, gb18030 or mac-roman"
        elif not any(encoding_of(name, {pattern: encoding}) for name in names):
            problem, fix = "no export fits this path or pattern", "name a file under literature/records/"
        if problem:
            field, value = f"ingest: encodings: {pattern}", encoding
            wrong.append(UserError(problem, file="config/config.yaml", field=field, value=value, fix=fix))
    return wrong


def ingest(
    settings: str = typer.Option(None, help="settings as JSON; else config.yaml"),
    log: Path = typer.Option(None, help="where the details go"),
) -> None:
    """Read every export under literature/records/ and set aside what cannot be used."""
    from evidence.ingest.stage import Settings, Source, stream

    at, progress = Layout(), Progress("ingest", log)
    how = inputs.settings(Settings, settings, "ingest", at)
    for mistake in check_encodings(at, how.encodings):
        raise mistake
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
