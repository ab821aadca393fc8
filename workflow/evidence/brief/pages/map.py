"""The evidence-and-gap map: a table first, and an address for every cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from markupsafe import Markup

from evidence.brief import components as part
from evidence.brief.answers import places
from evidence.brief.changed import marks
from evidence.brief.components import item_link, work_link
from evidence.brief.macros import macros, parts
from evidence.brief.map_gaps import coding, gap_rows, tells_of_gaps
from evidence.brief.markup import anchor, join
from evidence.brief.meant import is_map
from evidence.brief.page import Page, Slots, Undone
from evidence.brief.statements import code_label
from evidence.brief.tables import Tables
from evidence.brief.words import number, plural
from evidence.codebook import Code, Facet, place_of
from evidence.compare.cells import subject
from evidence.extract.rows import EvidenceItem, Standing
from evidence.io import to_json
from evidence.item_codes import facets_of
from evidence.singular import agreeing
from evidence.spanning import spanning
from evidence.synthesise.rows import DirectionCount, MapCell

own = macros("map")
_SIGNS = "; glyphs give the direction of counted studies: ▲ positive, ▼ negative, ◆ mixed, ○ no difference"


def view(tables: Tables) -> Slots | Undone:
    """Two maps as accessible tables with sums, the works of each filled cell, and why the others are empty."""
    if not (span := spanning(tables.codebook)):
        what = "The codebook has no two lists of codes, of which one could be the rows and one the columns of a map."
        return Undone(what, "Facets with the roles form, field or outcome go into config/codebook.yaml.")
    form, field = span
    return {
        "map": _map_table(tables, form, field),
        "sums": parts.paragraph(sums(tables, form, field), "computed"),
        "filter": filter_data(tables),
        "outcomes": _outcome_table(tables, form) if field.role != "outcome" and _by_outcome(tables) else "",
        "form_label": form.label,
        "coding": part.sentences(coding(tables)),
        "gaps_told": tells_of_gaps(tables),
        "gaps": gap_rows(tables, form, field),
        "cells": _cell_lists(tables, form, field),
        "outcome_cells": _outcome_lists(tables, form),
        "form_word": form.label.lower(),
        "field_word": field.label.lower(),
    }


def sums(tables: Tables, form: Facet, field: Facet) -> str:
    """How the cells add up to the included works of the ledger."""
    placed = {w for c in tables[MapCell] for w in c.works}
    standing = sum(len(c.works) for c in tables[MapCell])
    left, either = len(tables.included) - len(placed), f"{form.label.lower()} or {field.label.lower()}"
    if not placed:
        return f"{agreeing(f'{len(tables.included)} works are included')}, and none of them has a place on this map yet."
    if not left and standing == len(placed):
        return f"{agreeing(f'{len(tables.included)} works are included')}. Each has one place on this map."
    return (
        f"{agreeing(f'{len(tables.included)} works are included')}. {len(placed)} of them {plural(len(placed), 'has', 'have')} a place on this map, and "
        f"{left} {plural(left, 'has', 'have')} no clear {either}. The {number(len(placed))} {plural(len(placed), 'stands', 'stand')} in "
        f"{agreeing(f'{standing} places')}, because a work can have more than one {either}; the sums at the end of rows and columns count each work once."
    )


def filter_data(tables: Tables) -> Markup:
    """What the script needs to count again: each placed work with its cells and codes. Nothing is shown without it."""
    cells: dict[str, list[str]] = defaultdict(list)
    for cell in tables[MapCell]:
        for work_id in cell.works:
            cells[work_id].append(cell_anchor(cell))
    facets = tables.codebook.with_role("place", "design")
    dimensions = [
        f
        for f in tables.codebook.with_role("dimension")
        if any(f.id in i.facets for i in tables[EvidenceItem])
    ]
    items: dict[str, list[EvidenceItem]] = defaultdict(list)
    for item in tables[EvidenceItem]:
        items[item.work_id].append(item)
    rows = []
    coded: list[dict[str, list[str]]] = []  # the codes of each row
    for work_id, standing in sorted(cells.items()):
        codes = {
            f.id: sorted({x.code for x in tables.counted_codes.get(work_id, ()) if x.facet == f.id})
            for f in facets
        }
        for facet in dimensions:
            codes[facet.id] = sorted(
                {c for i in items[work_id] for c in facets_of(i.facets).get(facet.id, [])}
            )
        codes["direction"] = sorted({i.direction for i in items[work_id] if i.direction})
        coded.append(codes)
        rows.append({"id": work_id, "cells": standing, "year": tables.work[work_id].year, "codes": codes})
    shown = [
        {
            "id": f.id,
            "label": f.label,
            "codes": {
                c: code_label(tables, f.id, c) for c in sorted({c for codes in coded for c in codes[f.id]})
            },
        }
        for f in (*facets, *dimensions)
    ]
    words = {
        d: d if d != "none" else "no difference"
        for d in part.GLYPHS
        if any(d in codes["direction"] for codes in coded)
    }
    shown.append({"id": "direction", "label": "Direction of a result", "codes": words})
    data = to_json({"works": rows, "facets": [f for f in shown if f["codes"]]})
    safe = data.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return own.filter_data(Markup(safe))


def _by_outcome(tables: Tables) -> dict[tuple[str, str], DirectionCount]:
    """Counted studies by form and outcome, whatever their field."""
    return {(d.form, d.outcome): d for d in tables[DirectionCount] if d.form and not d.field}


def _outcome_table(tables: Tables, form: Facet) -> Markup:
    """Form by outcome: counted studies by direction."""
    found = _by_outcome(tables)
    outcomes = _outcomes(tables, (o for _, o in found))
    rows = [
        (row.label, [_outcome_cell(found.get((row.id, o))) for o in outcomes])
        for row in form.codes
        if any((row.id, o) in found for o in outcomes)
    ]
    return own.outcome_table(form.label, [tables.codebook.outcome_label(o) for o in outcomes], rows)


def _outcomes(tables: Tables, codes: Iterable[str]) -> list[str]:
    """Each once, in the order of the codebook."""
    order = list(tables.codebook.outcome_codes())
    return sorted(set(codes), key=lambda code: place_of(code, order))


def _outcome_cell(row: DirectionCount | None) -> Markup:
    if row is None:
        return own.empty_cell("nothing counted", "none")
    n = len(row.studies)
    said = f"{n} {plural(n, 'study', 'studies')}: {_counted(row)}"
    return own.cell(shade(n), outcome_anchor(row.form, row.outcome), said, n, _glyphs(row))


def _counted(row: DirectionCount | MapCell) -> str:
    """Studies by direction in words."""
    counts = ((d, getattr(row, d)) for d in part.GLYPHS)
    return ", ".join(f"{n} {'no difference' if d == 'none' else d}" for d, n in counts if n)


def _glyphs(row: DirectionCount | MapCell) -> str:
    return " ".join(f"{glyph}{getattr(row, d)}" for d, glyph in part.GLYPHS.items() if getattr(row, d))


def outcome_anchor(form: str, outcome: str) -> str:
    return anchor(f"cell-{form}-on-{outcome}")


def _outcome_lists(tables: Tables, form: Facet) -> Markup:
    """The studies of each filled cell of the second map."""
    items: dict[tuple[str, str], list[EvidenceItem]] = defaultdict(list)
    for item in tables[EvidenceItem]:
        if item.standing == Standing.COUNTED:
            for code in facets_of(item.facets).get(form.id, []):
                items[code, item.outcome].append(item)
    found = _by_outcome(tables)
    outcomes = _outcomes(tables, (o for _, o in found))
    rows = [
        (
            code.label,
            [
                _outcome_entry(tables, found[code.id, o], items[code.id, o])
                for o in outcomes
                if (code.id, o) in found
            ],
        )
        for code in form.codes
    ]
    return own.cell_lists([row for row in rows if row[1]])


def _outcome_entry(tables: Tables, row: DirectionCount, items: list[EvidenceItem]) -> tuple[object, ...]:
    said = join((part.item_text(tables, item) for item in items), Markup("<br>"))
    return (
        outcome_anchor(row.form, row.outcome),
        tables.codebook.outcome_label(row.outcome),
        len(row.studies),
        said,
    )


def cell_anchor(cell: MapCell) -> str:
    return anchor(f"cell-{cell.form}-{cell.field}")


def _map_table(tables: Tables, form: Facet, field: Facet) -> Markup:
    cells = {(c.form, c.field): c for c in tables[MapCell]}
    rows = [code for code in form.codes if not code.abstain]
    columns = [code for code in field.codes if not code.abstain]
    told, held = tells_of_gaps(tables), marks.cells(tables)
    pages = {(place.facet.id, place.code.id): f"answers/{place.slug}.html" for place in places(tables)}

    def name(facet: Facet, code: Code) -> Markup | str:
        page = pages.get((facet.id, code.id))
        return parts.link(page, code.label) if page else code.label

    body = [
        (
            name(form, row),
            [_map_cell(cells[row.id, c.id], told, held.get(subject(row.id, c.id), "")) for c in columns],
            len({w for c in columns for w in cells[row.id, c.id].works}),
        )
        for row in rows
    ]
    of_column = [len({w for r in rows for w in cells[r.id, c.id].works}) for c in columns]
    placed = len({w for c in tables[MapCell] for w in c.works})
    return own.map_table(
        form.label,
        field.label,
        [name(field, c) for c in columns],
        body,
        [*of_column, placed],
        "" if is_map(tables) else _SIGNS,
        marks.legend(tables),
    )


def _map_cell(cell: MapCell, told: bool, held: str) -> Markup:
    """`held`: what it held before, in a word, where it changed."""
    n = len(cell.works)
    if not told:
        return own.empty_cell("not coded yet", "not coded")
    if not n and not cell.items:
        sign = {"nothing found": "none", "found, not included": "not included"}.get(cell.why_empty, "unclear")
        return own.empty_cell(cell.why_empty, sign, held)
    said = f"{n} {plural(n, 'work', 'works')}; directions: {_counted(cell) or 'none known'}"
    said += f"; {held}" if held else ""
    return own.cell(shade(n), cell_anchor(cell), said, n, _glyphs(cell), held)


def shade(n: int) -> int:
    """The depth of a cell's colour: one, few, a fair number, ten and more works."""
    return 1 + (n > 1) + (n > 4) + (n > 9)


