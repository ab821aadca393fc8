"""Implications to renew and those that could be written, and what the claims under them are."""

from __future__ import annotations

from evidence.assess.rows import Implication
from evidence.assess.to_write import to_write
from evidence.propositions import Propositions
from evidence.review import Review
from evidence.synthesise.claim_rows import Finding
from evidence.waiting.cells import Cells


def implications(review: Review, claims: Propositions, only: str = "") -> list[Cells]:
    """A row each, with the earlier wording where one is to be renewed. Raises UserError as `to_write` does."""
    stands = {row.implication: row for row in review[Implication]}
    return [
        {**cells, "earlier": _earlier(stands.get(cells["implication"]))}
        for cells in to_write(claims, review[Finding], review[Implication], only)
    ]


def _earlier(row: Implication | None) -> str:
    return f"{row.text} ({row.by}, {row.date}, {row.state})" if row else ""
