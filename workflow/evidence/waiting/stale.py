"""Judgements that hold no longer, by the last build, and what those rest on that are made now."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from evidence.appraise.tool_files import own_tools
from evidence.appraise.toolbox import Toolbox, toolbox
from evidence.assess.ground import Ground
from evidence.assess.rows import Judged
from evidence.codebook import Codebook
from evidence.deduplicate.rows import Membership, Work
from evidence.errors import UserError
from evidence.extract.rows import EvidenceItem
from evidence.fingerprints import Holds
from evidence.ingest.rows import Record
from evidence.mentions import Mentions
from evidence.propositions import Proposition
from evidence.review import Review

STALE = {
    "sides": "stale sides to read again",
    "screening": "works screened by other criteria, to screen again",
    "duplicates": "stale decisions on pairs of works",
    "coding": "stale codes to give again",
    "appraisal": "stale answers of appraisals",
    "themes": "stale themes to draw again",
}
"""What `evidence status` and the desk call judgements of a table that hold no longer; certainty and implications have had names before."""


def stale(review: Review, kind: str = "") -> list[Judged]:
    """Judgements of one table, or of all, that hold no longer, those on which most hangs first; none before a whole build."""
    try:
        rows = review[Judged]
    except (UserError, KeyError):
        return []
    return [row for row in rows if row.state == Holds.STALE and kind in ("", row.kind)]


Places = frozenset[tuple[str, int, str]]
"""Rows of people's tables: file, line, and what stands in their column `judged`, by which a row is told from another that took its line."""


def places(review: Review, kind: str) -> Places:
    """Where the judgements of a table stand that hold no longer."""
    return frozenset((row.file, row.line, row.judged) for row in stale(review, kind))


def among(row: Any, found: Places) -> bool:
    """Whether a row of people's is one of them."""
    return (row.file, row.line, getattr(row, "judged", "")) in found


class AsBuilt(Ground):
    """The ground of judgements that are made now, by the last build; a table that was not made yet is empty."""

    def __init__(
        self,
        review: Review,
        codebook: Codebook,
        claims: Sequence[Proposition] = (),
        tools: Toolbox | None = None,
    ) -> None:
        self.review, self.codebook, self.claims, self._own_tools = review, codebook, claims, tools

    @cached_property
    def items(self) -> list[EvidenceItem]:  # type: ignore[override]
        try:
            return self.review[EvidenceItem]
        except (UserError, KeyError):
            return []

    @cached_property
    def tools(self) -> Toolbox:  # type: ignore[override]
        return self._own_tools or toolbox(own_tools(self.review.at.appraisal_tools), self.codebook)

    @cached_property
    def mentions(self) -> Mentions:
        """What references lead to."""
        return Mentions(self.review[Record], self.review[Membership])

    @cached_property
    def _studies(self) -> dict[str, str]:
        """Record → its study."""
        of = {work.work_id: work.study_id for work in self.review[Work]}
        return {member.record_id: of[member.work_id] for member in self.review[Membership]}

    def find(self, reference: str) -> list[Record]:
        return self.mentions.find(reference)

    def study_of(self, reference: str) -> str:
        found = {self._studies[record.record_id] for record in self.find(reference)}
        return found.pop() if len(found) == 1 else ""
