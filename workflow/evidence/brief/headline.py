"""The headline figures of a review, and how it is cited: for the home page and the four pages in print."""

from __future__ import annotations

from evidence.brief.populations import populations
from evidence.brief.tables import Tables
from evidence.brief.trust import mast
from evidence.brief.words import long_date, plural
from evidence.deduplicate.rows import Work
from evidence.synthesise.claim_rows import Finding, Lean


def cite(tables: Tables) -> str:
    review = tables.config.review
    return (
        f"{review.author} ({review.year}) {review.title}: {mast(tables).lower()}, "
        f"version {review.version}, evidence to {long_date(review.evidence_date)}."
    )


def tiles(tables: Tables) -> list[tuple[str, str, str]]:
    """(value, label, note) of the headline tiles."""
    towards = sum(f.lean == Lean.FOR for f in tables[Finding])
    untested = sum(f.lean == Lean.NONE for f in tables[Finding])
    studies = populations(tables)["included_studies"].n
    return [
        (
            f"{towards} of {len(tables[Finding])}" if len(tables[Finding]) else "none",
            plural(
                len(tables[Finding]), "claim that the evidence leans to", "claims that the evidence leans to"
            ),
            "by what speaks to each directly",
        ),
        (
            f"{untested} of {len(tables[Finding])}" if len(tables[Finding]) else "none",
            plural(len(tables[Finding]), "claim not tested", "claims not tested"),
            "each with what is missing",
        ),
        (
            f"{studies}",
            plural(studies, "study included", "studies included"),
            f"in {len(tables.included)} {plural(len(tables.included), 'work', 'works')} of {len(tables[Work])}",
        ),
    ]
