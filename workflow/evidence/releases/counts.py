"""The evidence of a review in a few numbers."""

from __future__ import annotations

from typing import Any

from evidence.deduplicate.rows import Work
from evidence.extract.rows import EvidenceItem
from evidence.ingest.rows import FileCount
from evidence.review import Review
from evidence.rows import column_names
from evidence.screen.rows import Screen, Screening
from evidence.synthesise.claim_rows import Finding, Lean
from evidence.synthesise.pool_rows import Pool

LABELS = {
    "entries": "entries of exports",
    "works": "works",
    "included": "works included",
    "studies": "studies that they report",
    "items": "passages and estimates",
    "findings": "claims",
    "tested": "claims that are tested",
    "pools": "groups of estimates",
    "pooled": "groups that are pooled",
}
"""What is counted, and what it is called."""


def counts(review: Review) -> dict[str, int]:
    """The numbers of a release or of the working state, by name (`LABELS`). No row of a large table is made for it."""
    import pyarrow.compute as pc

    works = _columns(review, Work, "work_id", "study_id")
    screened = _columns(review, Screening, "work_id", "decision")
    included = screened["work_id"].filter(pc.equal(screened["decision"], Screen.INCLUDE.value))
    studies = works["study_id"].filter(pc.is_in(works["work_id"], included.combine_chunks()))
    findings, pools = review[Finding], review[Pool]
    return {
        "entries": sum(file.counted for file in review[FileCount]),
        "works": works.num_rows,
        "included": len(included),
        "studies": pc.count_distinct(studies).as_py(),
        "items": _columns(review, EvidenceItem, "item_id").num_rows,
        "findings": len(findings),
        "tested": sum(finding.lean != Lean.NONE for finding in findings),
        "pools": len(pools),
        "pooled": sum(pool.pooled for pool in pools),
    }


def _columns(review: Review, row: type, *names: str) -> Any:
    return review.columns(row, tuple(name for name in column_names(row) if name not in names))
