"""Every work and every case: the first page of the list that can be searched."""

from __future__ import annotations

from evidence.brief.macros import macros
from evidence.brief.markup import Markdown
from evidence.brief.page import Page, Slots
from evidence.brief.studies import explorer
from evidence.brief.studies.explorer_rows import facets_shown, rows
from evidence.brief.tables import Tables
from evidence.deduplicate.rows import Work
from evidence.screen.rows import Screening


def view(tables: Tables) -> Slots:
    found, facets = rows(tables), facets_shown(tables)
    pages = explorer.pages_of(found)
    caption = "Every study" if len(pages) == 1 else f"Every study, page 1 of {len(pages)}"
    first = explorer.rows_table(pages[0], facets, caption) + explorer.page_links(len(pages), 1)
    slots: Slots = {
        "explorer": macros("explorer").explorer(first),
        "scripts": Markdown(
            '\n```{raw} html\n<script src="studies/data.js"></script>\n<script src="studies/explorer.js"></script>\n```\n'
        ),
        "n_works": len(tables[Work]),
        "n_cases": len(found) - len(tables[Work]),
    }
    for decision in ("include", "background", "exclude", "undecided"):
        slots[f"n_{decision}"] = sum(s.decision == decision for s in tables[Screening])
    return slots


PAGE = Page("works.md", view)
