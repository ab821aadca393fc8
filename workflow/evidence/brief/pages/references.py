"""The list of references: included works, each with the claims that use it."""

from __future__ import annotations

from markupsafe import Markup

from evidence.brief import components as part
from evidence.brief.macros import macros
from evidence.brief.markup import own_anchor
from evidence.brief.page import Page, Slots
from evidence.brief.studies.explorer_rows import sides_shown
from evidence.brief.tables import Tables
from evidence.citation import full_reference
from evidence.deduplicate.rows import Work
from evidence.singular import agreeing


def view(tables: Tables) -> Slots:
    """Included works as references, each with its card and the claims that use it."""
    ordered = sorted(tables.included, key=lambda w: full_reference(w).casefold())
    works = [
        (own_anchor(w.work_id), part.reference(w), part.study_page(w.work_id), _used(tables, w))
        for w in ordered
    ]
    return {
        "references": macros("references").works(works),
        "n_works": agreeing(f"{len(ordered)} included works"),
    }


def _used(tables: Tables, work: Work) -> Markup | str:
    used = sides_shown(tables.used_in.get(work.work_id, []))
    return part.sides(used) or "used by no finding"


PAGE = Page("references.md", view)
