"""Rows of a long table that are looked up one by one: of each row group that stands as it stood those that were asked for before are there, and the table is not read."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from typing import Any, TypeVar

from evidence.io import arrow_schema, to_row
from evidence.lookup import Rows
from evidence.stored import Stored

Row = TypeVar("Row")


class SingleRows(Rows[Row]):
    """The rows of a table, or of a view of it, as they were written."""

    def __init__(self, stored: Stored[Row]) -> None:
        self._stored, self._row = stored, stored.row
        self._names = arrow_schema(stored.row).names
        self._starts = [start for start, _ in stored.spans()]
        self._groups: dict[int, Any] = {}

    @cached_property
    def table(self) -> Any:
        """All of them."""
        return self._stored.held().table

    @cached_property
    def _digests(self) -> list[bytes]:
        return self._stored.digests(self._names)

    def __len__(self) -> int:
        return len(self._stored)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return super().__getitem__(place)
        at = range(len(self))[place]
        number = bisect_right(self._starts, at) - 1
        within, shelf = at - self._starts[number], self._stored.shelf
        if not shelf.lasts:
            return to_row(self._cells(number, within), self._row)
        key = shelf.key("row", json.dumps(self._names), self._digests[number], str(within))
        return to_row(shelf.told(key, lambda: self._cells(number, within)), self._row)

    def _cells(self, number: int, within: int) -> dict[str, Any]:
        if number not in self._groups:
            self._groups[number] = self._stored.groups(self._names)(number)
        return {name: self._groups[number][name][within].as_py() for name in self._names}

    def take(self, places: Iterable[int]) -> list[Row]:
        return [self[place] for place in places]

    def cells(self, name: str) -> Any:
        return self._stored.cells(name)
