"""What a record that is no longer there may have become, for a person to say: nothing is applied by this.

A database gives other keys when it is exported again. What is surely the same entry has been followed by then (`deduplicate/known.py`).
For the rest, what is known of earlier records says which description, identifier, title, year and first author the lost reference had;
without that, the reference itself often holds an author and a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cached_property
from typing import TypeVar

from evidence import inputs
from evidence.deduplicate.again import Again, again
from evidence.deduplicate.decisions import KnownWork
from evidence.deduplicate.known import entry_of
from evidence.ingest.rows import Record
from evidence.layout import Layout
from evidence.meant import NO_RECORD
from evidence.mentions import Mentions
from evidence.normalise import fold
from evidence.remarks import Quarantined, Remark

Row = TypeVar("Row", Quarantined, Remark)
_Name = tuple[str | int | None, ...]  # the kind of a name, and what it says
_KEY = re.compile(r"[^\W\d_]{2,}")
_YEAR = re.compile(r"(?<!\d)((?:1[5-9]|20)\d\d|\d\d)(?!\d)")
_ALIKE = 80
_MOST_KEYS = 50_000  # among more, keys that look alike are not sought


class Became:
    """Finds the records that a lost reference may mean now. `earlier`: the records that were written down before; `built`: those of the last
    build, where its tables are still there."""

    def __init__(
        self, records: Iterable[Record], earlier: Iterable[Record] = (), built: Iterable[Record] = ()
    ) -> None:
        self._records, self._earlier_lists = list(records), (list(earlier), list(built))
        self._earlier, self._built = (
            Mentions(rows) for rows in (sum(self._earlier_lists, []), self._earlier_lists[1])
        )
        self._written = {record.record_id for record in self._earlier_lists[0]}
        self._told: dict[str, tuple[list[Record], str]] = {}
        self._by_content: dict[_Name, list[Record]] = {}
        self._by_author: dict[tuple[str, int], list[Record]] = {}
        for record in self._records:
            for name in _names(record):
                self._by_content.setdefault(name, []).append(record)
            if record.authors and record.year:
                self._by_author.setdefault((_family(record), record.year), []).append(record)

    def of(self, reference: str) -> tuple[list[Record], str]:
        """(records, why they are thought of): by identifier, then by content, then by what the reference says."""
        if reference not in self._told:
            self._told[reference] = self._sought(reference)
        return self._told[reference]

    def may_follow(self, reference: str) -> bool:
        """Whether a reference would lead to its record by itself, had the last build been written down."""
        pairs = (
            self._again.get(r.record_id)
            for r in self._built.find(reference)
            if r.record_id not in self._written
        )
        return any(pair and pair.sure for pair in pairs)

    def _sought(self, reference: str) -> tuple[list[Record], str]:
        before = self._earlier.find(reference)
        names = [name for record in before for name in _names(record)]
        for kinds, why in (
            (("doi", "pmid"), "the same identifier"),
            (("content",), "the same title and year"),
        ):
            for name in names:
                if name[0] in kinds and name in self._by_content:
                    return self._by_content[name], why
        for record in before:
            if pair := self._again.get(record.record_id):
                return [self._by_id[pair.now]], f"{pair.matched}; what differs: {pair.differences}"
        if found := self._like_the_key(reference):
            return found, "the author and the year that this reference names"
        return self._alike(reference), "a key much like it"

    @cached_property
    def _by_id(self) -> dict[str, Record]:
        return {record.record_id: record for record in self._records}

    @cached_property
    def _again(self) -> dict[str, Again]:
        """Records of before that may be among those that are new."""
        pairs: dict[str, Again] = {}
        for earlier in self._earlier_lists:
            known = {record.record_id for record in earlier}
            gone = [record for record in earlier if record.record_id not in self._by_id | pairs]
            fresh = [record for record in self._records if record.record_id not in known]
            pairs |= {pair.was: pair for pair in again(gone, fresh)}
        return pairs

    def _like_the_key(self, reference: str) -> list[Record]:
        words, year = _KEY.findall(fold(reference)), _YEAR.search(reference)
        if not words or not year:
            return []
        years = [int(year[1])] if len(year[1]) == 4 else [1900 + int(year[1]), 2000 + int(year[1])]
        own = [r for y in years for r in self._by_author.get((words[0], y), [])]
        if own:
            return own
        return [
            record
            for (family, y), records in self._by_author.items()
            if y in years and len(family) > 2 and words[0].startswith(family)
            for record in records
        ]

    def _alike(self, reference: str) -> list[Record]:
        from rapidfuzz import fuzz, process

        if len(self._records) > _MOST_KEYS or len(reference) > 200:
            return []
        keys = {record.source_key: record for record in self._records if record.source_key}
        found = process.extract(reference, keys.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=2)
        return [keys[key] for key, _, _ in found]


def known_before(at: Layout) -> list[Record]:
    """The records that a review has written down (literature/known_works.csv), as they were described last."""
    rows = inputs.people(KnownWork, at.known_works, at)[0]
    return [entry_of(row) for row in {row.record: row for row in rows}.values() if row.title]


def proposed(rows: Iterable[Row], became: Became) -> list[Row]:
    """The rows; those whose reference leads nowhere ask whether it is now another."""
    return [_asked(row, became) if row.problem.startswith(NO_RECORD) and row.value else row for row in rows]


def _asked(row: Row, became: Became) -> Row:
    found, why = became.of(row.value)
    if not found:
        return row
    names = sorted(map(_name, found), key=lambda name: -SequenceMatcher(None, name, row.value).ratio())
    name, first = names[0], next(record for record in found if _name(record) == names[0])
    title = first.title if len(first.title) < 60 else first.title[:57] + "…"
    more = f" or {', '.join(dict.fromkeys(names[1:4]))}" if len(set(names)) > 1 else ""
    asked = f"is {row.value} now {name} (‘{title}’, {first.source_file}:{first.line}){more}? It has {why}"
    if became.may_follow(row.value):
        asked += "; `evidence remember`, before the next build, lets every row of this kind follow"
    return replace(row, how_to_fix=f"{asked}; if so, write {name} in line {row.line}. Else {row.how_to_fix}")


def _name(record: Record) -> str:
    return record.source_key or record.doi or record.record_id


def _family(record: Record) -> str:
    return fold(record.authors[0].split(",")[0])


def _names(record: Record) -> list[_Name]:
    names: list[_Name] = [(kind, value) for kind in ("doi", "pmid") if (value := getattr(record, kind))]
    if record.title:
        who = _family(record) if record.authors else ""
        names.append(("content", fold(record.title), record.year, who))
    return names
