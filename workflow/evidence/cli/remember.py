"""evidence remember: write down what works are called and what their entries said, so that they keep their names and are known again."""

from __future__ import annotations

import typer

from evidence import inputs
from evidence.deduplicate.decisions import DESCRIBED, KnownWork
from evidence.given.declare import given_by
from evidence.layout import Layout
from evidence.owned import Pen
from evidence.review import Review


def remember() -> None:
    """Note the id of the work of every record, and what the record says, for later builds: literature/known_works.csv. Nothing in it is altered."""
    at = Layout()
    path = at.root / "literature" / "known_works.csv"
    added, before = note(at, Review(at))
    typer.echo(f"{added} records were added to {path}; {before} stood there before.")


def note(at: Layout, review: Review) -> tuple[int, int]:
    """(rows that were added, records that stood there before) of what a review knows, in the tables of its last build."""
    from evidence.deduplicate.known import described
    from evidence.deduplicate.rows import Membership
    from evidence.ingest.rows import Record

    path = at.root / "literature" / "known_works.csv"
    last = {row.record: row for row in inputs.people(KnownWork, at.known_works, at)[0]}
    here = {record.record_id: record for record in review[Record]}
    fresh = []
    for m in review[Membership]:
        row, said = last.get(m.record_id), described(here[m.record_id])
        was = next((name for name in m.formerly if name in last and name not in here), "")
        if row is None or row.work != m.work_id or not row.title:
            fresh.append(
                {
                    "record": m.record_id,
                    "work": m.work_id,
                    "was": was,
                    **dict(zip(DESCRIBED, said, strict=True)),
                }
            )
    if fresh or not path.exists():
        Pen().append(path, given_by(KnownWork).names, fresh)
    return len(fresh), len(last)
