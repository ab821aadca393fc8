"""Pairs of works that may be one, each a question with what speaks for and against it; decisions that hold no longer are asked for again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from evidence.assess.moved import moved
from evidence.codebook import Codebook
from evidence.deduplicate.decisions import DuplicateDecision
from evidence.deduplicate.questions import Question, decided_before, questions
from evidence.deduplicate.rows import Comparison, MaybePair, Membership, Work
from evidence.errors import UserError
from evidence.fingerprints import cell
from evidence.ingest.rows import Record
from evidence.mentions import Mentions
from evidence.review import Review
from evidence.waiting.as_built import AsBuilt
from evidence.waiting.stale import stale


def pairs(
    review: Review, decided: Iterable[DuplicateDecision], only: str = "", answered: bool = True
) -> list[Question]:
    """What nobody has decided yet, the most promising first. `only`: a name of a record of a work, or a work's id. Raises UserError where nothing
    is asked about it, and what was decided since the last build is left out where it was `answered` by that."""
    maybe, since = review[MaybePair], {(one.file, one.line): one for one in stale(review, "duplicates")}
    if not maybe and not since and not only:
        return []  # the records of a large review take seconds to read
    decided = list(decided)
    records, memberships = review[Record], review[Membership]
    said = decided if answered else ()
    asked = questions(maybe, review[Work], memberships, review[Comparison], records, said)
    mentions = Mentions(records, memberships)
    again = [
        decided_before(
            d, mentions.find(d.record_a)[0], mentions.find(d.record_b)[0], moved(since[d.file, d.line])
        )
        for d in decided
        if (d.file, d.line) in since
    ]
    marks = AsBuilt(review, Codebook("", "", ()))
    asked = [replace(q, judged=cell(marks.of_pair(q.record_a, q.record_b))) for q in [*again, *asked]]
    if not only:
        return asked
    members = {m.record_id: m.work_id for m in memberships}
    meant = {members[record.record_id] for record in mentions.find(only)} | {only}
    own = {
        q: {members[r.record_id] for name in (q.record_a, q.record_b) for r in mentions.find(name)}
        for q in asked
    }
    chosen = [q for q in asked if own[q] & meant]
    if not chosen:
        raise UserError(
            "nothing is asked about this work",
            value=only,
            fix="take a record id or key of `maybe.csv`, or none for all",
        )
    return chosen
