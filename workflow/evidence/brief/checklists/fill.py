"""Each item answered by its tests; a required item that is not met stops the build."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evidence.brief.checklists.answer import Answer, State
from evidence.brief.checklists.items import Checklist, Item
from evidence.brief.checklists.tests import TESTS
from evidence.brief.tables import Tables, once
from evidence.errors import UserError, UserErrors

CONFIG = "config/config.yaml"


@dataclass(frozen=True, slots=True)
class FilledItem:
    """One item with the answers of its tests, in the order in which it names them."""

    checklist: str
    name: str
    item: Item
    answers: tuple[Answer, ...]
    required: bool

    @property
    def state(self) -> State:
        """Missing where anything is missing; not applicable where nothing applies; else met."""
        states = {answer.state for answer in self.answers}
        if State.MISSING in states:
            return State.MISSING
        return State.NOT_APPLICABLE if states == {State.NOT_APPLICABLE} else State.MET


@once
def fill_checklists(tables: Tables) -> list[FilledItem]:
    """Every item of every checklist, in order. Pure: the same tables give the same answers."""
    required = set(tables.config.checklists.required)
    answers = {name: test(tables) for name, test in TESTS.items()}
    return [
        FilledItem(
            c.id,
            c.name(item),
            item,
            tuple(answers[test] for test in item.tests),
            c.name(item) in required,
        )
        for c in tables.checklists
        for item in c.items
    ]


def counts(rows: list[FilledItem]) -> tuple[int, int, int]:
    """(met, missing, not applicable) of some items."""
    states = [row.state for row in rows]
    return states.count(State.MET), states.count(State.MISSING), states.count(State.NOT_APPLICABLE)


def check_required(checklists: list[Checklist], filled: list[FilledItem], required: Iterable[str]) -> None:
    """Raises UserErrors where a required item is missing, or where the name leads to no item."""
    known = [c.name(item) for c in checklists for item in c.items]
    errors = [
        UserError(
            "this is not an item of a reporting checklist",
            file=CONFIG,
            field="checklists.required",
            value=name,
            allowed=f"the names on the page of reporting checklists, such as {', '.join(known[:3])}",
            fix="correct the name or take it out",
        )
        for name in required
        if name not in known
    ]
    for row in filled:
        if row.required and row.state == State.MISSING:
            lacks = [answer for answer in row.answers if answer.state == State.MISSING]
            errors.append(
                UserError(
                    f"{row.name} ({row.item.asks}) is required and missing: "
                    f"{'; '.join(answer.words for answer in lacks)}",
                    file=CONFIG,
                    field="checklists.required",
                    value=row.name,
                    fix="; ".join(answer.edit for answer in lacks)
                    + f"; or take {row.name} out of checklists.required",
                )
            )
    if errors:
        raise UserErrors(errors)
