"""evidence stamp: write down beside judgements that lack it what they were made on, so that it shows when that moves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from typing import Any

import typer

from evidence.assess.judged import KINDS
from evidence.assess.rows import Judged
from evidence.errors import UserError
from evidence.given.declare import given_by
from evidence.given.reviewers import same_person
from evidence.layout import Layout
from evidence.owned import fill
from evidence.review import Review
from evidence.singular import agreeing
from evidence.waiting.stale import stale


def stamp(
    kind: str = typer.Argument(
        "", help="sides, coding, screening, appraisal, duplicates or themes; all where left out"
    ),
    reviewer: str = typer.Option("", help="only judgements that this person signed"),
    still: bool = typer.Option(
        False,
        "--still",
        help="say of your judgements that hold no longer that you looked again and they stand: each is signed anew",
    ),
) -> None:
    """Say of judgements without fingerprints that they were made on what stands now. Only blank cells of the column `judged` are filled."""
    known = [given_by(row).name for row in KINDS]
    if kind and kind not in known:
        raise UserError("no such judgements are stamped", value=kind, allowed=known, fix="name one of these")
    at = Layout()
    if still:
        if not kind or not reviewer:
            raise UserError(
                "whose judgements stand, and which?", fix="evidence stamp KIND --still --reviewer NAME"
            )
        print(
            agreeing(
                f"{renewed(at, as_it_stands(at), kind, reviewer)} judgements of {reviewer} were signed anew, below the earlier ones."
            )
        )
        return
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


def renewed(at: Layout, review: Review, kind: str, reviewer: str) -> int:
    """Write each judgement of one person that holds no longer once more, on what stands now; how many. Nothing above is altered."""
    from evidence import inputs
    from evidence.codebook_file import load_codebook
    from evidence.desk.tables import Tables
    from evidence.propositions import load_propositions

    codebook = load_codebook(at.setting("codebook"))
    claims = load_propositions(at.setting("propositions"), codebook).ids()
    row = next(one for one in KINDS if given_by(one).name == kind)
    rests = {(j.file, j.line): j.rests for j in stale(review, kind) if same_person(j.by, reviewer)}
    tables = Tables(at, codebook, claims)
    said: list[Any] = inputs.decisions(row, at, codebook, claims)[0]
    own = [one for one in said if (one.file, one.line) in rests]
    if not own:
        return 0
    when = datetime.now().replace(microsecond=0).isoformat()
    cells = [{**tables.cells(one), "date": when, "judged": rests[one.file, one.line]} for one in own]
    return len(tables.write(row, tables.checked(row, cells), reviewer))
