"""Studies to read for a claim: sides that hold no longer, then those that nobody has read, or of which nobody has said how directly they speak."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evidence.assess.moved import moved
from evidence.codebook import Codebook
from evidence.deduplicate.rows import Work
from evidence.fingerprints import cell
from evidence.propositions import Proposition
from evidence.review import Review
from evidence.side_words import TAKEN, Side
from evidence.synthesise.claim_rows import SideOfStudy
from evidence.waiting.as_built import AsBuilt
from evidence.waiting.cells import Cells, asked_for, of_work
from evidence.waiting.needs import Need
from evidence.waiting.stale import stale


@dataclass(frozen=True, slots=True)
class ToRead:
    """One study for one claim. `row` is its side as it stands: not read, or taken without a word on directness, or made on what has
    `moved` since. `judged`: what a reading rests on that is made now."""

    claim: Proposition
    row: SideOfStudy
    work: Work
    judged: str = ""
    moved: str = ""

    @property
    def unsaid(self) -> bool:
        """Whether the side stands, and how directly it speaks is asked."""
        return self.row.side in TAKEN and not self.moved

    @property
    def earlier(self) -> str:
        """The side that stands, in words; nothing where nobody has read it."""
        if not self.unsaid and not self.moved:
            return ""
        by = f", read by {self.row.by}" if self.row.by else ""
        since = f"; since then {self.moved} changed" if self.moved else ""
        return f"{self.row.side}{by}: {self.row.reason}{since}"

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
            "judged": self.judged,
        }


def to_read(
    review: Review,
    claims: Iterable[Proposition],
    codebook: Codebook,
    only: str = "",
    needs: Iterable[Need] = (),
) -> list[ToRead]:
    """All that waits, what holds no longer first, then claim by claim, that first whose verdict most likely moves by one study more (`needs`).
    `only`: the id of a claim. Raises UserError where there is none."""
    chance = {need.claim: need.chance for need in needs}
    told = {claim.id: claim for claim in claims}
    asked_for(only, sorted(told), "claim")
    works = {work.work_id: work for work in review[Work]}
    now = AsBuilt(review, codebook, list(told.values()))
    rows = {(row.proposition, row.study_id): row for row in review[SideOfStudy]}
    since = {(one.about, one.work_id): moved(one) for one in stale(review, "sides") if one.about in told}
    again = [(rows[claim, works[work].study_id], work) for claim, work in since]
    fresh = [(row, row.work_id) for row in rows.values() if row.counted and row.work_id and _waits(row)]
    fresh.sort(key=lambda one: -chance.get(one[0].proposition, 0.0))
    return [
        ToRead(
            told[row.proposition],
            row,
            works[work],
            cell(now.of_side(row.proposition, row.study_id)),
            since.get((row.proposition, work), ""),
        )
        for row, work in dict.fromkeys([*again, *fresh])
        if only in ("", row.proposition)
    ]


def _waits(row: SideOfStudy) -> bool:
    return row.side == Side.NOT_READ or (row.side in TAKEN and not row.directness)
