"""Which work of ours an entry of another tool's file is: by identifier, then by all of its content, never by its title alone.

A record id of ours is enough, also where only a note names it (`export.mark`). A DOI, a PubMed or another number of a publication, and a key of ours, need a title that does not gainsay them:
a chapter bears the number of its book, and two tools use one key for two papers. What is left is compared by deduplicate's own
rules as though it were one more export; what these would ask a person about is asked here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from evidence.brought.told import fields
from evidence.deduplicate.decisions import DuplicateDecision
from evidence.deduplicate.known import Returned
from evidence.deduplicate.rows import Membership, Work
from evidence.deduplicate.settings import LinkageRules
from evidence.errors import shorten
from evidence.export.mark import marked
from evidence.ingest.rows import Record
from evidence.io import to_table
from evidence.meant import ALIKE
from evidence.normalise import fold

_NUMBERS = ("doi", "pmid", "pmcid", "arxiv", "openalex")
_NAMES = ("record_id", "ref", "olditemid", "citation key", "key", "id")
_MARK = "brought"
_NEAR = 60  # of 100, from which on a title is named as the nearest


@dataclass(frozen=True, slots=True)
class Match:
    """The work that an entry is, with a record of it and `how` that was told; or why it is none: a `problem`, and what is `near`.

    `doubtful`: a person is asked; else nothing of ours is like it. `bare`: the work has no abstract.
    """

    work: str = ""
    record: str = ""
    how: str = ""
    problem: str = ""
    near: tuple[str, ...] = ()
    doubtful: bool = False
    bare: bool = False


@dataclass(frozen=True)
class Ours:
    """The records and works of the review, and what people and settings say of which are one."""

    records: Sequence[Record]
    works: Sequence[Work]
    memberships: Sequence[Membership]
    ruled: Sequence[DuplicateDecision] = ()
    rules: LinkageRules | None = None
    known: Mapping[str, str] | Returned = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def work_of(self) -> dict[str, str]:
        return {m.record_id: m.work_id for m in self.memberships}

    @cached_property
    def first(self) -> dict[str, str]:
        """work_id → the record that it takes its name from."""
        return {m.work_id: m.record_id for m in self.memberships if m.primary}

    @cached_property
    def by_id(self) -> dict[str, Work]:
        return {work.work_id: work for work in self.works}

    @cached_property
    def named(self) -> dict[str, set[str]]:
        """Keys of ours, in our files and in our exports → their works. `keys`: work_id → its key in exports."""
        found: dict[str, set[str]] = defaultdict(set)
        for record in self.records:
            if record.source_key:
                found[record.source_key].add(self.work_of[record.record_id])
        for work, key in self.keys.items():
            found[key].add(work)
        return found

    @cached_property
    def numbered(self) -> dict[tuple[str, str], set[str]]:
        """(kind of number, number) → the works that bear it."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for record in self.records:
            for name in _NUMBERS:
                if number := getattr(record, name):
                    found[name, number.casefold()].add(self.work_of[record.record_id])
        return found

    @cached_property
    def titles(self) -> dict[str, set[str]]:
        """work_id → the titles of its records, folded."""
        found: dict[str, set[str]] = defaultdict(set)
        for record in self.records:
            found[self.work_of[record.record_id]].add(fold(record.title))
        return found

    def shown(self, work: str) -> str:
        """A work as a person knows it: record id, title, year."""
        one = self.by_id[work]
        return f"{self.first[work]} (‘{shorten(one.title, 70)}’{f', {one.year}' if one.year else ''})"

    def is_of(self, work: str, how: str) -> Match:
        return Match(work, self.first[work], how, bare=not self.by_id[work].abstract)


def match(
    entries: Iterable[Record], ours: Ours, settled: Mapping[str, str] | None = None
) -> dict[str, Match]:
    """Entry id → what it is. `settled`: entry id → the record of ours that a person has named, or a blank for none of ours."""
    found: dict[str, Match] = {}
    left: dict[str, tuple[Record, Match]] = {}
    alike: dict[tuple[Record, Match], str] = {}
    same: dict[str, str] = {}  # entries that say the same, such as those of two people, are one question
    for entry in entries:
        told = _settled(entry, ours, settled or {}) or _by_number(entry, ours)
        if told.work or (settled and entry.record_id in settled):
            found[entry.record_id] = told
        elif first := alike.get((_content(entry), told)):
            same[entry.record_id] = first
        else:
            alike[_content(entry), told] = entry.record_id
            left[entry.record_id] = entry, told
    found |= _by_content(left, ours)
    return found | {entry: found[first] for entry, first in same.items()}


def _content(entry: Record) -> Record:
    """An entry without where it stands and what somebody said of it."""
    return replace(entry, record_id="", position=0, line=0, source_key="", extra="", raw="")


def _settled(entry: Record, ours: Ours, settled: Mapping[str, str]) -> Match | None:
    named = settled.get(entry.record_id, "").strip()
    if not named:
        return Match(problem="it is none of ours, as was settled") if entry.record_id in settled else None
    works = {ours.work_of[named]} if named in ours.work_of else ours.named.get(named, set())
    if len(works) == 1:
        return ours.is_of(next(iter(works)), "as was settled")
    return Match(problem=f"no record of ours has the name `{named}` that was settled on", doubtful=True)


