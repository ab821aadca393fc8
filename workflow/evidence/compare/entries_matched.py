"""Entries that have another name now and are the same: an export that was downloaded again, or an entry that was corrected.

A name is made of what stands in an entry, so that a corrected title or another key gives another one. What has no namesake in
the other version is matched by identifier, then by content, then by a title that is much alike; two entries whose
identifiers contradict one another are never one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from evidence.normalise import fold

_ALIKE = 88
"""Likeness of two titles, of 100, from which they are one title that was corrected, where author and year say so too."""
_SAME_KEY = 75
"""The same, where the key of the entry says so too."""
_AT_LEAST = 50
"""The same, where an identifier says so and the first author does not."""
_SHORT = 20
"""Letters of a title that others may have too, such as Editorial."""
_MOST_PAIRS = 250_000


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry is known by."""

    record_id: str
    source_file: str
    source_key: str
    title: str
    authors: tuple[str, ...]
    year: int | None
    container: str
    volume: str
    pages: str
    doi: str
    pmid: str

    @property
    def family(self) -> str:
        return fold(self.authors[0].split(",")[0]) if self.authors else ""


COLUMNS = tuple(Entry.__dataclass_fields__)
_SHOWN = (
    ("source_key", "key"),
    *((name, name) for name in ("title", "authors", "year", "container", "volume", "pages")),
    ("doi", "DOI"),
    ("pmid", "PubMed number"),
)
"""What a name is made of, in words."""


@dataclass(frozen=True, slots=True)
class Match:
    """One entry under two names. `why`: what says that it is one; `changed`: what of it is not as it was."""

    before: Entry
    after: Entry
    why: str

    @property
    def changed(self) -> str:
        pairs = ((said, getattr(self.before, name), getattr(self.after, name)) for name, said in _SHOWN)
        return ", ".join(said for said, one, other in pairs if one != other)


def entry(row: dict[str, Any]) -> Entry:
    return Entry(**{**row, "authors": tuple(row["authors"] or ())})


class _Open:
    """The entries that have no partner yet, with the title of each as it is compared."""

    def __init__(self, before: Iterable[Entry], after: Iterable[Entry]) -> None:
        self.before = {one.record_id: one for one in before}
        self.after = {one.record_id: one for one in after}
        everything = (*self.before.values(), *self.after.values())
        self.title = {one.title: "" for one in everything}
        self.title = {title: fold(title) for title in self.title}

    def likeness(self, one: Entry, other: Entry) -> float:
        from rapidfuzz import fuzz

        return fuzz.ratio(self.title[one.title], self.title[other.title])

    def matched(
        self, why: str, key: Callable[[Entry], Any], agree: Callable[[Entry, Entry], bool]
    ) -> Iterator[Match]:
        """Pairs with one key that agree, the likest first; they are open no more."""
        for own, others in _groups(self.before.values(), self.after.values(), key):
            for one, other in self._pairs(own, others, agree):
                del self.before[one.record_id], self.after[other.record_id]
                yield Match(one, other, why)

    def _pairs(
        self, own: list[Entry], others: list[Entry], agree: Callable[[Entry, Entry], bool]
    ) -> list[tuple[Entry, Entry]]:
        if len(own) * len(others) > _MOST_PAIRS:
            pairs = zip(sorted(own, key=_place), sorted(others, key=_place), strict=False)
            return [pair for pair in pairs if agree(*pair)]
        ranked = sorted(
            ((-self._agreement(one, other), _place(one), _place(other), one, other)
             for one in own for other in others if agree(one, other)),
            key=lambda row: row[:3],
        )  # fmt: skip
        taken: set[str] = set()
        found = []
        for *_, one, other in ranked:
            if not taken & {one.record_id, other.record_id}:
                taken |= {one.record_id, other.record_id}
                found.append((one, other))
        return found

    def _agreement(self, one: Entry, other: Entry) -> float:
        same = sum(getattr(one, name) == getattr(other, name) for name in COLUMNS[1:])
        return same + self.likeness(one, other) / 100


def matches(before: Iterable[Entry], after: Iterable[Entry]) -> list[Match]:
    """The entries of `before` that are entries of `after` under another name. None is in two matches."""
    left = _Open(before, after)

    def is_same(one: Entry, other: Entry) -> bool:
        return one.family == other.family != "" or left.likeness(one, other) >= _AT_LEAST

    def is_no_other(one: Entry, other: Entry) -> bool:
        if _contradict(one, other):
            return False
        return len(left.title[one.title]) >= _SHORT or one.container == other.container

    def is_alike(least: float) -> Callable[[Entry, Entry], bool]:
        return lambda one, other: _may_be_one(one, other) and left.likeness(one, other) >= least

    def title(one: Entry) -> str:
        return left.title[one.title]

    steps: tuple[tuple[str, Callable[[Entry], Any], Callable[[Entry, Entry], bool]], ...] = (
        ("the same DOI", lambda one: one.doi, is_same),
        ("the same PubMed number", lambda one: one.pmid, is_same),
        ("the same title, year and first author", lambda one: _all(title(one), one.year, one.family), is_no_other),
        ("the same title and year", lambda one: _all(title(one), one.year), is_no_other),
        ("the same title and first author", lambda one: _all(title(one), one.family), is_no_other),
        ("the same key, and a title much like it", lambda one: one.source_key, is_alike(_SAME_KEY)),
        ("the same first author and year, and a title much like it", lambda one: _all(one.family, one.year), is_alike(_ALIKE)),
        ("the same first author, and a title much like it", lambda one: one.family, is_alike(_ALIKE)),
    )  # fmt: skip
    return [match for step in steps for match in left.matched(*step)]


def _all(*parts: Any) -> Any:
    return parts if all(parts) else None


def _contradict(one: Entry, other: Entry) -> bool:
    return any(
        getattr(one, name) and getattr(other, name) and getattr(one, name) != getattr(other, name)
        for name in ("doi", "pmid")
    )


def _may_be_one(one: Entry, other: Entry) -> bool:
    """Whether titles that are merely alike may be one: two parts of a report, or reports of two years, have such titles too."""
    printed = one.volume and other.volume and one.pages and other.pages
    if _contradict(one, other) or (printed and (one.volume, one.pages) != (other.volume, other.pages)):
        return False
    years = abs(one.year - other.year) <= 1 if one.year and other.year else True
    return years and _numbers(one.title) == _numbers(other.title)


def _numbers(title: str) -> list[str]:
    return re.findall(r"\d+|\b[IVX]+\b", title)


def _place(one: Entry) -> tuple[str, str, str, str, str]:
    return one.container, one.volume, one.pages, one.source_key, one.record_id


def _groups(
    before: Iterable[Entry], after: Iterable[Entry], key: Callable[[Entry], Any]
) -> list[tuple[list[Entry], list[Entry]]]:
    """Entries of both sides with one key, in the order of before."""
    own: dict[Any, list[Entry]] = defaultdict(list)
    others: dict[Any, list[Entry]] = defaultdict(list)
    for entries, found in ((before, own), (after, others)):
        for one in entries:
            if value := key(one):
                found[value].append(one)
    return [(own[value], others[value]) for value in own if value in others]
