"""Which work a reference means that entries of several works have, by what stands beside it.

A title that stands beside the reference says which is meant; without one the decision stays with the work in whose export other rows of
the table, of that day or earlier, name entries, or else with the one that was known before (`literature/known_works.csv`). What stays open
is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from evidence.normalise import fold
from evidence.remarks import NOT_APPLIED, Remark

ALIKE = 85
"""From this likeness (rapidfuzz ratio, 0 to 100, of folded titles) on a noted title is that of a record."""
TAKEN = "it was taken for"
"""What a remark says of a reference that was understood by its company: the row was applied."""
NO_RECORD = "no record has this reference"
_READ = "other rows of that day or earlier name entries of its export alone"
_KNOWN = "it was known before the others"
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Place:
    """One entry that has a reference: its work, and where a person finds it. `known`: it had this reference before; `titles`: titles
    that it had before."""

    work: Hashable
    record_id: str
    title: str
    file: str
    line: int
    known: bool = False
    titles: tuple[str, ...] = ()

    def text(self) -> str:
        title = self.title if len(self.title) < 60 else self.title[:57] + "…"
        return f"{self.record_id} (‘{title}’, {self.file}:{self.line})"


@dataclass(frozen=True, slots=True)
class Meaning:
    """The works that a reference may mean: it is understood where there is one.

    `problem` and `fix` say what a person should know or do; both are empty where nothing is to be said.
    """

    works: tuple[Any, ...]
    problem: str = ""
    fix: str = ""

    @property
    def understood(self) -> bool:
        return len(self.works) == 1

    def remark(self, decision: Any, reference: str, field: str) -> Remark:
        """The remark on a row of a decision table. `decision` has `file` and `line`."""
        row_id = f"{decision.file}:{decision.line}"
        problem = self.problem if self.understood else f"{self.problem}{NOT_APPLIED}"
        where = (decision.file, decision.line, field, reference)
        return Remark(row_id, *where, problem, self.fix, dropped=not self.understood)


class Meanings:
    """Which work each reference of one table means.

    `uses`: (reference, date) of every row of the table; dates are YYYY-MM-DD, or all of them empty.
    `places`: the entries that have a reference.
    """

    def __init__(self, uses: Iterable[tuple[str, str]], places: Callable[[str], list[Place]]) -> None:
        self._uses, self._places = list(uses), places

    def of(self, reference: str, date: str = "", title: str = "") -> Meaning:
        """The work that a row of this date means; `title` is what it has noted of it."""
        places = self._places(reference) if reference else []
        works = tuple(dict.fromkeys(place.work for place in places))
        if not works:
            fix = "correct the key, or put the record back under literature/records/"
            return Meaning((), NO_RECORD, fix)
        if title:
            return self._noted(places, title, reference, date)
        return Meaning(works) if len(works) == 1 else self._by_company(places, date)

    def _noted(self, places: list[Place], title: str, reference: str, date: str) -> Meaning:
        likeness = {
            place: max(_likeness(own, title) for own in (place.title, *place.titles)) for place in places
        }
        best = max(likeness.values())
        fit = [place for place in places if likeness[place] >= (100 if best == 100 else ALIKE)]
        if not fit:
            problem = (
                f"the title beside it is ‘{title}’, but this reference is that of "
                f"{_listed(sorted(places, key=lambda p: -likeness[p]))}"
            )
            return Meaning((), problem, "write the record id of the work that is meant, or correct the title")
        works = tuple(dict.fromkeys(place.work for place in fit))
        return Meaning(works) if len(works) == 1 else self._by_company(fit, date)

    def _by_company(self, places: list[Place], date: str) -> Meaning:
        files: dict[Hashable, set[str]] = defaultdict(set)
        for place in places:
            files[place.work].add(place.file)
        read = [work for work, own in files.items() if self._was_read(own, date)]
        known = list(dict.fromkeys(place.work for place in places if place.known))
        taken, why = (read, _READ) if len(read) == 1 else (known, _KNOWN)
        nearest = sorted(places, key=lambda p: (p.work not in taken, p.record_id))
        first = {place.work: place for place in reversed(nearest)}
        shown = [first[work] for work in dict.fromkeys(place.work for place in nearest)]
        fix = f"write the record id of the one that is meant: {_listed(shown)}"
        if len(taken) == 1:
            problem = (
                f"{len(files)} records of different works have this reference; {TAKEN} {shown[0].record_id}, "
                f"because {why}"
            )
            return Meaning((taken[0],), problem, fix)
        return Meaning(tuple(files), f"{len(files)} records of different works have this reference", fix)

    def _was_read(self, files: set[str], date: str) -> bool:
        """Whether a row of that day or earlier names an entry that stands in no other than these exports."""
        return any(since <= date and own <= files for own, since in self._since.items())

    @cached_property
    def _since(self) -> dict[frozenset[str], str]:
        """Exports that hold the entries of one work that a row names → the first date of such a row."""
        found: dict[frozenset[str], str] = {}
        for reference, date in self._uses:
            places = self._places(reference) if reference else []
            if len({place.work for place in places}) == 1:
                files = frozenset(place.file for place in places)
                found[files] = min(date, found.get(files, date))
        return found


def _listed(places: list[Place]) -> str:
    more = f", and {len(places) - _NAMED} more" if len(places) > _NAMED else ""
    return " or ".join(place.text() for place in places[:_NAMED]) + more


def _likeness(one: str, other: str) -> float:
    from rapidfuzz.fuzz import ratio

    return ratio(fold(one), fold(other))
