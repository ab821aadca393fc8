"""About the briefing itself: how to cite it, what can be downloaded, who paid, whose interests."""

from __future__ import annotations

from evidence.brief.bundles import ARCHIVE, WORKBOOK
from evidence.brief.citing import NAME
from evidence.brief.headline import cite
from evidence.brief.macros import parts
from evidence.brief.page import Page, Rows, Slots
from evidence.brief.tables import Tables

_STATIC = "_static/"
_DATA = f"{_STATIC}data/"


def view(tables: Tables) -> Slots:
    """What the team states of the review, or that it does not state it; and every way to take the briefing away."""
    review = tables.config.review
    stated = {name: " ".join(getattr(review, name).split()) for name in ("funding", "interests", "licence")}
    return {
        "cite": cite(tables),
        "next_update": review.next_update or "not stated",
        "downloads": _downloads(),
        **{name: text or "Not stated." for name, text in stated.items()},
    }


def _downloads() -> Rows:
    files = (
        ("The briefing on paper", f"{_STATIC}briefing.pdf", "PDF", "printing, and passing on"),
        ("This briefing as a reference", f"{_DATA}{NAME}.ris", "RIS", "EndNote, Zotero, Mendeley"),
        ("This briefing as a reference", f"{_DATA}{NAME}.bib", "BibTeX", "LaTeX, JabRef, Zotero"),
        ("All tables as one workbook", f"{_DATA}{WORKBOOK}", "XLSX", "Excel, LibreOffice"),
        (
            "All tables, one file each",
            f"{_DATA}{ARCHIVE}",
            "ZIP of CSV",
            "R, Python, Stata, and every other program",
        ),
        ("The included references", f"{_DATA}references.bib", "BibTeX", "LaTeX, JabRef, Zotero"),
        ("The included references", f"{_DATA}references.json", "CSL-JSON", "Zotero, pandoc"),
    )
    return [(parts.link(address, words), kind, use) for words, address, kind, use in files]


PAGE = Page("about.md", view)
