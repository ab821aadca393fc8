"""What other pages say of what changed: a line on the first page, a word on claims and cards, a mark in the cells of the map."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from evidence.brief.changed.cards import place
from evidence.brief.changed.current import current
from evidence.brief.changed.told import PAGE, WENT, in_a_line, since
from evidence.brief.macros import macros, parts
from evidence.brief.made_once import keyed, once
from evidence.brief.markup import anchor
from evidence.brief.tables import Tables
from evidence.brief.words import capital
from evidence.compare.rows import Arrival, Kind
from evidence.deduplicate.rows import Work
from evidence.propositions import Proposition
from evidence.screen.rows import Screen

own = macros("changes")


def line(tables: Tables) -> Markup:
    """What changed in a line of the first page, with the way to why; nothing where there is no release."""
    said = [(anchor(s.id), s.text) for s in in_a_line(tables)]
    return own.line(said, parts.link(PAGE, "what changed, and why")) if said else Markup()


def of_claim(tables: Tables, p: Proposition) -> Markup:
    """Where a finding went, with the way to why; that it has not moved, where it has not."""
    c = current(tables)
    if c is None:
        return Markup()
    if moved := c.of_claim.get(p.id):
        why = parts.link(f"../{PAGE}#{place(moved)}", "what it said, and why")
        return own.of_claim(f"{capital(since(c))}, {WENT[moved.way].one}", why)
    return own.of_claim(f"{capital(since(c))}, the evidence on this claim has not moved", "")


@once
def cells(tables: Tables) -> dict[str, str]:
    """What the changed cells of the map held before, in a word, by the subject of the change."""
    c = current(tables)
    found: dict[str, str] = {}
    for change in c.of(Kind.CELL) if c else ():
        if change.field == "works" and change.before != change.after:
            found[change.subject] = f"was {change.before if change.before not in ('', '0') else 'none'}"
        else:
            found.setdefault(change.subject, "changed")
    return found


def legend(tables: Tables) -> str:
    """What the mark in a cell means; nothing where no cell has one."""
    c = current(tables)
    if c is None or not cells(tables):
        return ""
    return f"A cell with a broken frame changed {since(c)}, and says what it held then."


def came_in(tables: Tables, work: Work) -> str:
    """With which release a work came in, and since when it is included, where that was later; nothing where there is no release."""
    row = _arrivals(tables).get(work.work_id)
    if row is None:
        return ""
    last = tables.releases[-1].name
    known = f"Came in with release {row.known}" if row.known else f"New since release {last}"
    if tables.screened[work.work_id].decision != Screen.INCLUDE or row.included == row.known:
        return f"{known}."
    return (
        f"{known}; included {f'since release {row.included}' if row.included else f'after release {last}'}."
    )


@keyed
def _arrivals(tables: Tables) -> Mapping[str, Arrival]:
    return {row.work_id: row for row in tables[Arrival]} if tables.releases else {}
