"""Decisions that were taken back. Nothing is struck out: a further row with `yes` in the column `withdrawn` takes back the last
row of the same reviewer on the same thing, so that what stood before stands again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

from evidence.given.declare import given_by
from evidence.remarks import NOT_APPLIED, Remark

Row = TypeVar("Row")


class Kept(NamedTuple):
    """`rows` stand, in the order in which they came; `gone` are those taken back and the rows that did so; `remarks` are on rows
    that take back what nobody said."""

    rows: list[Any]
    gone: list[Any]
    remarks: list[Remark]


def without_withdrawn(rows: Sequence[Any]) -> Kept:
    """Rows of one kind of table without those that were taken back.

    A reference is the same where it is spelled in the same way: a decision on one name of a record is not taken back under another.
    """
    if not any(getattr(row, "withdrawn", "") for row in rows):
        return Kept(list(rows), [], [])
    said: dict[Hashable, list[Any]] = defaultdict(list)
    gone: list[Any] = []
    remarks = []
    for row in in_order(rows):
        own = said[thing(row)]
        if not row.withdrawn:
            own.append(row)
        elif own:
            gone += [own.pop(), row]
        else:
            gone.append(row)
            remarks.append(_remark(row))
    out = {(row.file, row.line) for row in gone}
    idle = {(remark.source_file, remark.line) for remark in remarks}
    return Kept(
        [row for row in rows if (row.file, row.line) not in out],
        [row for row in gone if (row.file, row.line) not in idle],
        remarks,
    )


def in_order(rows: Iterable[Any]) -> list[Any]:
    """Rows as they were written: by day and time, and a row without a day behind the one above it in its file."""
    above: dict[str, tuple[str, str]] = {}
    found = []
    for row in sorted(rows, key=lambda row: (row.file, row.line)):
        if row.date:
            above[row.file] = row.date, row.time
        found.append((*above.get(row.file, ("", "")), row.file, row.line, row))
    return [row for *_, row in sorted(found, key=lambda one: one[:-1])]


def thing(row: Any) -> Hashable:
    """What a row is about and who speaks: rows with one such thing follow one another. A row with an identifier of its own is that thing,
    whoever takes it back."""
    table = given_by(type(row))
    if own := [getattr(row, column.name) for column in table.columns if column.unique]:
        return tuple(own)
    record = row.record.strip().casefold() if "record" in table.names else ""
    about = frozenset((name, getattr(row, name)) for name in table.about if not name.startswith("record_"))
    pair = frozenset(getattr(row, name) for name in table.about if name.startswith("record_"))
    return record, about, pair, row.reviewer


def _remark(row: Any) -> Remark:
    if row.reviewer:
        what = f"{row.reviewer} has no earlier row on this that could be taken back"
    else:
        what = "this row names no reviewer, and there is no earlier row on this without one that could be taken back"
    problem = f"{what}{NOT_APPLIED}"
    fix = "name the record and the reviewer as the row that is meant does, with its date or a later one; or remove this row"
    return Remark(
        f"{row.file}:{row.line}", row.file, row.line, "withdrawn", row.withdrawn, problem, fix, dropped=True
    )
