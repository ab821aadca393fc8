"""Studies that nobody has read for a claim, and sides of which nobody has said how directly they speak."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evidence.deduplicate.rows import Work
from evidence.propositions import Proposition
from evidence.review import Review
from evidence.side_words import TAKEN, Side
from evidence.synthesise.claim_rows import SideOfStudy
from evidence.waiting.cells import Cells, asked_for, of_work


@dataclass(frozen=True, slots=True)
class ToRead:
    """One study for one claim. `row` is its side as it stands: not read, or taken without a word on directness."""

    claim: Proposition
    row: SideOfStudy
    work: Work

    @property
    def unsaid(self) -> bool:
        """Whether the side stands, and how directly it speaks is asked."""
        return self.row.side in TAKEN

    @property
    def earlier(self) -> str:
        """The side that stands, in words; nothing where nobody has read it."""
        if not self.unsaid:
            return ""
        by = f", read by {self.row.by}" if self.row.by else ""
        return f"{self.row.side}{by}: {self.row.reason}"

    def cells(self) -> Cells:
        """Its row of the table of sides."""
        stands = {"side": str(self.row.side), "reason": self.row.reason} if self.unsaid else {}
        told = {"claim": self.claim.claim, "earlier": self.earlier}
        return {
            "record": self.work.key,
            "proposition": self.claim.id,
            **of_work(self.work),
            **stands,
            **told,
        }


def to_read(review: Review, claims: Iterable[Proposition], only: str = "") -> list[ToRead]:
    """All that waits, claim by claim. `only`: the id of a claim. Raises UserError where there is none."""
    told = {claim.id: claim for claim in claims}
    asked_for(only, sorted(told), "claim")
    works = {work.work_id: work for work in review[Work]}
    return [
        ToRead(told[row.proposition], row, works[row.work_id])
        for row in review[SideOfStudy]
        if row.counted and row.work_id and only in ("", row.proposition) and _waits(row)
    ]


def _waits(row: SideOfStudy) -> bool:
    return row.side == Side.NOT_READ or (row.side in TAKEN and not row.directness)
