"""Who gave each code and each side: people, rules or a model."""

from __future__ import annotations

from collections import Counter

from evidence.brief.page import Page, Slots
from evidence.brief.readers import readers
from evidence.brief.tables import Tables
from evidence.classify.rows import Label
from evidence.synthesise.claim_rows import SideOfStudy


def view(tables: Tables) -> Slots:
    """Who gave each code: people, rules or a model."""
    tally = Counter((label.source, label.state) for label in tables[Label])
    rows = [(source, state, n) for (source, state), n in sorted(tally.items())]
    by = Counter(
        side.by if side.by in ("rule", "the claim itself") else "person" for side in tables[SideOfStudy]
    )
    return {
        "labels": rows,
        "sides": sorted(by.items()),
        "readers": readers(tables, tables.config.review.readers),
    }


PAGE = Page("automation.md", view)
