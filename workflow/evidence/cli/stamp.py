"""evidence stamp: write down beside judgements that lack it what they were made on, so that it shows when that moves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

import typer

from evidence.assess.judged import KINDS
from evidence.assess.rows import Judged
from evidence.errors import UserError
from evidence.given.declare import given_by
from evidence.layout import Layout
from evidence.owned import fill
from evidence.review import Review
from evidence.singular import agreeing


def stamp(
    kind: str = typer.Argument(
        "", help="sides, coding, screening, appraisal, duplicates or themes; all where left out"
    ),
    reviewer: str = typer.Option("", help="only judgements that this person signed"),
) -> None:
    """Say of judgements without fingerprints that they were made on what stands now. Only blank cells of the column `judged` are filled."""
    known = [given_by(row).name for row in KINDS]
    if kind and kind not in known:
        raise UserError("no such judgements are stamped", value=kind, allowed=known, fix="name one of these")
    at = Layout()
    done = stamped(at, as_it_stands(at), lambda row: kind in ("", row.kind) and reviewer in ("", row.by))
    print(
        agreeing(
            f"{done} judgements now say what they were made on; the rest said so before, or rest on nothing."
        )
    )
    if done:
        print("From here on they are shown as stale where that moves.")


def as_it_stands(at: Layout) -> Review:
    """The tables of the review as its files are now, whatever the last build made."""
    from evidence.pipeline import STAGES
    from evidence.stage import run_in_memory

    names = [stage.name for stage in STAGES]
    until = names.index("assess") + 1
    return run_in_memory(at, *(stage for stage in STAGES[:until] if stage.name != "qca"))


def stamped(at: Layout, review: Review, chosen: Callable[[Judged], bool]) -> int:
    """Fill the blank fingerprints of the judgements that are chosen; how many."""
    cells: dict[str, dict[int, str]] = defaultdict(dict)
    for row in review[Judged]:
        if not row.judged and row.rests and chosen(row):
            cells[row.file][row.line] = row.rests
    return sum(fill(at.root / file, "judged", own) for file, own in sorted(cells.items()))
