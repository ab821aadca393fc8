"""The headline figures of a review, and how it is cited: for the home page and the four pages in print."""

from __future__ import annotations

from evidence.assess.rows import Certainty
from evidence.brief.tables import Tables
from evidence.brief.words import long_date, plural
from evidence.deduplicate.rows import Work
from evidence.synthesise.claim_rows import Finding, Verdict


def cite(tables: Tables) -> str:
    review = tables.config.review
    return (
        f"{review.author} ({review.year}) {review.title}: evidence briefing, "
        f"version {review.version}, evidence to {long_date(review.evidence_date)}."
    )


def tiles(tables: Tables) -> list[tuple[str, str, str]]:
    """(value, label, note) of the headline tiles."""
    supported = sum(f.verdict == Verdict.SUPPORTED for f in tables[Finding])
    contested = sum(f.verdict == Verdict.CONTESTED for f in tables[Finding])
    judged = sum(row.state == "judged" for row in tables[Certainty])
    studies = len({w.study_id for w in tables.included})
    return [
        (
            f"{supported} of {len(tables[Finding])}" if len(tables[Finding]) else "none",
            plural(len(tables[Finding]), "claim supported", "claims supported"),
            "by the rule printed with each",
        ),
        (
            f"{contested} of {len(tables[Finding])}" if len(tables[Finding]) else "none",
            plural(len(tables[Finding]), "claim contested", "claims contested"),
            "with studies on both sides",
        ),
        (
            f"{studies}",
            plural(studies, "study included", "studies included"),
            f"in {len(tables.included)} {plural(len(tables.included), 'work', 'works')} of {len(tables[Work])}",
        ),
        (
            f"{judged} of {len(tables[Certainty])}" if len(tables[Certainty]) else "none",
            plural(len(tables[Certainty]), "finding judged for certainty", "findings judged for certainty"),
            "certainty is a person’s verdict",
        ),
    ]
