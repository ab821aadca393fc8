"""The evidence itself: map, forms, fields, cases and numbers."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from markupsafe import Markup

from evidence.brief import components as part
from evidence.brief.charts import Direction, direction_chart
from evidence.brief.markup import anchor, block, join, link, outside, table
from evidence.brief.tables import Tables
from evidence.brief.words import plural
from evidence.citation import short_cite
from evidence.codebook import Facet
from evidence.records import DirectionCount, EvidenceItem, MapCell, Work


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


def work_link(work: Work, up: str = "") -> Markup:
    return link(f"{up}works.html#{anchor(work.work_id)}", short_cite(work))


def item_link(item: EvidenceItem, up: str = "") -> Markup:
    page = "cases.html" if item.kind == "extract" else "numbers.html"
    return link(f"{up}{page}#{anchor(item.item_id)}", item.item_id)


def by_facet(tables: Tables, role: str, other_role: str) -> dict[str, Any]:
    """A page on forms or on fields: a chart, a table of directions and a section a code."""
    facet, other = tables.codebook.by_role(role), tables.codebook.by_role(other_role)
    included = {w.work_id for w in tables.included}
    works: dict[str, list[Work]] = defaultdict(list)
    for work_id in sorted(included):
        for label in tables.accepted[work_id]:
            if label.facet == facet.id:
                works[label.code].append(tables.work[work_id])
    chart = [row for row in (_direction_row(tables, facet, c.id) for c in facet.codes) if row]
    return {
        "label": facet.label,
        "plural": facet.plural,
        "other": other.label.lower(),
        "definition": facet.definition,
        "chart": block(
            part.figure(
                direction_chart(chart, f"directions-{role}"),
                "Counted studies by the direction of their results; one vote a study and outcome domain.",
                "Direction of results.",
            )
            if chart
            else Markup("<p>No counted study has a direction here.</p>")
        ),
        "directions": block(_direction_table(tables, facet, other)),
        "sections": block(join((_section(facet, code.id, works[code.id]) for code in facet.codes), "\n")),
    }


def _votes(rows: list[DirectionCount]) -> dict[str, int]:
    return {d: sum(getattr(r, d) for r in rows) for d in part.GLYPHS}


def _rows_of(tables: Tables, facet: Facet, code: str) -> list[DirectionCount]:
    name, other = ("form", "field") if facet.role == "form" else ("field", "form")
    return [row for row in tables.directions if getattr(row, name) == code and not getattr(row, other)]


def _direction_row(tables: Tables, facet: Facet, code: str) -> Direction | None:
    votes = _votes(_rows_of(tables, facet, code))
    if not any(votes.values()):
        return None
    return Direction(
        facet.label_of(code), votes["positive"], votes["negative"], votes["mixed"], votes["none"]
    )


def _direction_table(tables: Tables, facet: Facet, other: Facet) -> Markup:
    outcomes = tables.codebook.outcome_codes()
    name, other_name = ("form", "field") if facet.role == "form" else ("field", "form")
    rows = [
        (
            facet.label_of(getattr(row, name)),
            other.label_of(getattr(row, other_name)),
            outcomes[row.outcome].label if row.outcome in outcomes else row.outcome,
            row.positive,
            row.negative,
            row.mixed,
            row.none,
            len(row.studies),
        )
        for row in sorted(
            (r for r in tables.directions if r.form and r.field),
            key=lambda r: (getattr(r, name), getattr(r, other_name), r.outcome),
        )
    ]
    header = (
        facet.label,
        other.label,
        "Outcome",
        "▲ positive",
        "▼ negative",
        "◆ mixed",
        "○ none",
        "Studies",
    )
    return table(
        f"directions-{facet.role}-table",
        "Counted studies by direction of effect",
        header,
        rows,
        sortable=True,
        tall=True,
        numeric=(3, 4, 5, 6, 7),
    )


def _section(facet: Facet, code_id: str, works: list[Work]) -> Markup:
    code = facet.code(code_id)
    assert code is not None
    parts = [Markup('<h3 id="{}">{}</h3><p>{}</p>').format(anchor(code.id), code.label, code.definition)]
    if code.include:
        parts.append(Markup("<p><strong>Included:</strong> {}</p>").format(code.include))
    if code.exclude:
        parts.append(Markup("<p><strong>Left out:</strong> {}</p>").format(code.exclude))
    found = join((work_link(work) for work in works), "; ") or Markup("none")
    parts.append(
        Markup("<p>{} included {}: {}</p>").format(len(works), plural(len(works), "work", "works"), found)
    )
    return join(parts)


def cases(tables: Tables) -> dict[str, Any]:
    """Every coded passage, case by case."""
    by_case: dict[str, list[EvidenceItem]] = defaultdict(list)
    for item in tables.items:
        if item.kind == "extract":
            by_case[item.case_id].append(item)
    outcomes = tables.codebook.outcome_codes()
    blocks = []
    for case_id, items in sorted(by_case.items()):
        rows = [
            (
                item.item_id,
                outcomes[item.outcome].label,
                f"{part.GLYPHS.get(item.direction, '·')} {item.direction or 'not stated'}",
                item.text,
                join((link(f"findings/{p.lower()}.html", p) for p in item.propositions), ", "),
                item.standing_reason or "counted",
                _source(tables, item),
            )
            for item in items
        ]
        header = ("Extract", "About", "Direction", "In our words", "Claims", "Standing", "Source")
        blocks.append(
            Markup('<h3 id="{}">{}</h3>\n{}').format(
                anchor(f"case-{case_id}"),
                items[0].measure,
                table(
                    anchor(f"case-table-{case_id}"),
                    f"Coded passages of {items[0].measure}",
                    header,
                    rows,
                    row_ids=[anchor(item.item_id) for item in items],
                ),
            )
        )
    return {
        "cases": block(join(blocks, "\n")),
        "n_cases": len(by_case),
        "n_extracts": sum(map(len, by_case.values())),
    }


def _source(tables: Tables, item: EvidenceItem) -> Markup:
    if item.work_id:
        return work_link(tables.work[item.work_id])
    return outside(item.source, item.source[:60])


def numbers(tables: Tables) -> dict[str, Any]:
    """Every effect row, and every group that was or was not pooled."""
    rows, ids = [], []
    for item in tables.items:
        if item.kind != "effect":
            continue
        interval = (
            f"{item.ci_low:g} to {item.ci_high:g}"
            if item.ci_low is not None and item.ci_high is not None
            else ""
        )
        rows.append(
            (
                item.item_id,
                item.study_label,
                item.comparison,
                item.measure,
                item.effect_type.replace("_", " "),
                "" if item.estimate is None else f"{item.estimate:g}",
                interval,
                f"{part.GLYPHS.get(item.direction, '·')} {item.direction or 'not stated'}",
                item.role.replace("_", " "),
                item.standing_reason or "counted",
            )
        )
        ids.append(anchor(item.item_id))
    header = (
        "Row",
        "Study",
        "Comparison",
        "Outcome",
        "Kind",
        "Estimate",
        "Interval",
        "Direction",
        "Role",
        "Standing",
    )
    return {
        "effects": block(
            table(
                "effects",
                "Every outcome row",
                header,
                rows,
                sortable=True,
                tall=True,
                numeric=(5,),
                row_ids=ids,
            )
        ),
        "pools": block(_pools(tables)),
        "n_pooled": sum(p.pooled for p in tables.pools),
        "n_groups": len(tables.pools),
    }


def _pools(tables: Tables) -> Markup:
    rows = []
    for n, pool in enumerate(tables.pools, start=1):
        result = pool.reason
        if pool.pooled and pool.estimate is not None:
            result = f"{pool.estimate:.3f} ({pool.ci_low:.3f} to {pool.ci_high:.3f}), tau² {pool.tau2:.3f}"
        rows.append(
            (
                f"G{n}",
                pool.role.replace("_", " "),
                pool.outcome.replace("_", " "),
                pool.effect_type.replace("_", " "),
                pool.measure or "–",
                pool.n_rows,
                pool.n_studies,
                "pooled" if pool.pooled else "not pooled",
                result,
            )
        )
    header = (
        "Group",
        "Role",
        "Outcome",
        "Kind",
        "Measure",
        "Rows",
        "Studies",
        "Fate",
        "Result or reason",
    )
    return table("pools", "Groups of like estimates", header, rows, sortable=True, tall=True, numeric=(5, 6))
