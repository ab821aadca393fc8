"""The briefing itself as a reference, for those who cite it."""

from __future__ import annotations

from typing import Any

from evidence import names
from evidence.brief.tables import Tables
from evidence.brief.trust import mast
from evidence.brief.words import long_date
from evidence.deduplicate.rows import Work
from evidence.export import bibtex, ris
from evidence.rows import columns

NAME = "this-briefing"


def reference_files(tables: Tables) -> dict[str, str]:
    """As BibTeX and RIS, by name of the file."""
    work = _as_work(tables)
    return {f"{NAME}.bib": bibtex.entry(work, NAME), f"{NAME}.ris": ris.entry(work, NAME)}


def _as_work(tables: Tables) -> Work:
    review = tables.config.review
    blank: dict[str, Any] = {column.name: () if column.many else "" for column in columns(Work)}
    version = (
        f"{mast(tables).lower()}, version {review.version}, evidence to {long_date(review.evidence_date)}"
    )
    return Work(
        **blank
        | {
            "kind": "report",
            "title": f"{review.title}: {version}",
            "authors": tuple(names.read(review.author)),
            "year": int(review.year) if review.year.isdecimal() else None,
            "url": review.site,
        }
    )
