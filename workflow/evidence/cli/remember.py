"""evidence remember: write down what works are called, so that they keep their names and addresses."""

from __future__ import annotations

import typer

from evidence import inputs
from evidence.deduplicate.decisions import KnownWork, names_of
from evidence.deduplicate.rows import Membership
from evidence.given.declare import given_by
from evidence.layout import Layout
from evidence.owned import add_rows
from evidence.review import Review


def remember() -> None:
    """Note the id of the work of every record, for later builds: literature/known_works.csv. Nothing in it is altered."""
    at = Layout()
    path = at.root / "literature" / "known_works.csv"
    known = names_of(inputs.people(KnownWork, at.known_works, at)[0])
    members = Review(at)[Membership]
    fresh = [(m.record_id, m.work_id) for m in members if known.get(m.record_id) != m.work_id]
    if fresh or not path.exists():
        add_rows(path, given_by(KnownWork).names, fresh)
    typer.echo(f"{len(fresh)} records were added to {path}; {len(known)} stood there before.")
