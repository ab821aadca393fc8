"""The page of reporting checklists: one table each, and how much of it is met."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from evidence.brief.checklists.answer import State
from evidence.brief.checklists.fill import FilledItem
from evidence.brief.checklists.items import Checklist
from evidence.brief.downloads import Download
from evidence.brief.markup import anchor, block, doi_link, join, link, table
from evidence.brief.tables import Tables
from evidence.brief.words import capital

_SYMBOLS = {State.MET: "✔", State.MISSING: "✘", State.NOT_APPLICABLE: "–"}
_CLASSES = {State.MET: "side-for", State.MISSING: "side-against", State.NOT_APPLICABLE: "side-silent"}
_HEADER = ["checklist", "item", "section", "asks", "state", "required", "says", "where", "edit"]


def counts(rows: list[FilledItem]) -> tuple[int, int, int]:
    """(met, missing, not applicable) of some items."""
    states = [row.state for row in rows]
    return states.count(State.MET), states.count(State.MISSING), states.count(State.NOT_APPLICABLE)


def checklists(tables: Tables, filled: list[FilledItem]) -> dict[str, Any]:
    """Every checklist with its items; the summary counts them."""
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
        "summary": block(
            table(
                "checklists",
                "How much of each checklist is met",
                ("Checklist", "Met", "Missing", "Not applicable", "Items"),
                summary,
                numeric=(1, 2, 3, 4),
            )
        ),
        "checklists": block(join(_one(c, of[c.id]) for c in tables.checklists)),
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


def checklist_download(filled: list[FilledItem]) -> Download:
    """One row an item; several places or edits are parted by semicolons."""
    rows = [
        (
            row.checklist,
            row.item.number,
            row.item.section,
            row.item.asks,
            row.state.value,
            str(row.required).lower(),
            "; ".join(a.words for a in row.answers),
            ";".join(a.where for a in row.answers if a.where),
            "; ".join(a.edit for a in row.answers if a.edit),
        )
        for row in filled
    ]
    return Download("checklists.csv", "Every item of the reporting checklists", _HEADER, rows)
