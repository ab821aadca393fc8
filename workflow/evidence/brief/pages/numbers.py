"""Every outcome row: estimates and directions, counted or not."""

from __future__ import annotations

from evidence.brief import components as part
from evidence.brief.markup import anchor
from evidence.brief.page import Page, Slots
from evidence.brief.tables import Tables
from evidence.extract.rows import EvidenceItem
from evidence.item_words import Kind, as_words


def view(tables: Tables) -> Slots:
    """Every effect row."""
    rows, ids = [], []
    for item in tables[EvidenceItem]:
        if item.kind != Kind.EFFECT:
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
                as_words(item.comparison),
                as_words(item.measure),
                item.effect_type.replace("_", " "),
                "" if item.estimate is None else f"{item.estimate:g}",
                interval,
                f"{part.GLYPHS.get(item.direction, '·')} {item.direction or 'not stated'}",
                item.role.replace("_", " "),
                item.standing_reason or "counted",
                item.derivation or "as given",
            )
        )
        ids.append(anchor(item.item_id))
    return {"effects": rows, "ids": ids}


PAGE = Page("numbers.md", view)
