"""How it came about: context, mechanism and outcome where a passage states all three, and the logic model drawn from them."""

from __future__ import annotations

from functools import partial

from evidence.brief import components as part
from evidence.brief.figures.logic_model import Chain, logic_model
from evidence.brief.macros import parts
from evidence.brief.markup import join, own_anchor
from evidence.brief.page import Page, Rows, Slots, Undone
from evidence.brief.readers import readers
from evidence.brief.tables import Tables
from evidence.extract.rows import Configuration
from evidence.review_kind import Part
from evidence.singular import agreeing


def view(tables: Tables) -> Slots | Undone:
    """The drawing, the same in a table, and every row with its passages; undone where nobody read cases so."""
    rows = tables[Configuration]
    if not rows:
        return Undone(
            "Nobody has read the cases for what brought about what in which context.",
            "Such readings go into literature/case_studies/configurations.csv.",
        )
    counted = [row for row in rows if row.counted]
    cases = {row.case_id for row in counted}
    chains = [
        Chain(row.context_group, row.mechanism_group, row.outcome_group, row.direction, row.case_id)
        for row in counted
    ]
    return {
        "said": agreeing(
            f"{len(counted)} rows from {len(cases)} cases count. {len(rows) - len(counted)} further rows are shown only."
        ),
        "readers": readers(tables, (row.by for row in rows)),
        "model": partial(logic_model, chains),
        "links": _links(chains),
        "rows": _rows(tables),
    }


def _links(chains: list[Chain]) -> Rows:
    """The same in a table: one row a way through the model."""
    ways: dict[tuple[str, str, str, str], set[str]] = {}
    for c in chains:
        ways.setdefault((c.context, c.mechanism, c.outcome, c.direction), set()).add(c.case)
    ordered = sorted(ways.items(), key=lambda way: (-len(way[1]), way[0]))
    return [(*way[:3], parts.signed(part.GLYPHS.get(way[3], "·"), way[3]), len(own)) for way, own in ordered]


def _rows(tables: Tables) -> Rows:
    found = []
    for row in tables[Configuration]:
        name = tables.item[row.items[0]].measure or row.case_id
        found.append(
            (
                row.configuration_id,
                parts.link(f"cases.html#{own_anchor(f'case-{row.case_id}')}", name),
                row.context,
                row.mechanism,
                parts.signed(part.GLYPHS.get(row.direction, "·"), f"{row.outcome} ({row.direction})"),
                join((part.item_link(tables.item[item]) for item in row.items), ", "),
                "counted" if row.counted else "shown only",
            )
        )
    return found


PAGE = Page("mechanisms.md", view, (Part.CASES,))
