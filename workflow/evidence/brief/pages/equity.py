"""Who is studied, and what it costs: what titles and summaries of included works name, and what none of them names."""

from __future__ import annotations

from collections import defaultdict

from markupsafe import Markup

from evidence.brief import components as part
from evidence.brief.macros import parts
from evidence.brief.markup import join
from evidence.brief.page import Page, Slots
from evidence.brief.tables import Tables
from evidence.classify.rows import MENTIONED, CodedBy
from evidence.codebook import Facet
from evidence.deduplicate.rows import Work
from evidence.singular import agreeing


def view(tables: Tables) -> Slots | None:
    """A section a facet; None where the codebook asks neither question."""
    facets = tables.codebook.with_role(*MENTIONED)
    if not facets:
        return None
    return {
        "works": agreeing(f"{len(tables.included)} included works"),
        "sections": join((_section(tables, facet) for facet in facets), "\n"),
    }


def _section(tables: Tables, facet: Facet) -> Markup:
    found = _named(tables, facet)
    some = {work.work_id for works in found.values() for work in works}
    said = agreeing(
        f"At least one of these is named by {len(some)} of {len(tables.included)} included works."
    )
    people = sum(
        x.source == CodedBy.PERSON for own in tables.accepted.values() for x in own if x.facet == facet.id
    )
    who = (
        agreeing(f" Readers gave {people} of the codes below.")
        if people
        else " No person has checked these codes."
    )
    codes = [code for code in facet.codes if not code.abstain]
    nothing = "; ".join(code.label for code in codes if not found[code.id]) or "none of them"
    rows = [
        (
            code.label,
            code.definition,
            len(found[code.id]),
            len({work.study_id for work in found[code.id]}),
            join((part.work_link(work) for work in found[code.id]), "; ") or "none",
        )
        for code in codes
    ]
    header = ("What", "Meaning", "Works", "Studies", "Which")
    return join(
        [
            parts.heading(2, f"who-{facet.id}", facet.plural),
            parts.paragraph(said + who),
            parts.table(
                f"named-{facet.id}",
                f"{facet.plural}: included works that name it",
                header,
                rows,
                numeric=(2, 3),
                tall=True,
            ),
            parts.paragraph(f"No title or summary of an included work names: {nothing}."),
        ],
        "\n",
    )


def _named(tables: Tables, facet: Facet) -> dict[str, list[Work]]:
    """Included works by code, whoever gave it."""
    found: dict[str, list[Work]] = defaultdict(list)
    for work in tables.included:
        for label in tables.accepted.get(work.work_id, ()):
            if label.facet == facet.id:
                found[label.code].append(work)
    return found


PAGE = Page("equity.md", view)
