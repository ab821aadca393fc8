"""The headline figures of a review, and how it is cited: for the home page and the four pages in print."""

from __future__ import annotations

from evidence.brief.populations import populations
from evidence.brief.tables import Tables
from evidence.brief.trust import mast
from evidence.brief.words import a_list, long_date, plural
from evidence.deduplicate.rows import Work
from evidence.spanning import spanning
from evidence.synthesise.claim_rows import Finding, Lean
from evidence.synthesise.rows import MapCell


def cite(tables: Tables) -> str:
    review = tables.config.review
    return (
        f"{review.author} ({review.year}) {review.title}: {mast(tables).lower()}, "
        f"version {review.version}, evidence to {long_date(review.evidence_date)}."
    )


def tiles(tables: Tables) -> list[tuple[str, str, str]]:
    """(value, label, note) of the headline tiles."""
    included = _included(tables)
    if not tables[Finding]:
        return [included, *_of_the_map(tables)]
    towards = sum(f.lean == Lean.FOR for f in tables[Finding])
    untested = sum(f.lean == Lean.NONE for f in tables[Finding])
    return [
        (
            f"{towards} of {len(tables[Finding])}",
            plural(
                len(tables[Finding]), "claim that the evidence leans to", "claims that the evidence leans to"
            ),
            "by what speaks to each directly",
        ),
        (
            f"{untested} of {len(tables[Finding])}",
            plural(len(tables[Finding]), "claim not tested", "claims not tested"),
            "each with what is missing",
        ),
        included,
    ]


def _included(tables: Tables) -> tuple[str, str, str]:
    studies = populations(tables)["included_studies"].n
    works = (
        f"in {len(tables.included)} {plural(len(tables.included), 'work', 'works')} of {tables.count(Work)}"
    )
    return f"{studies}", plural(studies, "study included", "studies included"), works


def _of_the_map(tables: Tables) -> list[tuple[str, str, str]]:
    """How much of the map is filled; nothing where there is none."""
    cells, span = tables[MapCell], spanning(tables.codebook)
    if not (cells and span):
        return []
    filled, by = sum(bool(cell.works) for cell in cells), a_list([facet.label.lower() for facet in span])
    return [(f"{filled} of {len(cells)}", "cells of the map with a work", f"by {by}")]
