"""Works that nobody has screened, the most promising first, then those that were screened by other criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence.codebook import Criteria
from evidence.deduplicate.rows import Membership, Work
from evidence.fingerprints import cell, of_criteria
from evidence.review import Review
from evidence.screen.rows import Screening
from evidence.waiting.cells import Cells, of_work
from evidence.waiting.stale import stale

if TYPE_CHECKING:
    from evidence.screen.order import Reads


def to_screen(
    review: Review, criteria: Criteria | None, only: str = "", question: str = "", reads: Reads | None = None
) -> list[Cells]:
    """A row for each undecided work, in the order of `evidence rank`, and behind them one for each decided on by other criteria. `only`: as many of them as this says, all where it is blank; `question`: that of the review; `reads`: what reads the meaning of texts."""
    from evidence.screen.order import ordered

    works = review[Work]
    first = {m.work_id: m.record_id for m in review[Membership] if m.primary}
    told = {s.work_id: s.decision for s in review[Screening]}
    queue = [work for work, _ in ordered(works, told, question, reads).queue]
    by_id = {work.work_id: work for work in works}
    queue += [by_id[work] for work in dict.fromkeys(one.work_id for one in stale(review, "screening"))]
    most = int(only) if only.isdecimal() else len(queue)
    judged = cell(of_criteria(criteria))
    return [{"record": first[w.work_id], "judged": judged, **of_work(w)} for w in queue[:most]]
