"""Every work and every case: the first page of the list that can be searched."""

from __future__ import annotations

from evidence.brief.macros import macros
from evidence.brief.markup import Markdown
from evidence.brief.page import Page, Slots
from evidence.brief.populations import populations
from evidence.brief.studies import explorer
from evidence.brief.studies.explorer_rows import facets_shown, rows
from evidence.brief.tables import Tables
from evidence.screen.rows import Screening
from evidence.singular import agreeing


def view(tables: Tables) -> Slots:
    found, facets, of = rows(tables), facets_shown(tables), populations(tables)
    pages = explorer.pages_of(found)
    caption = "Every work and case" if len(pages) == 1 else f"Every work and case, page 1 of {len(pages)}"
    first = explorer.rows_table(pages[0], facets, caption) + explorer.page_links(len(pages), 1)
    slots: Slots = {
        "explorer": macros("explorer").explorer(first),
        "scripts": Markdown(
            '\n```{raw} html\n<script src="studies/data.js"></script>\n<script src="studies/explorer.js"></script>\n```\n'
        ),
        "n_works": agreeing(f"{of['works'].n} works"),
        "n_cases": agreeing(f"{of['cases'].n} coded cases"),
        "n_studies": agreeing(f"{of['included_studies'].n} included studies"),
    }
    for decision in ("include", "background", "exclude", "undecided"):
        slots[f"n_{decision}"] = sum(s.decision == decision for s in tables[Screening])
    return slots


PAGE = Page("works.md", view)
