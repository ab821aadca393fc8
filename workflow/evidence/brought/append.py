"""Rows for the tables that people own: each reviewer's own file, under the columns that it has."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from evidence.brought.fates import Fate, Row
from evidence.given.declare import given_by
from evidence.given.reading import header_of
from evidence.given.reviewers import plain_name
from evidence.io import read_people
from evidence.layout import Layout
from evidence.owned import file_of
from evidence.screen.decisions import ScreeningDecision

Addition = tuple[Path, list[str], list[list[str]]]
"""A file, the names of its columns, and the rows to be added."""
_ODD = re.compile(r"[^\w.-]+|\.{2,}")


def additions(rows: Iterable[Row], at: Layout, titles: dict[str, str]) -> list[Addition]:
    """What is to be added to which file, a file a reviewer. `titles`: work_id → its title, which settles a key that is used again."""
    by_file: dict[Path, list[Row]] = defaultdict(list)
    own: dict[str, Path] = {}
    for row in sorted(
        (row for row in rows if row.fate is Fate.WRITTEN), key=lambda r: (r.date, r.record, r.stage)
    ):
        path = own.setdefault(plain_name(row.reviewer), _file(row.reviewer, at))
        by_file[path].append(row)
    return [(path, *_cells(path, group, titles)) for path, group in sorted(by_file.items())]


def _file(reviewer: str, at: Layout) -> Path:
    """The file of a reviewer: the one that is there under her name however it is spelt, else a new one."""
    names = {plain_name(path.stem.removeprefix("screening-")): path for path in at.decisions("screening")}
    return names.get(plain_name(reviewer)) or file_of(at, "screening", in_a_file_name(reviewer))


def in_a_file_name(reviewer: str) -> str:
    """A name of a person as a part of the name of a file.

    >>> in_a_file_name("Ella S. (UCL)"), in_a_file_name("ella@x.org")
    ('Ella-S.-UCL', 'ella-x.org')
    """
    return _ODD.sub("-", reviewer).strip("-.")[:60] or "somebody"


def _cells(path: Path, rows: Sequence[Row], titles: dict[str, str]) -> tuple[list[str], list[list[str]]]:
    """The columns of a file, or those of a new one, and the rows under them."""
    names = given_by(ScreeningDecision).names
    header = header_of(read_people(path)[0])[1] if path.exists() else []
    header = header or list(names)
    return header, [[_named(row, titles).get(name.strip().lower(), "") for name in header] for row in rows]


def _named(row: Row, titles: dict[str, str]) -> dict[str, str]:
    return {
        "record": row.record,
        "decision": row.decision,
        "reason": row.reason,
        "basis": row.basis,
        "reviewer": row.reviewer,
        "date": as_the_table_takes(row.date),
        "stage": row.stage,
        "title": titles.get(row.work, ""),
    }


def as_the_table_takes(date: str) -> str:
    """A date with its time where the column takes one, else the day.

    >>> as_the_table_takes("2026-11-20")
    '2026-11-20'
    """
    column = next(c for c in given_by(ScreeningDecision).columns if c.name == "date")
    return date if re.fullmatch(column.pattern or ".*", date) else date[:10]
