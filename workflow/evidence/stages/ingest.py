"""Ingest: database exports come in; records, quarantine, remarks and counts go out."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack

from evidence import inputs
from evidence.errors import UserError
from evidence.ingest.rows import QUARANTINE, FileCount, Record
from evidence.layout import Layout
from evidence.stage import Bench, Stage


def _run(bench: Bench) -> str:
    from evidence.ingest.settings import ReadingRules
    from evidence.ingest.stage import Source, stream

    how = bench.settings(ReadingRules)
    for mistake in check_encodings(bench.at, how.encodings):
        raise mistake
    tables = {table.name: table for table in INGEST.tables}
    entries, aside, files = 0, [], 0
    with ExitStack() as opened:
        exports = [
            Source(inputs.name_of(path, bench.at), opened.enter_context(path.open("rb")))
            for path in bench.at.exports
        ]
        writers = {name: bench.review.writer(table) for name, table in tables.items()}
        for batch in stream(exports, how.own_words_marker, encodings=how.encodings):
            for name, writer in writers.items():
                writer.add(getattr(batch, name))
            entries += sum(count.counted for count in batch.counts)
            files += len(batch.counts)
            aside += batch.quarantine
            bench.said += [*batch.quarantine, *batch.remarks]
    for writer in writers.values():
        writer.close()
    read = writers["records"].count
    inputs.fail_if_empty(read, aside)
    return f"{entries} entries in {files} files: {read} records, {len(aside)} quarantined"


def check_encodings(at: Layout, encodings: Mapping[str, str]) -> list[UserError]:
    """What is wrong with the encodings that a person named: a name that is none, a pattern that fits no export."""
    from evidence.encoding import known
    from evidence.ingest.stage import encoding_of
    from evidence.settings_file import load_yaml

    lines = load_yaml(at.setting("config"))[1] if encodings else {}
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
            line = lines.get(("ingest", "encodings", pattern))
            wrong.append(
                UserError(problem, file="config/config.yaml", line=line, field=field, value=value, fix=fix)
            )
    return wrong


INGEST = Stage(
    name="ingest",
    does="Read every export under literature/records/ and set aside what cannot be used.",
    run=_run,
    files=("exports",),
    settings=("ingest",),
    writes=(Record, QUARANTINE, FileCount),
)
