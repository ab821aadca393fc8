"""Judgements that hold no longer, by the last build."""

from __future__ import annotations

from typing import Any

from evidence.assess.rows import Judged
from evidence.errors import UserError
from evidence.fingerprints import Holds
from evidence.io import to_rows
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
        rows = judged(review, Holds.STALE)
    except (UserError, KeyError):
        return []
    return [row for row in to_rows(rows, Judged) if kind in ("", row.kind)]


def judged(review: Review, state: Holds) -> Any:
    """The judgements of one state, as columns. Raises UserError before a whole build."""
    import pyarrow.compute as pc

    rows = review.columns(Judged)
    return rows.filter(pc.equal(rows["state"], state.value))


Places = frozenset[tuple[str, int, str]]
"""Rows of people's tables: file, line, and what stands in their column `judged`, by which a row is told from another that took its line."""


def places(review: Review, kind: str) -> Places:
    """Where the judgements of a table stand that hold no longer."""
    return frozenset((row.file, row.line, row.judged) for row in stale(review, kind))


def among(row: Any, found: Places) -> bool:
    """Whether a row of people's is one of them."""
    return (row.file, row.line, getattr(row, "judged", "")) in found
