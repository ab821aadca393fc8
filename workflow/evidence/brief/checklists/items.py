"""The items of the reporting guidelines, as data in the folder beside this module. The wording is our own; the sources are cited."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence.review_kind import Part
from evidence.settings_file import load_yaml

STORED = Path(__file__).with_name("items")


@dataclass(frozen=True, slots=True)
class Item:
    """One item: its number in the guideline, what it asks in short, and the tests that must hold. `judges`: it is asked of
    reviews that judge or synthesise something, and not of a map."""

    number: str
    section: str
    asks: str
    tests: tuple[str, ...]
    judges: bool = False


@dataclass(frozen=True, slots=True)
class Checklist:
    """One guideline. `id` and an item's number make the name by which a configuration requires it; `parts`: what a review is meant
    to have, one of them at least, for which it is written."""

    id: str
    title: str
    source: str
    doi: str
    note: str
    items: tuple[Item, ...]
    parts: tuple[Part, ...] = ()

    def name(self, item: Item) -> str:
        """
        >>> Checklist("SWiM", "", "", "", "", ()).name(Item("6", "", "", ()))
        'SWiM.6'
        """
        return f"{self.id}.{item.number}"


def load_checklists(folder: Path = STORED) -> list[Checklist]:
    """Every `*.yaml` of the folder, in the order that the files give. Raises UserError where one is not valid YAML."""
    found = [load_yaml(path)[0] for path in sorted(folder.glob("*.yaml"))]
    return [_checklist(data) for data in sorted(found, key=lambda data: data["order"])]


def _checklist(data: dict[str, Any]) -> Checklist:
    items = tuple(
        Item(
            str(row["number"]),
            row.get("section", ""),
            " ".join(row["asks"].split()),
            tuple(row["tests"]),
            bool(row.get("judges")),
        )
        for row in data["items"]
    )
    note = " ".join(data.get("note", "").split())
    parts = tuple(Part(name) for name in data.get("of", ()))
    return Checklist(
        data["id"], data["title"], " ".join(data["source"].split()), data["doi"], note, items, parts
    )
