"""Rows of a table by their key, and one of its columns by another, where few are asked for (`lookup`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

from evidence.lookup import AT_ONCE, Lookup, Rows

Row = TypeVar("Row")


class Keyed(Mapping[str, Row]):
    """The rows of a table by their key, in its order. What was made once is kept. `instead`: rows that stand in the place of those of the table."""

    def __init__(self, rows: Rows[Row], key: str, instead: Mapping[str, Row] | None = None) -> None:
        self.rows, self._key = rows, key
        self._made: dict[str, Row] = dict(instead or {})

    @cached_property
    def _places(self) -> Lookup:
        return Lookup(self.rows.cells(self._key))

    def place(self, name: str) -> int | None:
        """Where a key stands in the table; the last place if there are several, as in a dict."""
        found = self._places.at(name) if isinstance(name, str) else []
        return found[-1] if found else None

    def fetch(self, names: Iterable[str]) -> None:
        """Make the rows of these keys at once, where they are to be asked for one by one."""
        wanted = [name for name in dict.fromkeys(names) if name not in self._made]
        places = {
            name: found[-1] for name, found in zip(wanted, self._places.at_each(wanted), strict=True) if found
        }
        self._made.update(zip(places, self.rows.take(places.values()), strict=True))

    def places_of_each(self, names: Sequence[str]) -> list[int | None]:
        """`place` of many keys at once."""
        return [found[-1] if found else None for found in self._places.at_each(names)]

    def places_of(self, names: Iterable[str]) -> list[int]:
        """The places of those of some keys that the table has, first to last."""
        return sorted(place for name in set(names) if (place := self.place(name)) is not None)

    def in_order(self, names: Iterable[str]) -> list[str]:
        """Those of some keys that the table has, in its order."""
        keys = self.rows.cells(self._key)
        return [keys[place].as_py() for place in self.places_of(names)]

    def __getitem__(self, name: str) -> Row:
        if name not in self._made:
            place = self.place(name)
            if place is None:
                raise KeyError(name)
            self._made[name] = self.rows[place]
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._made or (isinstance(name, str) and self.place(name) is not None)

    def __iter__(self) -> Iterator[str]:
        column = self.rows.cells(self._key)
        for start in range(0, len(column), AT_ONCE):
            yield from column.slice(start, AT_ONCE).to_pylist()

    def __len__(self) -> int:
        return len(self.rows)


class Named(Mapping[str, str]):
    """One column of text of a table by another, its key."""

    def __init__(self, rows: Rows[Any], key: str, says: str) -> None:
        self._by_key, self._said = Keyed(rows, key), rows.cells(says)

    def foresee(self, names: Iterable[str]) -> None:
        """Look many keys up at once, which are then asked for one by one."""
        self._by_key.places_of_each(list(names))

    def __getitem__(self, name: str) -> str:
        place = self._by_key.place(name)
        if place is None:
            raise KeyError(name)
        return self._said[place].as_py()

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_key)

    def __len__(self) -> int:
        return len(self._by_key)
