"""Works that nobody has screened, the most promising first."""

from __future__ import annotations

from evidence.deduplicate.rows import Membership, Work
from evidence.review import Review
from evidence.screen.rows import Screen, Screening
from evidence.waiting.cells import Cells, of_work


def to_screen(review: Review, only: str = "") -> list[Cells]:
    """A row for each undecided work, in the order of `evidence rank`. `only`: as many of them as this says, all where it is blank."""
    from evidence.screen.ranking import rank
    from evidence.texts import text_of

    works = review[Work]
    first = {m.work_id: m.record_id for m in review[Membership] if m.primary}
    told = {s.work_id: s.decision for s in review[Screening]}
    included = [
        None if told[w.work_id] == Screen.UNDECIDED else told[w.work_id] != Screen.EXCLUDE for w in works
    ]
    queue = [works[row] for row, _ in rank([text_of(work) for work in works], included)]
    most = int(only) if only.isdecimal() else len(queue)
    return [{"record": first[work.work_id], **of_work(work)} for work in queue[:most]]
