"""The data files, to download."""

from __future__ import annotations

from evidence.brief.bundles import ARCHIVE, WORKBOOK
from evidence.brief.data_files import data_files
from evidence.brief.macros import parts
from evidence.brief.page import Page, Slots
from evidence.brief.tables import Tables
from evidence.brief.words import long_date


def view(tables: Tables) -> Slots:
    rows = [
        (parts.link(f"_static/data/{d.name}", d.what), parts.code(d.name), f"{len(d.rows):,}")
        for d in data_files(tables)
    ]
    review = tables.config.review
    return {
        "files": rows,
        "bundles": parts.bullets(
            [
                parts.beneath(
                    parts.link(f"_static/data/{WORKBOOK}", "One workbook (.xlsx)"),
                    "a sheet a table, and a list of them",
                ),
                parts.beneath(
                    parts.link(f"_static/data/{ARCHIVE}", "One archive (.zip)"),
                    "every file below, with their data package",
                ),
            ],
            "plain-list",
        ),
        "licence": review.licence or "not stated",
        "evidence_date": long_date(review.evidence_date),
    }


PAGE = Page("data.md", view)
