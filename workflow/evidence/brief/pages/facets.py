"""A page on forms and a page on fields: directions, and the works of each code."""

from __future__ import annotations

from collections import defaultdict
from functools import partial

from markupsafe import Markup

from evidence.brief import components as part
from evidence.brief.answers import places
from evidence.brief.components import work_link
from evidence.brief.figures.effect_direction import direction_chart
from evidence.brief.macros import macros, parts
from evidence.brief.markup import anchor, join, names
from evidence.brief.meant import is_map
from evidence.brief.page import Page, Rows, Slots
from evidence.brief.tables import Tables
from evidence.brief.tallies import message, tally, votes
from evidence.brief.words import plural
from evidence.codebook import Facet, place_of
from evidence.deduplicate.rows import Work
from evidence.synthesise.rows import DirectionCount


def by_facet(tables: Tables, role: str, other_role: str) -> Slots | None:
    """A page on forms or on fields: a chart, a table of directions and a section a code; None where the codebook has none."""
    facet, other = tables.codebook.by_role(role), tables.codebook.by_role(other_role)
    if facet is None:
        return None
    included = {w.work_id for w in tables.included}
    works: dict[str, list[Work]] = defaultdict(list)
    for work_id in sorted(included):
        for label in tables.counted_codes[work_id]:
            if label.facet == facet.id:
                works[label.code].append(tables.work[work_id])
    own = [place for place in places(tables) if place.facet == facet]
    chart = [tally(place.code.label, votes(tables, place.items)) for place in own]
    pages = {place.code.id: f"answers/{place.slug}.html" for place in own}
    return {
        "label": facet.label,
        "plural": facet.plural,
        "by": [facet.label for facet in (facet, other) if facet],
        "definition": facet.definition,
        "chart": part.figure(
            partial(direction_chart, chart, group_title=facet.label),
            f"directions-{role}",
            "Counted studies by the direction of their results, a vote a study, in the order of the codebook: no ranking. Filled "
            "signs are of studies that compare; signs in outline are of those with nothing to compare, and stand apart.",
            message(chart),
        )
        if any(row.n or any(row.one_arm) for row in chart)
        else ""
        if is_map(tables)
        else parts.paragraph("No counted study has a direction here."),
        "directions": [] if is_map(tables) else _direction_table(tables, facet, other),
        "sections": join(
            (
                _section(facet, code.id, works[code.id], tables.codebook.labels, pages.get(code.id, ""))
                for code in facet.codes
            ),
            "\n",
        ),
    }


def _direction_table(tables: Tables, facet: Facet, other: Facet | None) -> Rows:
    """Studies by direction of each form and field, or of each form alone where nothing is coded by field."""
    name, other_name = ("form", "field") if facet.role == "form" else ("field", "form")
    return [
        (
            facet.label_of(getattr(row, name)),
            *([other.label_of(getattr(row, other_name))] if other else []),
            tables.codebook.outcome_label(row.outcome),
            row.positive,
            row.negative,
            row.mixed,
            row.none,
            len(row.studies),
        )
        for row in sorted(
            (
                r
                for r in tables[DirectionCount]
                if getattr(r, name) and bool(getattr(r, other_name)) == bool(other)
            ),
            key=lambda r: (
                place_of(getattr(r, name), facet.ids()),
                place_of(getattr(r, other_name), other.ids() if other else []),
                place_of(r.outcome, list(tables.codebook.outcome_codes())),
            ),
        )
    ]


def _section(facet: Facet, code_id: str, works: list[Work], labels: dict[str, str], page: str) -> Markup:
    code = facet.code(code_id)
    assert code is not None
    found = join((work_link(work) for work in works), "; ") or "none"
    n = f"{len(works)} included {plural(len(works), 'work', 'works')} with this code"
    told = {
        name: names(getattr(code, name), labels) if getattr(code, name) else ""
        for name in ("definition", "include", "exclude")
    }
    return macros("facets").section(anchor(code.id), {"label": code.label, **told}, n, found, page)


PAGES = (
    Page("forms.md", partial(by_facet, role="form", other_role="field")),
    Page("fields.md", partial(by_facet, role="field", other_role="form")),
)
