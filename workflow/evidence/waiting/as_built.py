"""What judgements rest on that are made now, by the last build."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from evidence.appraise.tool_files import own_tools
from evidence.appraise.toolbox import Toolbox, toolbox
from evidence.assess.ground import Ground
from evidence.codebook import Codebook
from evidence.deduplicate.rows import Membership, Work
from evidence.errors import UserError
from evidence.extract.rows import EvidenceItem
from evidence.ingest.rows import Record
from evidence.mentions import Mentions
from evidence.propositions import Proposition
from evidence.review import Review


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
