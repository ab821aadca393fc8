"""Every outcome row: estimates and directions, counted or not."""

from __future__ import annotations

from markupsafe import Markup

from evidence.brief import components as part
from evidence.brief.macros import parts
from evidence.brief.markup import own_anchor
from evidence.brief.page import Page, Slots, Undone
from evidence.brief.tables import Tables
from evidence.extract.rows import EvidenceItem
from evidence.item_words import Kind, as_words
from evidence.review_kind import Part

ROWS_GO_INTO = "Estimates and directions go into literature/effects/effects.csv."


def view(tables: Tables) -> Slots | Undone:
    """Every effect row; undone where there is none."""
    rows, ids = [], []
    for item in tables[EvidenceItem]:
        if item.kind != Kind.EFFECT:
            continue
        interval = (
            f"{part.amount(item, item.ci_low)} to {part.amount(item, item.ci_high)}"
            if item.ci_low is not None and item.ci_high is not None
            else ""
        )
        rows.append(
            (
                item.item_id,
                item.study_label,
                as_words(item.comparison),
                _measure(item),
                part.kind_of_estimate(tables, item.effect_type),
                "" if item.estimate is None else part.amount(item, item.estimate),
                interval,
                f"{part.GLYPHS.get(item.direction, '·')} {item.direction or 'not stated'}",
                tables.codebook.called(item.role),
                item.standing_reason or "counted",
                item.derivation or "as given",
            )
        )
        ids.append(own_anchor(item.item_id))
    if not rows:
        return Undone("No estimate and no direction of a study has been entered.", ROWS_GO_INTO)
    return {"effects": rows, "ids": ids}


def _measure(item: EvidenceItem) -> Markup | str:
    """What was measured, and beneath it what a reader should know of the row."""
    measure = as_words(item.measure)
    return parts.beneath(measure, item.statement) if item.statement else measure


PAGE = Page("numbers.md", view, (Part.EFFECTS,))