def _cell_lists(tables: Tables, form: Facet, field: Facet) -> Markup:
    """The filled cells under a heading for each form, so that every cell has an address."""
    by_form: dict[str, list[MapCell]] = defaultdict(list)
    for cell in tables[MapCell]:
        if cell.works or cell.items:
            by_form[cell.form].append(cell)
    return own.cell_lists(
        [
            (form.label_of(code), [_cell_entry(tables, field, cell) for cell in cells])
            for code, cells in by_form.items()
        ]
    )


def _cell_entry(tables: Tables, field: Facet, cell: MapCell) -> tuple[object, ...]:
    works = [(w, work_link(tables.work[w])) for w in cell.works]
    items = join((item_link(tables.item[i]) for i in cell.items), ", ")
    said = own.entry(works, items, _in_words(tables, cell))
    return cell_anchor(cell), field.label_of(cell.field), len(cell.works), said


def _in_words(tables: Tables, cell: MapCell) -> Markup:
    """Direction and certainty of a cell in words."""
    works = {*cell.works, *(tables.item[i].work_id for i in cell.items)}
    claims = sorted(
        {s.proposition for w in works for s in tables.used_in.get(w, ())}, key=tables.claims.ids().index
    )
    if is_map(tables):
        return Markup()
    counted = _counted(cell)
    direction = f"Directions of counted studies: {counted}. " if counted else "No direction is coded. "
    if not claims:
        return join([direction, "No finding rests on this cell."])
    levels = sorted({tables.certain[p].level or tables.certain[p].state for p in claims})
    links = join((parts.link(f"findings/{p.lower()}.html", p) for p in claims), ", ")
    return join([direction, "Findings that use it: ", links, f"; certainty: {', '.join(levels)}."])


PAGE = Page("map.md", view)
