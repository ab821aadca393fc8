"""Every work and every case: the first page of the list that can be searched."""

from __future__ import annotations

from evidence.brief.macros import macros
from evidence.brief.markup import Markdown
from evidence.brief.page import Page, Slots
from evidence.brief.populations import populations
from evidence.brief.studies import explorer
from evidence.brief.studies.carded import to_cards
from evidence.brief.studies.explorer_rows import facets_shown, rows
from evidence.brief.studies.long_list import is_long
from evidence.brief.tables import Tables
from evidence.screen.rows import Screening
from evidence.singular import agreeing


def view(tables: Tables) -> Slots:
    found, facets, of = rows(tables), facets_shown(tables), populations(tables)
    pages = explorer.pages_of(found)
    caption = explorer.caption(1, len(pages), bool(to_cards(tables).without))
    first = explorer.rows_table(pages[0], facets, caption) + explorer.page_links(len(pages), 1)
    long = ("studies/explorer-shards.js",) if is_long(tables) else ()
    scripts = [
        f'<script src="{name}"></script>' for name in ("studies/data.js", *long, "studies/explorer.js")
    ]
    slots: Slots = {
        "explorer": macros("explorer").explorer(first),
        "scripts": Markdown("\n```{raw} html\n" + "\n".join(scripts) + "\n```\n"),
        "listed": listed(tables),
        "n_works": agreeing(f"{of['works'].n} works"),
        "n_cases": agreeing(f"{of['cases'].n} coded cases"),
        "n_studies": agreeing(f"{of['included_studies'].n} included studies"),
    }
    decided = tables.tally(Screening, "decision")
    for decision in ("include", "background", "exclude", "undecided"):
        slots[f"n_{decision}"] = decided[decision,]
    return slots


def listed(tables: Tables) -> str:
    """How many works have no card, which those are, and where they are found; nothing where all have one."""
    without, n = to_cards(tables).without, to_cards(tables).without + len(to_cards(tables).there)
    if not without:
        return ""
    return agreeing(
        f"{without} of {n} works have no card: those that nobody has included, kept as background, judged by the full text, disagreed "
        "on or coded, and that no finding uses."
    )


PAGE = Page("works.md", view)
