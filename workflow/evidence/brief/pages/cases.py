"""Every coded passage, case by case."""

from __future__ import annotations

from collections import defaultdict

from markupsafe import Markup

from evidence.brief import components as part
from evidence.brief.components import work_link
from evidence.brief.macros import parts
from evidence.brief.markup import join, outside, own_anchor
from evidence.brief.page import Page, Slots, Undone
from evidence.brief.tables import Tables
from evidence.extract.rows import EvidenceItem
from evidence.item_words import Kind
from evidence.review_kind import Part
from evidence.singular import agreeing

NO_CASE = Undone("No case is coded yet.", "Passages of cases go into literature/case_studies/extracts.csv.")


def view(tables: Tables) -> Slots | Undone:
    """Every coded passage, case by case; undone where there is none."""
    by_case: dict[str, list[EvidenceItem]] = defaultdict(list)
    for item in tables[EvidenceItem]:
        if item.kind == Kind.EXTRACT:
            by_case[item.case_id].append(item)
    if not by_case:
        return NO_CASE
    blocks = []
    for case_id, items in sorted(by_case.items()):
        rows = [
            (
                item.item_id,
                tables.codebook.outcome_label(item.outcome),
                f"{part.GLYPHS.get(item.direction, '·')} {item.direction or 'not stated'}",
                item.text,
                join((parts.link(f"findings/{p.lower()}.html", p) for p in item.propositions), ", "),
                item.standing_reason or "counted",
                _source(tables, item),
            )
            for item in items
        ]
        header = ("Extract", "About", "Direction", "In our words", "Claims", "Standing", "Source")
        table = parts.table(
            own_anchor(f"case-table-{case_id}"),
            f"Coded passages of {items[0].measure}",
            header,
            rows,
            row_ids=[own_anchor(item.item_id) for item in items],
        )
        card = parts.link(part.case_page(case_id), f"Card of {items[0].measure or case_id}")
        heading = parts.heading(3, own_anchor(f"case-{case_id}"), items[0].measure)
        blocks.append(join([heading, parts.paragraph(card), table], "\n"))
    return {
        "cases": join(blocks, "\n"),
        "how_many": agreeing(
            f"{sum(map(len, by_case.values()))} coded passages from {agreeing(f'{len(by_case)} coded cases')}"
        ),
    }


def _source(tables: Tables, item: EvidenceItem) -> Markup:
    if item.work_id:
        return work_link(tables.work[item.work_id])
    return outside(item.source, item.source[:60])


PAGE = Page("cases.md", view, (Part.CASES,))
