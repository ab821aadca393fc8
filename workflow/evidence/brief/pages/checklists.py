"""The page of reporting checklists: one table each, and how much of it is met."""

from __future__ import annotations

from markupsafe import Markup

from evidence.brief.checklists.answer import State
from evidence.brief.checklists.fill import FilledItem, counts, fill_checklists
from evidence.brief.checklists.items import Checklist
from evidence.brief.markup import anchor, doi_link, join, link, table
from evidence.brief.pages import Slots
from evidence.brief.tables import Tables
from evidence.brief.words import capital

_SYMBOLS = {State.MET: "✔", State.MISSING: "✘", State.NOT_APPLICABLE: "–"}
_CLASSES = {State.MET: "side-for", State.MISSING: "side-against", State.NOT_APPLICABLE: "side-silent"}


def view(tables: Tables) -> Slots:
    """Every checklist with its items; the summary counts them."""
    filled = fill_checklists(tables)
    of = {c.id: [row for row in filled if row.checklist == c.id] for c in tables.checklists}
    summary = [
        (link(f"#checklist-{anchor(c.id)}", c.title), *counts(of[c.id]), len(of[c.id]))
        for c in tables.checklists
    ]
    met, lacking, nothing = counts(filled)
    return {
        "met": met,
        "n_missing": lacking,
        "not_applicable": nothing,
        "of": len(filled),
        "required": sum(row.required for row in filled),
        "summary": table(
            "checklists",
            "How much of each checklist is met",
            ("Checklist", "Met", "Missing", "Not applicable", "Items"),
            summary,
            numeric=(1, 2, 3, 4),
        ),
        "checklists": join(_one(c, of[c.id]) for c in tables.checklists),
    }


def _one(checklist: Checklist, rows: list[FilledItem]) -> Markup:
    met = counts(rows)[0]
    source = Markup('<p class="why">{} {}</p>').format(checklist.source, doi_link(checklist.doi))
    body = [(_number(row), _asks(row), _says(row)) for row in rows]
    name = anchor(checklist.id)
    return Markup('<section class="checklist"><h2 id="checklist-{}">{}</h2>{}{}</section>\n').format(
        name,
        checklist.title,
        source,
        table(
            f"items-{name}",
            f"{checklist.id}: {met} of {len(rows)} items met",
            ("Item", "What it asks", "Where it is met, or what is missing"),
            body,
            row_ids=[f"item-{anchor(row.name)}" for row in rows],
        ),
    )


def _asks(row: FilledItem) -> Markup:
    required = Markup(" <small>(required)</small>") if row.required else Markup("")
    return Markup("{}<br><small>{}</small>{}").format(row.item.asks, row.item.section, required)


def _number(row: FilledItem) -> Markup:
    return Markup('{} <span class="side {}"><span aria-hidden="true">{}</span> {}</span>').format(
        row.item.number, _CLASSES[row.state], _SYMBOLS[row.state], row.state.value.capitalize()
    )


def _says(row: FilledItem) -> Markup:
    parts = []
    for answer in row.answers:
        if answer.state == State.MET:
            parts.append(link(answer.where, capital(answer.words)))
        elif answer.state == State.MISSING:
            parts.append(
                Markup("<strong>Missing:</strong> {}. <em>To fill in:</em> {}.").format(
                    answer.words, answer.edit
                )
            )
        else:
            parts.append(Markup("Not applicable: {}.").format(answer.words))
    inside = join(Markup("<li>{}</li>").format(text) for text in parts)
    return Markup('<ul class="plain-list">{}</ul>').format(inside)
