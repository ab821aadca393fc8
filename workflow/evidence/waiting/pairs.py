"""Pairs of works that may be one, each a question with what speaks for and against it."""

from __future__ import annotations

from collections.abc import Iterable

from evidence.deduplicate.decisions import DuplicateDecision
from evidence.deduplicate.questions import Question, questions
from evidence.deduplicate.rows import Comparison, MaybePair, Membership, Work
from evidence.errors import UserError
from evidence.ingest.rows import Record
from evidence.mentions import Mentions
from evidence.review import Review


def pairs(review: Review, decided: Iterable[DuplicateDecision], only: str = "") -> list[Question]:
    """What nobody has decided yet, the most promising first. `only`: a name of a record of a work, or a work's id. Raises UserError where nothing
    is asked about it."""
    maybe = review[MaybePair]
    if not maybe and not only:
        return []  # the records of a large review take seconds to read
    records, memberships = review[Record], review[Membership]
    asked = questions(maybe, review[Work], memberships, review[Comparison], records, decided)
    if not only:
        return asked
    members = {m.record_id: m.work_id for m in memberships}
    meant = {members[record.record_id] for record in Mentions(records, memberships).find(only)} | {only}
    chosen = [q for q in asked if {members[q.record_a], members[q.record_b]} & meant]
    if not chosen:
        raise UserError(
            "nothing is asked about this work",
            value=only,
            fix="take a record id or key of `maybe.csv`, or none for all",
        )
    return chosen
