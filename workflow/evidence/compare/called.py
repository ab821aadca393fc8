"""What works are called in a comparison, looked up for those that are told of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

import pyarrow as pa

from evidence.citation import short_cite
from evidence.compare.columns import where
from evidence.deduplicate.rows import Work

CITED = ("work_id", "title", "authors", "year", "study_id")


@dataclass(frozen=True, slots=True)
class _Cited:
    """What a citation is made of."""

    title: str
    authors: tuple[str, ...]
    year: int | None
    letter: str = ""


class Called:
    """`name` is a citation with the title, `study` the study that the work reports."""

    def __init__(self, works: pa.Table) -> None:
        self._works = works
        self._known: dict[str, tuple[str, str]] = {}

    def look_up(self, works: Iterable[str]) -> None:
        """Read the names of these works, all at once."""
        for row in where(self._works, "work_id", sorted({*works} - self._known.keys())):
            work = cast(Work, _Cited(row["title"], tuple(row["authors"] or ()), row["year"]))
            cited = f"{short_cite(work)}: {work.title}" if work.authors else short_cite(work)
            self._known[row["work_id"]] = cited, row["study_id"]

    def name(self, work: str) -> str:
        return self._known.get(work, (work, ""))[0]

    def study(self, work: str) -> str:
        return self._known.get(work, ("", ""))[1]
