"""What the desk needs of a build, made where it is not there; and whether the inputs have changed since."""

from __future__ import annotations

from collections.abc import Callable

from evidence.console import Progress
from evidence.errors import UserError
from evidence.io import opened
from evidence.layout import Layout
from evidence.pipeline import STAGES, place
from evidence.review import Review
from evidence.singular import agreeing
from evidence.stage import Bench
from evidence.unread import NO_RECORDS

_FIRST = ("ingest", "deduplicate", "screen")


def made_ready(at: Layout, say: Callable[[str], None]) -> None:
    """Run the stages before the desk where what they make is not there or cannot be read. Raises UserError without any record."""
    stages = [stage for stage in STAGES if stage.name in _FIRST]
    missing = next((n for n, stage in enumerate(stages) if not all(map(_stands, _tables(stage, at)))), None)
    if missing is None:
        return
    if not at.exports:
        raise UserError(NO_RECORDS, file=at.root / "literature" / "records")
    say("The records are read first; this is done once.")
    for stage in stages[missing:]:
        progress, bench = Progress(stage.name, at.log(stage.name), place(stage)), Bench(stage, Review(at))
        summary = stage.run(bench)
        progress.notes(bench.said)
        progress.done(agreeing(summary))


def changed_since(at: Layout) -> str:
    """What of the exports has changed since they were read, in a sentence; nothing where they have not."""
    made = at.table("ingest", "records")
    since = made.stat().st_mtime_ns if made.exists() else 0
    newer = [path.name for path in at.exports if path.stat().st_mtime_ns > since]
    if not newer:
        return ""
    more = f" and {len(newer) - 1} more" if len(newer) > 1 else ""
    return f"The records changed since the last build ({newer[0]}{more}): end the desk, run `evidence build` and open it again."


def _tables(stage: object, at: Layout) -> list[tuple[object, type]]:
    return [(at.table(table.stage, table.name), table.row) for table in stage.tables]  # type: ignore[attr-defined]


def _stands(table: tuple[object, type]) -> bool:
    path, row = table
    try:
        opened(path, row)  # type: ignore[arg-type]
    except UserError:
        return False
    return True
