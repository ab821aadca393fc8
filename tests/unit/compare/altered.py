"""Two versions of a review in memory: the review of a dozen works, and the same with a few rows that are not as they were."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from evidence.compare.differences import differences
from evidence.compare.rows import Change, Kind, Way
from evidence.layout import Layout
from evidence.review import InMemory
from evidence.rows import Table, table_of
from tests.unit.brief.reviews import made_of_dozen

MIRRORED = {
    Way.NEW: Way.GONE,
    Way.STRENGTHENED: Way.WEAKENED,
    Way.TURNED: Way.TURNED,
    Way.MOVED: Way.MOVED,
    Way.NONE: Way.NONE,
    Way.GONE: Way.NEW,
    Way.WEAKENED: Way.STRENGTHENED,
}
OTHERS = {
    Kind.ENTRY_IN: Kind.ENTRY_OUT,
    Kind.WORK_IN: Kind.WORK_OUT,
    Kind.WORKS_JOINED: Kind.WORK_PARTED,
}
OTHERS |= {other: kind for kind, other in OTHERS.items()}


class Partial(InMemory):
    """A review of the tables that a test gives; what it does not give has no rows, and without a place it has no settings."""

    def __init__(self, at: Layout | None = None, *tables: tuple[type | Table, list[Any]]) -> None:
        super().__init__(at or Layout(Path("nowhere")))
        for table, rows in tables:
            self.put(table_of(table), rows)

    def _rows(self, table: Table) -> list[Any]:
        return []


def base() -> InMemory:
    """The review of a dozen works. Nobody may change it."""
    return made_of_dozen()


def altered(table: type | Table, alter: Callable[[list[Any]], Iterable[Any]]) -> InMemory:
    """The review of a dozen works with other rows in a table."""
    other = Partial(base().at)
    other._read = {**base()._read}
    other.put(table_of(table), list(alter(base()[table])))
    return other


def with_row(where: Callable[[Any], bool], **given: Any) -> Callable[[list[Any]], list[Any]]:
    """Rows of which those that are meant have other cells."""

    def alter(rows: list[Any]) -> list[Any]:
        assert any(map(where, rows))
        return [replace(row, **given) if where(row) else row for row in rows]

    return alter


def without_row(where: Callable[[Any], bool]) -> Callable[[list[Any]], list[Any]]:
    """Rows without those that are meant."""

    def alter(rows: list[Any]) -> list[Any]:
        assert any(map(where, rows))
        return [row for row in rows if not where(row)]

    return alter


def told(changes: Iterable[Change]) -> list[tuple[str, ...]]:
    """What changed, without the words for it: (kind, subject, field, before, after, way)."""
    return [(c.kind.value, c.subject, c.field, c.before, c.after, c.way.value) for c in changes]


def moved(after: InMemory) -> list[tuple[str, ...]]:
    """What changed since the review of a dozen works; the other way round it is the same, mirrored."""
    there, back = differences(base(), after), differences(after, base())
    own = {c.subject: c.before for c in there if c.kind == Kind.REKEYED}
    mirror = [
        (OTHERS.get(c.kind, c.kind).value, own.get(c.subject, c.subject), c.field, c.after, c.before, MIRRORED[c.way].value)
        for c in there
    ]  # fmt: skip
    assert sorted(told(back)) == sorted(mirror)
    return told(there)
