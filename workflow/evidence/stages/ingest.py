"""Ingest: database exports come in; records, quarantine, remarks and counts go out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidence import inputs
from evidence.errors import UserError
from evidence.ingest.rows import QUARANTINE, FileCount, Record
from evidence.io import to_rows
from evidence.layout import Layout
from evidence.remarks import Quarantined, Remark
from evidence.stage import Bench, Stage

if TYPE_CHECKING:
    from evidence.ingest.files import Files
    from evidence.ingest.stage import Source


def _run(bench: Bench) -> str:
    import pyarrow.compute as pc

    tables = {table.name: table for table in INGEST.tables}
    entries, aside, files = 0, [], 0
    reading = _files(bench)
    with ExitStack() as opened:
        writers = {
            name: (bench.review.gathering if table.row is Record else bench.review.writer)(table)
            for name, table in tables.items()
        }
        for piece in reading.tables(_sources(bench, bench.at.exports, opened)):
            for name, writer in writers.items():
                writer.add(piece[name])
            entries += pc.sum(piece["counts"]["counted"]).as_py() or 0
            files += piece["counts"].num_rows
            aside += (set_aside := to_rows(piece["quarantine"], Quarantined))
            bench.said += [*set_aside, *to_rows(piece["remarks"], Remark)]
    for writer in writers.values():
        writer.close()
    reading.kept.forget()
    read = writers["records"].count
    inputs.fail_if_empty(read, aside)
    return f"{entries} entries in {files} files: {read} records, {len(aside)} quarantined"


def _part(bench: Bench, part: int, of: int) -> Iterator[tuple[str, Any]]:
    """What some of the files hold that is not kept yet: of those whose middle lies in this part of all bytes."""
    exports = bench.at.exports
    ends = [*accumulate(path.stat().st_size for path in exports)]
    middles = [end - path.stat().st_size / 2 for end, path in zip(ends, exports, strict=True)]
    own = [
        path
        for path, at in zip(exports, middles, strict=True)
        if part - 1 <= at * of / (ends[-1] or 1) < part
    ]
    reading = _files(bench)
    with ExitStack() as opened:
        for source in _sources(bench, own, opened):
            yield from reading.fresh(source)


def _files(bench: Bench) -> Files:
    """What reads the exports of a review. Raises UserError where a person named an encoding that is none, or of no export."""
    from evidence.ingest.files import Files
    from evidence.ingest.settings import ReadingRules
    from evidence.kept import Kept

    how = bench.settings(ReadingRules)
    for mistake in check_encodings(bench.at, how.encodings):
        raise mistake
    return Files(Kept(bench.cache and bench.cache / "read", bench.maker, bench.parts), how)


def _sources(bench: Bench, paths: Iterable[Path], opened: ExitStack) -> list[Source]:
    from evidence.ingest.stage import Source

    return [Source(inputs.name_of(path, bench.at), opened.enter_context(path.open("rb"))) for path in paths]


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
    part=_part,
)
