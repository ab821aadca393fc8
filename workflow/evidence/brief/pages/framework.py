"""The framework matrix: what each case shows in each facet, by the codes of its passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from markupsafe import Markup

from evidence.brief import components as part
from evidence.brief.macros import parts
from evidence.brief.markup import join, own_anchor
from evidence.brief.page import Page, Rows, Slots, Undone
from evidence.brief.readers import readers
from evidence.brief.tables import Tables
from evidence.codebook import Facet
from evidence.extract.rows import Coding
from evidence.review_kind import Part
from evidence.singular import agreeing
from evidence.synthesise.theme_rows import FrameworkCell

_FIRST = ("outcome", "theme", "form", "field")


def view(tables: Tables) -> Slots | Undone:
    """One row a case, one column a facet; undone where no passage is coded."""
    cells = tables[FrameworkCell]
    if not cells:
        return Undone(
            "No passage of a case is coded.",
            "Codes of passages go into literature/case_studies/passage_codes.csv.",
        )
    used = {cell.facet for cell in cells}
    facets = sorted(
        (facet for facet in tables.codebook.facets if facet.id in used),
        key=lambda facet: _FIRST.index(facet.role) if facet.role in _FIRST else len(_FIRST),
    )
    further = [coding for coding in tables[Coding] if coding.further]
    cases = len({cell.case_id for cell in cells})
    return {
        "said": agreeing(
            f"{cases} coded cases carry {len(tables[Coding])} codes in {len(facets)} facets; {len(further)} of these codes were added "
            "to those that a passage was first given."
        ),
        "readers": readers(tables, (coding.by for coding in further)),
        "header": ["Case", *(facet.label for facet in facets)],
        "matrix": _matrix(cells, facets),
    }


def _matrix(cells: Sequence[FrameworkCell], facets: list[Facet]) -> Rows:
    by_case: dict[str, dict[str, list[FrameworkCell]]] = defaultdict(lambda: defaultdict(list))
    names: dict[str, FrameworkCell] = {}
    for cell in cells:
        by_case[cell.case_id][cell.facet].append(cell)
        if cell.counted or cell.case_id not in names:
            names[cell.case_id] = cell
    return [
        (_case(names[case]), *(_cell(facet, own[facet.id]) for facet in facets))
        for case, own in by_case.items()
    ]


def _case(cell: FrameworkCell) -> Markup:
    name = parts.link(f"cases.html#{own_anchor(f'case-{cell.case_id}')}", cell.case_name or cell.case_id)
    return name if cell.counted else parts.beneath(name, "shown, not counted")


def _cell(facet: Facet, cells: Sequence[FrameworkCell]) -> Markup:
    """The codes of a case in a facet, each with the sign of its direction; a plus marks what was added."""
    said = []
    for cell in cells:
        words = facet.label_of(cell.code) + (" +" if cell.further else "")
        sign = part.GLYPHS.get(cell.direction)
        said.append(parts.signed(sign, f"{words} ({cell.direction})") if sign else parts.named(words))
    return join(said, parts.line_break()) if said else parts.named("–")


PAGE = Page("framework.md", view, (Part.CASES,))
