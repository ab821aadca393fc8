"""Framework synthesis: what passages say by theme, form and field; what meets, what is saturated, who differs."""

from __future__ import annotations

from collections import defaultdict
from functools import partial

from markupsafe import Markup

from evidence.brief import components as part
from evidence.brief.figures.saturation import saturation_curve
from evidence.brief.macros import macros, parts
from evidence.brief.markup import join, own_anchor
from evidence.brief.page import Page, Rows, Slots, Undone
from evidence.brief.pages.cases import NO_CASE
from evidence.brief.populations import populations
from evidence.brief.tables import Tables, form_and_field
from evidence.brief.words import a_list, capital, number, plural
from evidence.review_kind import Part
from evidence.singular import agreeing
from evidence.synthesise.rows import Charted, Cooccurrence, Deviant, Saturation


def view(tables: Tables) -> Slots | Undone:
    """The chart theme by theme, co-occurrence, saturation, and the cases that point the other way; undone without a case."""
    of = populations(tables)
    if not of["cases"].n:
        return NO_CASE
    found, cases = of["coded_themes"].ids, number(of["counted_cases"].n)
    facets = tables.codebook.with_role("theme", "outcome")
    silent = [
        code.label
        for facet in facets
        if facet.role == "theme"
        for code in facet.codes
        if code.id not in found and not code.abstain
    ]
    return {
        "how_many": agreeing(
            f"{capital(number(len(found)))} coded themes appear in {agreeing(f'{cases} counted cases')}."
        )
        if found
        else "No theme has been coded yet.",
        "silent": "; ".join(silent) or "none",
        "chart": _chart(tables),
        "by": a_list(["theme", *(facet.label.lower() for facet in form_and_field(tables))]),
        "chart_facets": [facet.label for facet in form_and_field(tables)],
        "saturation": _saturation(tables),
        "cooccurrence": _cooccurrence(tables),
        "deviant": _deviant(tables),
    }


def _label(tables: Tables, code: str) -> str:
    known = tables.codebook.outcome_codes()
    return known[code].label if code in known else code


def _chart(tables: Tables) -> Rows:
    """A row a theme, form and field, with the passages."""
    facets = form_and_field(tables)
    return [
        (
            _label(tables, row.theme),
            *(facet.label_of(getattr(row, facet.role)) for facet in facets),
            *(row.positive, row.negative, row.mixed, row.none),
            row.cases,
            _passages(tables, row),
        )
        for row in tables[Charted]
    ]


def _passages(tables: Tables, row: Charted) -> Markup:
    signed = (
        [part.GLYPHS.get(i.direction, "·"), part.item_link(i)] for i in (tables.item[i] for i in row.items)
    )
    return join((join(each, " ") for each in signed), ", ")


def _saturation(tables: Tables) -> Markup:
    if len(tables[Saturation]) < 2:
        return parts.paragraph("There are too few cases for a curve.")
    points = [(row.cases, row.themes) for row in tables[Saturation]]
    of = tables[Saturation][0].of
    gain = points[-1][1] - points[-2][1]
    words = f"The last case to be read added {gain:.2f} themes on average over all orders of reading; " + (
        "new themes were still coming." if gain >= 0.05 else "hardly any new theme was still coming."
    )
    drawn = part.figure(
        partial(saturation_curve, points, of), "saturation", words, "Themes by number of cases."
    )
    rows = [(n, f"{value:.1f}") for n, value in points]
    more = parts.table(
        "saturation-table",
        "Themes expected among the first cases",
        ("Cases", "Themes"),
        rows,
        tall=True,
        numeric=(0, 1),
    )
    return join([drawn, part.same_in_a_table(more)])


def _cooccurrence(tables: Tables) -> Rows:
    return [
        (
            _label(tables, c.first),
            _label(tables, c.second),
            c.n_first,
            c.n_second,
            c.both,
            f"{c.expected:.1f}",
            "–" if c.p is None else f"{c.p:.3f}",
            c.note if c.p_holm is None else f"{c.p_holm:.3f}",
        )
        for c in tables[Cooccurrence]
    ]


def _deviant(tables: Tables) -> Markup:
    by_theme: dict[str, list[Deviant]] = defaultdict(list)
    for row in tables[Deviant]:
        by_theme[row.theme].append(row)
    lines = []
    for theme, rows in by_theme.items():
        first, n = rows[0], number(len(rows))
        said = (
            f"{_label(tables, theme)}: {first.n_usual} of {first.n_cases} cases are {first.usual}, "
            f"and {n} {plural(len(rows), 'points', 'point')} the other way:"
        )
        lines.append((said, [(f"cases.html#{own_anchor(f'case-{r.case_id}')}", r.case_name) for r in rows]))
    return macros("themes").deviant(lines)


PAGE = Page("themes.md", view, (Part.CASES,))
