"""The evidence-and-gap map: a table first, and an address for every cell."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from markupsafe import Markup

from evidence.brief import components as part
from evidence.brief.components import item_link, work_link
from evidence.brief.markup import anchor, block, join, table
from evidence.brief.tables import Tables
from evidence.brief.words import plural
from evidence.codebook import Facet
from evidence.records import MapCell


def evidence_map(tables: Tables) -> dict[str, Any]:
    """The evidence-and-gap map as an accessible table, and the works of each filled cell."""
    form, field = tables.codebook.by_role("form"), tables.codebook.by_role("field")
    empty = [c for c in tables.cells if not c.works and not c.items]
    return {
        "map": block(_map_table(tables, form, field)),
        "form_label": form.label,
        "field_label": field.label,
        "gaps": block(_gaps(tables, form, field, empty)),
        "cells": block(_cell_lists(tables, form, field)),
        "form_word": form.label.lower(),
        "field_word": field.label.lower(),
    }


def cell_anchor(cell: MapCell) -> str:
    return anchor(f"cell-{cell.form}-{cell.field}")


def _map_table(tables: Tables, form: Facet, field: Facet) -> Markup:
    cells = {(c.form, c.field): c for c in tables.cells}
    rows = [code for code in form.codes if not code.abstain]
    columns = [code for code in field.codes if not code.abstain]
    head = join(Markup('<th scope="col">{}</th>').format(c.label) for c in columns)
    body = join(
        Markup('<tr><th scope="row">{}</th>{}</tr>\n').format(
            row.label, join(_map_cell(cells[(row.id, c.id)]) for c in columns)
        )
        for row in rows
    )
    return Markup(
        '<div class="scroll-box" tabindex="0" role="region" aria-labelledby="gap-map-caption">\n'
        '<table class="gap-map">\n<caption id="gap-map-caption">Included works by {} and {}. A number is linked to its works; '
        "glyphs give the direction of counted studies: ▲ positive, ▼ negative, ◆ mixed, ○ no difference.</caption>\n"
        '<thead><tr><td class="corner">{}</td>{}</tr></thead>\n<tbody>\n{}</tbody>\n</table>\n</div>'
    ).format(form.label.lower(), field.label.lower(), form.label, head, body)


def _map_cell(cell: MapCell) -> Markup:
    n = len(cell.works)
    if not n and not cell.items:
        return Markup('<td class="cell-none"><span title="{}">none</span></td>').format(cell.why_empty)
    found = [(d, getattr(cell, d)) for d in part.GLYPHS if getattr(cell, d)]
    words = ", ".join(f"{k} {'no difference' if d == 'none' else d}" for d, k in found)
    return Markup(
        '<td class="cell-{}"><a href="#{}" aria-label="{} {}; directions: {}"><span class="map-n">{}</span> '
        '<span class="map-glyphs">{}</span></a></td>'
    ).format(
        shade(n),
        cell_anchor(cell),
        n,
        plural(n, "work", "works"),
        words or "none known",
        n,
        " ".join(f"{part.GLYPHS[d]}{k}" for d, k in found),
    )


def shade(n: int) -> int:
    """The depth of a cell's colour: one, few, a fair number, ten and more works."""
    return 1 + (n > 1) + (n > 4) + (n > 9)


def _gaps(tables: Tables, form: Facet, field: Facet, empty: list[MapCell]) -> Markup:
    by_form: dict[str, list[MapCell]] = defaultdict(list)
    for cell in empty:
        by_form[cell.form].append(cell)
    rows = [
        (
            form.label_of(code),
            ", ".join(field.label_of(c.field) for c in cells if c.why_empty == "nothing found") or "–",
            ", ".join(field.label_of(c.field) for c in cells if c.why_empty != "nothing found") or "–",
        )
        for code, cells in by_form.items()
    ]
    header = (form.label, "Nothing found in", "Found, but not included, in")
    return table("gaps", "Where the map is empty, and why", header, rows)


def _cell_lists(tables: Tables, form: Facet, field: Facet) -> Markup:
    """The filled cells under a heading for each form, so that every cell has an address."""
    by_form: dict[str, list[MapCell]] = defaultdict(list)
    for cell in tables.cells:
        if cell.works or cell.items:
            by_form[cell.form].append(cell)
    return join(
        (
            Markup("<h3>{}</h3><dl>{}</dl>").format(
                form.label_of(code), join(_cell_entry(tables, field, cell) for cell in cells)
            )
            for code, cells in by_form.items()
        ),
        "\n",
    )


def _cell_entry(tables: Tables, field: Facet, cell: MapCell) -> Markup:
    works = join((work_link(tables.work[w]) for w in cell.works), "; ") or Markup("no included work")
    items = join((item_link(tables.item[i]) for i in cell.items), ", ")
    return Markup('<dt id="{}">{} ({})</dt><dd>{}{}</dd>').format(
        cell_anchor(cell),
        field.label_of(cell.field),
        len(cell.works),
        works,
        Markup("<br>Counted rows: {}").format(items) if cell.items else "",
    )
