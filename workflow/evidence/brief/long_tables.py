"""The tables of a review as the book reads them: short ones are held as rows, long ones stay where they are stored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from evidence.reading import columns_digest, sha256
from evidence.remarks import Remark
from evidence.review import Review
from evidence.rows import table_of
from evidence.shelf import Shelf
from evidence.stored import Stored

_LARGE = 1 << 20  # bytes
HELD = 10_000
"""Rows up to which a table is held whole."""


class LongTables:
    """The tables of a review, of which those of more than `held` rows are `Stored`; `shelf`: where what they come to is kept."""

    def __init__(self, review: Review, held: int = HELD, shelf: Shelf | None = None) -> None:
        self._review, self._held, self._shelf = review, held, shelf
        self._stored: dict[tuple[str, str], Stored[Any]] = {}

    def __getitem__(self, table: Any) -> Sequence[Any]:
        if table is Remark:
            return self._review[table]
        of = table_of(table)
        key = (of.stage, of.name)
        if key not in self._stored:
            self._stored[key] = Stored(self._review.at.table(*key), of.row, shelf=self._shelf)
        found = self._stored[key]
        return found if len(found) > self._held else self._review[table]

    def digest(self, stage: str, name: str) -> str:
        """A checksum of a table as it is stored; of a long one by columns, of which other stages have found out most."""
        path = self._review.at.table(stage, name)
        return columns_digest(path) if path.stat().st_size > _LARGE else sha256(path)
