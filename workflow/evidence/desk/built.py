"""What the desk needs of a build, made where it is not there; and whether the inputs have changed since."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import redirect_stdout

from evidence.console import Progress
from evidence.errors import UserError
from evidence.given.declare import given_by
from evidence.ingest.rows import FileCount
from evidence.inputs import name_of
from evidence.io import opened
from evidence.layout import Layout
from evidence.pipeline import STAGES, place
from evidence.review import Review
from evidence.singular import agreeing
from evidence.stage import Bench, Stage
from evidence.unread import NO_RECORDS

_FIRST = ("ingest", "deduplicate", "screen")


def made_ready(at: Layout, say: Callable[[str], None]) -> None:
    """Run the stages before the desk where what they make is not there or cannot be read, and *screen* where people have decided since.

    Raises UserError without any record.
    """
    stages = [stage for stage in STAGES if stage.name in _FIRST]
    missing = next((n for n, stage in enumerate(stages) if not _is_made(stage, at)), len(stages))
    if missing == len(stages):
        if not _decided_since(stages[-1], at):
            return
        missing -= 1  # the last is screen, which applies what was decided
    else:
        if not at.exports:
            raise UserError(NO_RECORDS, file=at.root / "literature" / "records")
        say("The records are read first; this is done once.")
    for stage in stages[missing:]:
        progress, bench = Progress(stage.name, at.log(stage.name), place(stage)), Bench(stage, Review(at))
        summary = stage.run(bench)
        progress.notes(bench.said)
        progress.done(agreeing(summary))


def made_aside(at: Layout) -> None:
    """`made_ready`, told beside what a command prints, which may be a table that is kept in a file."""
    with redirect_stdout(sys.stderr):
        made_ready(at, print)


def changed_since(at: Layout) -> str:
    """What of the exports has changed since they were read, in a sentence; nothing where they have not."""
    made = at.table("ingest", "records")
    if not made.exists():
        return ""
    since = made.stat().st_mtime_ns
    read = {count.source_file for count in Review(at)[FileCount]}
    now = {name_of(path, at): path for path in at.exports}
    changed = sorted(
        name for name, path in now.items() if name not in read or path.stat().st_mtime_ns > since
    )
    changed += sorted(read - now.keys())
    if not changed:
        return ""
    first = changed[0].rpartition("/")[2]
    more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
    return f"The records changed since the last build ({first}{more}): end the desk, run `evidence build` and open it again."


def _decided_since(stage: Stage, at: Layout) -> bool:
    """Whether a table of decisions that a stage applies is newer than what it made."""
    made = min(at.table(table.stage, table.name).stat().st_mtime_ns for table in stage.tables)
    tables = [path for row in stage.decisions for path in at.decisions(given_by(row).name)]
    return any(path.stat().st_mtime_ns > made for path in tables)


def _is_made(stage: Stage, at: Layout) -> bool:
    """Whether all tables of a stage stand and can be read."""
    try:
        for table in stage.tables:
            opened(at.table(table.stage, table.name), table.row)
    except UserError:
        return False
    return True
