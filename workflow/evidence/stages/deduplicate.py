"""Deduplicate: records come in; works, memberships, links, comparisons and open questions go out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from evidence import inputs
from evidence.deduplicate.decisions import DuplicateDecision, KnownWork, RetractionDecision
from evidence.deduplicate.rows import Comparison, MaybePair, Membership, StudyLink, Work, WorkLink
from evidence.errors import UserError
from evidence.ingest.rows import Record
from evidence.io import read_columns, write_arrow
from evidence.kept import Kept
from evidence.stage import Bench, Stage
from evidence.uncollected import uncollected

# A long text that says nothing about which records are one.
UNREAD = ("raw",)


def tables_of(result: Any) -> dict[type, Any]:
    """The tables of a `Linkage` or a `Deduplicated`, by their rows."""
    return {
        Work: result.works,
        Membership: result.memberships,
        StudyLink: result.study_links,
        WorkLink: result.links,
        MaybePair: result.maybe,
        Comparison: result.comparisons,
    }


def _run(bench: Bench) -> str:
    from evidence.deduplicate.known import returned
    from evidence.deduplicate.records import Records
    from evidence.deduplicate.settings import LinkageRules
    from evidence.deduplicate.stage import link

    records = Records.of(bench.pieces(Record, UNREAD))
    kept = bench.kept("memory")
    noted, strange = inputs.people(KnownWork, bench.at.known_works, bench.at)
    decided = bench.decisions(DuplicateDecision)
    rules = bench.settings(LinkageRules)
    retractions = bench.decisions(RetractionDecision)
    back = returned(noted, records, rules)
    read = Kept(bench.cache and bench.cache / "records", bench.maker, plain=True)
    with uncollected():
        result = link(records, decided, rules, remembered(kept, bench.maker), back, True, retractions, read)
    bench.write(tables_of(result), [*result.remarks, *strange])
    if kept:
        write_arrow(kept, result.memory.table(bench.maker), quick=True)
    works = result.works.num_rows
    studies = len(result.works["study_id"].unique())
    return (
        f"{len(records)} records: {works} works, {len(records) - works} duplicates; "
        f"{studies} studies; {len(result.maybe)} pairs to ask about"
    )


def remembered(path: Path | None, code: str) -> Any:
    """What an earlier run read of pairs of records; None where there was none, or other code (`Bench.maker`) read them."""
    from evidence.deduplicate.memory import Memory

    try:
        return Memory.from_table(read_columns(path), code) if path and path.exists() else None
    except (UserError, OSError, ValueError, KeyError):  # a memory that cannot be read is no memory
        return None


DEDUPLICATE = Stage(
    name="deduplicate",
    does="Join records of one publication into works, and works of one study into studies.",
    run=_run,
    reads=(Record,),
    decisions=(DuplicateDecision, RetractionDecision),
    files=("known_works",),
    settings=("deduplicate",),
    writes=(Work, Membership, StudyLink, WorkLink, MaybePair, Comparison),
    # Kept from the last run, so that what was compared then is not compared again.
    keeps=("memory",),
)
