"""What several pages need of a review is made for it once, and it is noted who asked for it (`parts_kept`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from evidence.brief.parts_kept import ANSWER, Asked

if TYPE_CHECKING:
    from evidence.brief.tables import Tables

Made = TypeVar("Made")

ANSWERS: dict[str, Callable[[Tables], Any]] = {}
"""What may be asked of a review, by name."""


def once(make: Callable[[Tables], Made]) -> Callable[[Tables], Made]:
    """What several pages need of a review, and which is made for it once."""

    @wraps(make)
    def of(tables: Tables) -> Made:
        return tables.parts.once(make, lambda: make(tables))

    return of


def answered(make: Callable[[Tables], Made]) -> Callable[[Tables], Made]:
    """The same of what long tables come to: parts of the book that ask for it follow from the answer, whatever else stands in those tables. It
    is made of rows, texts and numbers, and of lists, sets and mappings of them."""
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def of(tables: Tables) -> Made:
        tables.parts.note(ANSWER, name)
        return tables.parts.held(make, lambda: make(tables))

    ANSWERS[name] = of
    return of


def keyed(make: Callable[[Tables], Mapping[str, Made]]) -> Callable[[Tables], Mapping[str, Made]]:
    """The same of a mapping: parts of the book follow from what they look up in it."""
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def of(tables: Tables) -> Mapping[str, Made]:
        held = tables.parts.held(make, lambda: make(tables))
        return Asked(tables.parts, name, held) if tables.parts.noting else held

    ANSWERS[name] = lambda tables: tables.parts.held(make, lambda: make(tables))
    return of