def _by_number(entry: Record, ours: Ours) -> Match:
    """By a name or number; what these name but its title gainsays is asked about, if its content does not tell."""
    own = fields(entry)
    names = [
        name for name in (*(own.get(n, "") for n in _NAMES), entry.source_key, *marked(own.values())) if name
    ]
    if sure := {ours.work_of[name] for name in names if name in ours.work_of}:
        return (
            ours.is_of(next(iter(sure)), "record id")
            if len(sure) == 1
            else _several(sure, ours, "record ids")
        )
    against: set[str] = set()
    for kind in _NUMBERS:
        number = getattr(entry, kind).casefold()
        works = ours.numbered.get((kind, number), set()) if number else set()
        fit = {work for work in works if _alike(entry, ours.titles[work])}
        if len(fit) == 1:
            return ours.is_of(next(iter(fit)), kind.upper())
        against |= works
    keyed = {work for name in names for work in ours.named.get(name, ()) if _alike(entry, ours.titles[work])}
    if len(keyed) == 1 and not against:
        return ours.is_of(next(iter(keyed)), "key")
    if against:
        what = (
            "several works of ours have its number"
            if len(against) > 1
            else "a work of ours has its number under another title"
        )
        return Match(problem=what, near=_shown(against, ours), doubtful=True)
    return Match()


def _several(works: set[str], ours: Ours, what: str) -> Match:
    return Match(problem=f"its {what} are those of several works", near=_shown(works, ours), doubtful=True)


def _shown(works: Iterable[str], ours: Ours) -> tuple[str, ...]:
    return tuple(ours.shown(work) for work in sorted(works))


def _alike(entry: Record, titles: Iterable[str]) -> bool:
    """Whether a title is one of these, but for a few letters or a subtitle."""
    from rapidfuzz.fuzz import ratio

    own = fold(entry.title)
    return any(ratio(own, title) >= ALIKE or _begins(own, title) or _begins(title, own) for title in titles)


def _begins(short: str, long: str) -> bool:
    return len(short.split()) >= 3 and long.startswith(f"{short} ")


def _by_content(left: Mapping[str, tuple[Record, Match]], ours: Ours) -> dict[str, Match]:
    """What numbers do not tell, by the rules that join records of one work."""
    if not left:
        return {}
    together, asked = _linked([entry for entry, _ in left.values()], ours)
    found = {}
    for number, (name, (entry, told)) in enumerate(left.items()):
        works = together.get(f"{_MARK}-{number}", set())
        if len(works) == 1 and _bare(entry):
            found[name] = Match(
                problem="only its title is known, which is that of", near=_shown(works, ours), doubtful=True
            )
        elif len(works) == 1:
            found[name] = ours.is_of(next(iter(works)), "content")
        elif works:
            found[name] = Match(
                problem="it is like several works of ours", near=_shown(works, ours), doubtful=True
            )
        elif near := asked.get(f"{_MARK}-{number}"):
            found[name] = Match(problem=told.problem or "it may be", near=_shown(near, ours), doubtful=True)
        else:
            found[name] = (
                told
                if told.problem
                else Match(problem="no work of ours is like it", near=_nearest(entry, ours))
            )
    return found


def _bare(entry: Record) -> bool:
    """Whether only the title of an entry is known."""
    return not (entry.authors or entry.year or entry.container or any(getattr(entry, n) for n in _NUMBERS))


def _linked(entries: Sequence[Record], ours: Ours) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Entry → the works of ours that it is joined to, and those that a person would be asked about."""
    result = linked(entries, ours)
    clusters: dict[str, set[str]] = defaultdict(set)
    for row in result.memberships.select(["record_id", "work_id"]).to_pylist():
        clusters[row["work_id"]].add(row["record_id"])
    together = {
        one: {ours.work_of[other] for other in members if other in ours.work_of}
        for members in clusters.values() for one in members if one not in ours.work_of
    }  # fmt: skip
    asked: dict[str, set[str]] = defaultdict(set)
    for pair in result.maybe:
        for one, other in ((pair.record_a, pair.record_b), (pair.record_b, pair.record_a)):
            if one not in ours.work_of and other in ours.work_of:
                asked[one].add(ours.work_of[other])
    return together, asked


def linked(entries: Sequence[Record], ours: Ours) -> Any:
    """The works among our records and these entries, which are called `brought-0` and so on; no key of theirs means anything."""
    from evidence.deduplicate.stage import link

    theirs = [
        replace(entry, record_id=f"{_MARK}-{n}", source_key="", source_file=f"{_MARK}/{entry.source_file}")
        for n, entry in enumerate(entries)
    ]
    table = to_table([*ours.records, *theirs], Record).drop_columns(["raw"])
    return link(table, ours.ruled, ours.rules, None, ours.known)


def _nearest(entry: Record, ours: Ours) -> tuple[str, ...]:
    """The work with the likest title, as a help for the eye: it is not taken."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extractOne

    titles = {work: fold(one.title) for work, one in ours.by_id.items()}
    best = extractOne(fold(entry.title), titles, scorer=ratio, score_cutoff=_NEAR)
    return (ours.shown(best[2]),) if best else ()
