"""An export of a database that arrives: which of its entries are new, which are works that are known, and which a person is asked about."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from evidence.brought.matching import Ours, linked
from evidence.errors import shorten
from evidence.ingest.rows import Record
from evidence.ingest.stage import Ingested
from evidence.ledger import Sum
from evidence.singular import agreeing

_ODD = re.compile(r"[^\w.-]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_SHOWN = 5


class Arrival(StrEnum):
    """What an entry is to the review."""

    NEW = "new"
    AGAIN = "twice in this file"
    KNOWN = "known"
    DOUBTFUL = "in doubt"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the file with what it is; `what` names the work, the question or the reason."""

    file: str
    line: int
    fate: Arrival
    title: str
    what: str


def arrivals(read: Ingested, ours: Ours) -> list[Entry]:
    """What every entry of a file is, in the order of its lines."""
    found = [
        Entry(q.source_file, q.line, Arrival.UNREADABLE, "", f"{q.problem}; {q.how_to_fix}")
        for q in read.quarantine
    ]
    return sorted([*found, *_readable(read.records, ours)], key=lambda entry: entry.line)


def _readable(entries: Sequence[Record], ours: Ours) -> Iterator[Entry]:
    if not entries:
        return
    result = linked(entries, ours)
    names = [f"brought-{n}" for n in range(len(entries))]
    cluster_of = {
        r["record_id"]: r["work_id"] for r in result.memberships.select(["record_id", "work_id"]).to_pylist()
    }
    members: dict[str, list[str]] = defaultdict(list)
    for one, cluster in cluster_of.items():
        members[cluster].append(one)
    asked: dict[str, set[str]] = defaultdict(set)
    for pair in result.maybe:
        for one, other in ((pair.record_a, pair.record_b), (pair.record_b, pair.record_a)):
            asked[cluster_of[one]].add(cluster_of[other])
    begun: dict[str, Record] = {}
    for name, entry in zip(names, entries, strict=True):
        cluster = cluster_of[name]
        works = {ours.work_of[one] for one in members[cluster] if one in ours.work_of}
        doubts = {ours.work_of[o] for other in asked[cluster] for o in members[other] if o in ours.work_of}
        yield _entry(entry, works, doubts, begun.get(cluster), ours)
        begun.setdefault(cluster, entry)


def _entry(entry: Record, works: set[str], doubts: set[str], before: Record | None, ours: Ours) -> Entry:
    if len(works) == 1:
        fate, what = Arrival.KNOWN, f"it is {ours.shown(next(iter(works)))}"
    elif works:
        fate, what = Arrival.DOUBTFUL, f"it joins works that were apart: {_shown(works, ours)}"
    elif doubts:
        fate, what = Arrival.DOUBTFUL, f"is it {_shown(doubts, ours)}?"
    elif before:
        fate, what = Arrival.AGAIN, f"it is the entry in line {before.line}"
    else:
        fate, what = Arrival.NEW, ""
    return Entry(entry.source_file, entry.line, fate, entry.title, what)


def _shown(works: Iterable[str], ours: Ours) -> str:
    return " or ".join(ours.shown(work) for work in sorted(works))


def told(found: Sequence[Entry], every: bool = False) -> Iterator[str]:
    """The sum, and the entries that a person should know of."""
    count = Counter(entry.fate for entry in found)
    fates = tuple((str(fate), count[fate]) for fate in Arrival if count[fate])
    yield agreeing(Sum("entries in", len(found), fates).text())
    for fate in Arrival if every else (Arrival.KNOWN, Arrival.DOUBTFUL, Arrival.UNREADABLE):
        own = [entry for entry in found if entry.fate is fate]
        most = len(own) if every or fate is Arrival.UNREADABLE else _SHOWN
        yield from (f"{fate}  {e.file}:{e.line} {_titled(e)}{e.what}" for e in own[:most])
        if len(own) > most:
            yield f"{fate}  and {len(own) - most} more; --all prints every entry"


def _titled(entry: Entry) -> str:
    return f"‘{shorten(entry.title, 60)}’ " if entry.title else ""


def safe_name(name: str, taken: Iterable[str]) -> str:
    """A name for a file under literature/records/ that every system takes, and that no other file has.

    >>> safe_name("My Export (1).RIS", ["My_Export_1.ris"]), safe_name("../.con", [])
    ('My_Export_1-2.ris', 'export_con')
    """
    stem, dot, ending = name.replace("\\", "/").rsplit("/", 1)[-1].rpartition(".")
    stem = _ODD.sub("_", stem if dot and stem else ending).strip("._-")[:80]
    ending = (
        f".{_ODD.sub('', ending).lower()[:10]}"
        if dot and stem and name.rpartition(".")[0].strip("./")
        else ""
    )
    stem = f"export_{stem}".rstrip("_") if not stem or _RESERVED.match(stem) else stem
    held = {other.casefold() for other in taken}
    found, number = f"{stem}{ending}", 2
    while found.casefold() in held:
        found, number = f"{stem}-{number}{ending}", number + 1
    return found
