"""Each item answered by its tests; a required item that is not met stops the build."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evidence.brief.checklists.answer import ItemAnswer, ItemState, not_applicable
from evidence.brief.checklists.items import Checklist, Item
from evidence.brief.checklists.tests import TESTS
from evidence.brief.made_once import once
from evidence.brief.meant import is_map, meant
from evidence.brief.tables import Tables
from evidence.errors import UserError, UserErrors

CONFIG = "config/config.yaml"
_OF_NO_MAP = not_applicable("this is a map, which judges nothing")


@dataclass(frozen=True, slots=True)
class FilledItem:
    """One item with the answers of its tests, in the order in which it names them."""

    checklist: str
    name: str
    item: Item
    answers: tuple[ItemAnswer, ...]
    required: bool

    @property
    def state(self) -> ItemState:
        """Missing where anything is missing; not applicable where nothing applies; else met."""
        states = {answer.state for answer in self.answers}
        if ItemState.MISSING in states:
            return ItemState.MISSING
        return ItemState.NOT_APPLICABLE if states == {ItemState.NOT_APPLICABLE} else ItemState.MET


def of_this_kind(tables: Tables) -> list[Checklist]:
    """The checklists that are written for what the review is meant to have."""
    return [c for c in tables.checklists if not c.parts or meant(tables) & {*c.parts}]


@once
def fill_checklists(tables: Tables) -> list[FilledItem]:
    """Every item of every checklist that is for such a review, in order. Pure: the same tables give the same answers."""
    required = set(tables.config.checklists.required)
    answers = {name: test(tables) for name, test in TESTS.items()}
    return [
        FilledItem(
            c.id,
            c.name(item),
            item,
            (_OF_NO_MAP,) if item.judges and is_map(tables) else tuple(answers[test] for test in item.tests),
            c.name(item) in required,
        )
        for c in of_this_kind(tables)
        for item in c.items
    ]


def counts(rows: list[FilledItem]) -> tuple[int, int, int]:
    """(met, missing, not applicable) of some items."""
    states = [row.state for row in rows]
    return (
        states.count(ItemState.MET),
        states.count(ItemState.MISSING),
        states.count(ItemState.NOT_APPLICABLE),
    )


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
        if row.required and row.state == ItemState.MISSING:
            lacks = [answer for answer in row.answers if answer.state == ItemState.MISSING]
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
