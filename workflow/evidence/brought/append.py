"""Rows for the tables that people own: each reviewer's own file, under the columns that it has."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from evidence.brought.fates import Fate, Row
from evidence.brought.told import FULL_TEXT
from evidence.given.reviewers import plain_name
from evidence.layout import Layout
from evidence.owned import file_of

Addition = tuple[Path, list[dict[str, str]]]
"""A file, and the rows to be added as cells by their columns."""
_ODD = re.compile(r"[^\w.-]+|\.{2,}")


def additions(rows: Iterable[Row], at: Layout, titles: dict[str, str]) -> list[Addition]:
    """What is to be added to which file, a file a reviewer. `titles`: work_id → its title, which settles a key that is used again."""
    by_file: dict[Path, list[Row]] = defaultdict(list)
    own: dict[str, Path] = {}
    for row in sorted(
        (row for row in rows if row.fate is Fate.WRITTEN),
        key=lambda r: (r.date, r.record, r.stage == FULL_TEXT),
    ):
        path = own.setdefault(plain_name(row.reviewer), _file("screening", row.reviewer, at))
        by_file[path].append(row)
    return [(path, [_cells(row, titles) for row in group]) for path, group in sorted(by_file.items())]


def coding_rows(
    decided: Iterable[tuple[Row, tuple[str, ...]]], at: Layout, titles: dict[str, str]
) -> list[Addition]:
    """The same for codes; each row comes with all codes that its person gives the work on its facet."""
    by_file: dict[Path, list[dict[str, str]]] = defaultdict(list)
    own: dict[str, Path] = {}
    for row, codes in decided:
        path = own.setdefault(plain_name(row.reviewer), _file("coding", row.reviewer, at))
        cells = {
            "record": row.record,
            "facet": row.stage,
            "codes": ";".join(codes),
            "note": row.note,
            "reviewer": row.reviewer,
        }
        by_file[path].append({**cells, "date": row.date, "title": titles.get(row.work, "")})
    return sorted(by_file.items())


def _file(table: str, reviewer: str, at: Layout) -> Path:
    """The file of a reviewer: the one that is there under her name however it is spelt, else a new one."""
    names = {plain_name(path.stem.removeprefix(f"{table}-")): path for path in at.decisions(table)}
    return names.get(plain_name(reviewer)) or file_of(at, table, in_a_file_name(reviewer))


def in_a_file_name(reviewer: str) -> str:
    """A name of a person as a part of the name of a file.

    >>> in_a_file_name("Ella S. (UCL)"), in_a_file_name("ella@x.org")
    ('Ella-S.-UCL', 'ella-x.org')
    """
    return _ODD.sub("-", reviewer).strip("-.")[:60] or "somebody"


def _cells(row: Row, titles: dict[str, str]) -> dict[str, str]:
    return {
        "record": row.record,
        "decision": row.decision,
        "reason": row.reason,
        "basis": row.basis,
        "reviewer": row.reviewer,
        "date": row.date,
        "stage": row.stage,
        "note": row.note,
        "title": titles.get(row.work, ""),
    }
