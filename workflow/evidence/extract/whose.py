"""Whose a coded row is: the work and the study that it is of, and what is to be said where nobody can tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from evidence.citation import short_cite
from evidence.deduplicate.rows import Work
from evidence.meant import Meanings
from evidence.mentions import Mentions
from evidence.normalise import fold
from evidence.remarks import Remark
from evidence.screen.rows import Screening


@dataclass(frozen=True, slots=True)
class Library:
    """The works that items refer to, with their screening."""

    mentions: Mentions
    work_of: Mapping[str, str]
    works: Mapping[str, Work]
    screening: Mapping[str, Screening]

    def in_order(self, names: Iterable[str]) -> list[Work]:
        """Some works, in the order of their table."""
        from evidence.keyed import Keyed

        if isinstance(self.works, Keyed):
            return [self.works[name] for name in self.works.in_order(names)]
        wanted = set(names)
        return [work for name, work in self.works.items() if name in wanted]

    def of_studies(self, studies: Iterable[str]) -> list[Work]:
        """The works that report some studies."""
        from evidence.keyed import Keyed
        from evidence.lookup import rows_of

        rows = self.works.rows if isinstance(self.works, Keyed) else rows_of(self.works.values())
        return list(rows.among(study_id=studies))


def work_of(
    row: dict[str, str], file: str, line: int, key: str, books: Library, meanings: Meanings
) -> tuple[Work | None, Remark | None]:
    """The work of a row, and what is to be said of how it was found; `dropped` where the row counts nowhere."""
    reference, place = row["record"].strip(), (row, file, line, key, books)
    if not reference:
        return None, _named_by_its_label(*place) or _near_miss(*place) or _at_its_address(*place)
    meaning = meanings.of(reference, title=(row.get("title") or "").strip())
    work = books.works[meaning.works[0]] if meaning.understood else None
    remark = Remark(row[key], file, line, "record", reference, meaning.problem, meaning.fix)
    if not meaning.problem:
        return work, _near_miss(*place)
    return work, replace(remark, dropped=_of_nobody(row, work, books))


def _named_by_its_label(row: dict[str, str], file: str, line: int, key: str, books: Library) -> Remark | None:
    """What is to be said of a row without a record whose label is the reference of one: it may have been excluded."""
    label = (row.get("study_label") or "").strip()
    if not label or not books.mentions.find(label):
        return None
    what = f"the cell is empty, and the label of the study, {label}, is the name of a record"
    fix = f"write {label} here, or give the study another label"
    return Remark(row[key], file, line, "record", "", what, fix, dropped=_of_nobody(row, None, books))


def _near_miss(row: dict[str, str], file: str, line: int, key: str, books: Library) -> Remark | None:
    """What is to be said of a study whose name is nearly that of a record; where nothing else says whose the row is, it counts nowhere."""
    named = (row.get("study") or "").strip()
    if not named or _studies(named, books) or not (near := books.mentions.nearly(named)):
        return None
    what = f"no record has this reference; {near} is nearly the same"
    fix = f"write {near} where that is meant, or give the study another name"
    return Remark(row[key], file, line, "study", named, what, fix, dropped=not row["record"].strip())


def _at_its_address(row: dict[str, str], file: str, line: int, key: str, books: Library) -> Remark | None:
    """What is to be said of a row of no record and no study whose source is the address of one work: they would count as two studies."""
    records = [] if (row.get("study") or "").strip() else books.mentions.at(row.get("source") or "")
    if len({books.work_of[record.record_id] for record in records}) != 1:
        return None
    name = records[0].source_key or records[0].record_id
    what = f"the cell is empty, and the source of the row is the address of the record {name}: the row counts as a study of its own"
    fix = f"write {name} here where the row is of it, or name its own study under study"
    return Remark(row[key], file, line, "record", "", what, fix)


def study_of(work: Work | None, label: str, row: dict[str, str], books: Library) -> tuple[str, str]:
    """(id, label) of the study that a row belongs to: the one named under `study`, a record's or one of several of its source; else its work's."""
    named = (row.get("study") or "").strip()
    studies = _studies(named, books)
    if work is not None and (not named or studies == {work.study_id}):
        return work.study_id, short_cite(work)
    if len(studies) == 1:
        return studies.pop(), label
    return "s-" + re.sub(r"[^a-z0-9]+", "-", fold(named or label)), label


def _studies(named: str, books: Library) -> set[str]:
    """The studies that a reference may lead to."""
    found = books.mentions.find(named) if named else []
    return {books.works[books.work_of[record.record_id]].study_id for record in found}


def _of_nobody(row: dict[str, str], work: Work | None, books: Library) -> bool:
    """Whether nothing else says which study a row is of whose record cannot be told: people may have excluded it."""
    named = (row.get("study") or "").strip()
    return work is None and not (_studies(named, books) if row["record"].strip() else named)
