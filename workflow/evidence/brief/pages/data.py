"""The data files, to download."""

from __future__ import annotations

from evidence.brief.data_files import data_files
from evidence.brief.macros import parts
from evidence.brief.page import Page, Slots
from evidence.brief.tables import Tables
from evidence.brief.words import long_date


def view(tables: Tables) -> Slots:
    rows = [
        (parts.link(f"_static/data/{d.name}", d.name), d.what, f"{len(d.rows):,}") for d in data_files(tables)
    ]
    review = tables.config.review
    return {
        "files": rows,
        "licence": review.licence or "not stated",
        "evidence_date": long_date(review.evidence_date),
    }


PAGE = Page("data.md", view)
