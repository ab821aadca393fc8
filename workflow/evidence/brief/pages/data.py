"""The data files, to download."""

from __future__ import annotations

from evidence.brief.bundles import ARCHIVE, SHEET_ROWS, WORKBOOK
from evidence.brief.data_files import data_files
from evidence.brief.downloads import Download
from evidence.brief.macros import parts
from evidence.brief.page import Page, Slots
from evidence.brief.tables import Tables
from evidence.brief.words import long_date
from evidence.singular import agreeing


def view(tables: Tables) -> Slots:
    files = data_files(tables)
    rows = [
        (parts.link(f"_static/data/{d.name}", d.what), parts.code(d.name), f"{len(d.rows):,}") for d in files
    ]
    review = tables.config.review
    return {
        "files": rows,
        "bundles": parts.bullets(
            [
                parts.beneath(
                    parts.link(f"_static/data/{WORKBOOK}", "One workbook (.xlsx)"),
                    "a sheet a table, and a list of them" + _left_out(files),
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


def _left_out(files: list[Download]) -> str:
    """How many tables the workbook only lists; nothing where it has all."""
    n = sum(len(file.rows) > SHEET_ROWS for file in files)
    return agreeing(f"; {n} tables have too many rows for it and are only listed") if n else ""


PAGE = Page("data.md", view)
