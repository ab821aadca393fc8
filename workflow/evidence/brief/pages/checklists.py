"""The page of reporting checklists: one table each, and how much of it is met."""

from __future__ import annotations

from markupsafe import Markup

from evidence.brief.checklists.answer import ItemAnswer, ItemState
from evidence.brief.checklists.completed import FilledItem, counts, fill_checklists, of_this_kind
from evidence.brief.checklists.items import Checklist
from evidence.brief.macros import macros, parts
from evidence.brief.markup import anchor, doi_link, join, names
from evidence.brief.page import Page, Slots
from evidence.brief.tables import Tables
from evidence.brief.words import capital

own = macros("checklists")
_SYMBOLS = {ItemState.MET: "✔", ItemState.MISSING: "✘", ItemState.NOT_APPLICABLE: "–"}
_CLASSES = {
    ItemState.MET: "side-for",
    ItemState.MISSING: "side-against",
    ItemState.NOT_APPLICABLE: "side-silent",
}


def view(tables: Tables) -> Slots:
    """Every checklist with its items; the summary counts them."""
    filled, lists = fill_checklists(tables), of_this_kind(tables)
    of = {c.id: [row for row in filled if row.checklist == c.id] for c in lists}
    summary = [
        (parts.link(f"#checklist-{anchor(c.id)}", c.title), *counts(of[c.id]), len(of[c.id])) for c in lists
    ]
    met, lacking, nothing = counts(filled)
    return {
        "met": met,
        "n_missing": lacking,
        "not_applicable": nothing,
        "of": len(filled),
        "required": sum(row.required for row in filled),
        "summary": summary,
        "checklists": join(_one(c, of[c.id]) for c in lists),
    }


def _one(checklist: Checklist, rows: list[FilledItem]) -> Markup:
    name = anchor(checklist.id)
    table = parts.table(
        f"items-{name}",
        f"{checklist.id}: {counts(rows)[0]} of {len(rows)} items met",
        ("Item", "What it asks", "Where it is met, or what is missing"),
        [(_number(row), own.asks(row.item.asks, row.item.section, row.required), _says(row)) for row in rows],
        row_ids=[f"item-{anchor(row.name)}" for row in rows],
    )
    return own.checklist(name, checklist.title, checklist.source, doi_link(checklist.doi), table)


def _number(row: FilledItem) -> Markup:
    return own.state(row.item.number, _CLASSES[row.state], _SYMBOLS[row.state], row.state.value.capitalize())


def _says(row: FilledItem) -> Markup:
    return parts.bullets([_answer(answer) for answer in row.answers], "plain-list")


def _answer(answer: ItemAnswer) -> Markup | str:
    if answer.state == ItemState.MET:
        return parts.link(answer.where, capital(answer.words))
    if answer.state == ItemState.MISSING:
        return own.missing(answer.words, names(answer.edit))
    return f"Not applicable: {answer.words}."


PAGE = Page("checklists.md", view)
