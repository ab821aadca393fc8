"""Which entries of before are there again, described otherwise: the same file downloaded later, under other keys, corrected, completed.

A pure function of two lists of records. An entry is taken for one of before without asking where the rule of deduplicate joins the two
without asking, or where an identifier is the same and the titles agree. What falls short is proposed, and never taken.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from evidence.deduplicate.candidates import candidates
from evidence.deduplicate.decide import Judged, judge
from evidence.deduplicate.levels import ALL, SAME_TITLE, compare
from evidence.deduplicate.record_columns import Columns
from evidence.deduplicate.settings import LinkageRules
from evidence.ingest.rows import Record
from evidence.io import to_table
from evidence.normalise import fold

IDENTIFIERS = {"doi": "DOI", "pmid": "PubMed number", "url": "address"}
TOLD = {
    "source_key": "key", "title": "title", "authors": "authors", "year": "year", "container": "journal",
    "volume": "volume", "issue": "issue", "pages": "pages", "doi": "DOI", "pmid": "PubMed number", "url": "address",
}  # fmt: skip
"""What is compared of two entries for a person to read, by its name."""
# Titles that may be one, corrected; by the kind of words that differ.
_CORRECTED = ("word changed", "short form", "words added", "spelling", "same")
_BEFORE = "\x1f"
# What numbers a part, a volume or a year; what databases put in brackets behind a title is none of it.
_NUMBER = re.compile(r"\b(?:\d+|i{2,3}|iv|vi{0,3}|ix|xi{0,3})\b")
_ASIDE = re.compile(r"\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class Again:
    """The entry `was` of before is taken for the entry `now`; where it is not `sure`, a person is asked.

    `matched`: what is the same, in words. `differs`: (name, before, now) of what is not.
    """

    was: str
    now: str
    sure: bool
    matched: str
    differs: tuple[tuple[str, str, str], ...]

    @property
    def differences(self) -> str:
        """What differs, in words.

        >>> Again("a", "b", True, "", (("key", "ash1", "ash2"), ("DOI", "", "10.1000/x"))).differences
        'key ‘ash1’ → ‘ash2’; DOI ‘10.1000/x’ came'
        """
        return "; ".join(_difference(*one) for one in self.differs) or "nothing but the record id"


def again(
    before: Sequence[Record], now: Sequence[Record], settings: LinkageRules | None = None
) -> list[Again]:
    """The entries of `before` that are among those of `now`, each once on either side; then, not `sure`, what may be.

    `before`: entries that are no longer there; `now`: entries that were not. No record id is in both. Sorted by `was`.
    The order of the lists and the names of files make no difference.
    """
    if not before or not now:
        return []
    old, new = _in_order(before), _in_order(now)
    # Files are told apart, so that an export is not held to list a work twice because it was downloaded twice.
    placed = [replace(record, source_file=_BEFORE + record.source_file) for record in old]
    columns = Columns(_large(to_table([*placed, *new], Record)))
    pairs = candidates(columns)
    across = (pairs.left < len(old)) & (pairs.right >= len(old))
    pairs = pairs._replace(left=pairs.left[across], right=pairs.right[across])
    compared, _ = compare(columns, pairs)
    judged = judge(compared, settings or LinkageRules())
    records = [*old, *new]
    sure = _sure(judged, records)
    found = list(_one_to_one(judged, sure, records))
    taken = {name for pair in found for name in (pair.was, pair.now)}
    found += _copies(found, old, new)
    taken = {name for pair in found for name in (pair.was, pair.now)}
    asked = np.zeros(len(judged), bool)
    asked[judged.questions] = True
    asked |= judged.joins | _corrected(judged)
    found += (
        pair
        for pair in _one_to_one(judged, asked & ~sure, records, False)
        if not {pair.was, pair.now} & taken
    )
    return sorted(found, key=lambda pair: pair.was)


def _in_order(records: Sequence[Record]) -> list[Record]:
    return sorted(records, key=lambda record: record.record_id)


def _large(table: pa.Table) -> pa.Table:
    at = table.schema.get_field_index("abstract")
    return table.set_column(at, "abstract", table["abstract"].cast(pa.large_string()))


def _corrected(judged: Judged) -> np.ndarray:
    """(m,) bool: titles that may be one that was corrected, and no sign of a notice, a part, a version or another identifier."""
    c = judged.compared
    alike = c.at("title", "alike", "nearly") & c.at("wording", *_CORRECTED)
    begun = c.at("title", "contained") & c.at("wording", "short form", "words added") & c.begins
    return (c.at("title", *SAME_TITLE) | alike | begun) & ~judged.proved & ~c.versions


def _sure(judged: Judged, records: Sequence[Record]) -> np.ndarray:
    """(m,) bool: the rule of deduplicate joins them; or an identifier that no other entry has is the same, and the titles agree."""
    c = judged.compared
    own = _own_identifiers(records)
    people = c.at("authors", "missing", "most shared", *ALL)
    pairs = list(zip(c.left.tolist(), c.right.tolist(), strict=True))
    shared = np.array([bool(own(a) & own(b)) for a, b in pairs], bool)
    renumbered = np.array([_numbers(records[a]) != _numbers(records[b]) for a, b in pairs], bool)
    other = renumbered | c.at("authors", "none shared")
    return (judged.joins & ~other) | (shared & people & _corrected(judged))


def _numbers(record: Record) -> list[str]:
    return sorted(_NUMBER.findall(fold(_ASIDE.sub(" ", record.title))))


def _own_identifiers(records: Sequence[Record]) -> Callable[[int], set[tuple[str, str]]]:
    """What gives the identifiers of a row that no more than two entries have, one before and one now: (name, value)."""
    told = [
        {(name, value) for name in IDENTIFIERS if (value := _identifier(name, record))} for record in records
    ]
    count = Counter(name for own in told for name in own)
    return lambda row: {name for name in told[row] if count[name] <= 2}


def _identifier(name: str, record: Record) -> str:
    value = str(getattr(record, name))
    return value.strip().rstrip("/").casefold().partition("://")[2] if name == "url" else value


def _one_to_one(
    judged: Judged, among: np.ndarray, records: Sequence[Record], sure: bool = True
) -> Iterator[Again]:
    """The pairs, the likest first, of which neither entry is in a likelier one."""
    c = judged.compared
    pairs = []
    for pair in np.flatnonzero(among).tolist():
        one, other = records[int(c.left[pair])], records[int(c.right[pair])]
        same = sum(_of(name, one) == _of(name, other) != "" for name in TOLD)
        key = (-same, -float(judged.probability[pair]), one.record_id, other.record_id)
        pairs.append((key, one, other))
    taken: set[str] = set()
    for _, one, other in sorted(pairs, key=lambda pair: pair[0]):
        if not taken & {one.record_id, other.record_id}:
            taken |= {one.record_id, other.record_id}
            yield told(one, other, sure)


def _copies(found: list[Again], old: list[Record], new: list[Record]) -> list[Again]:
    """Entries that are the same to the letter follow the first of them, which alone was compared."""
    follower = {pair.was: pair.now for pair in found}
    followed = set(follower.values())
    spare: dict[tuple[str, ...], list[Record]] = defaultdict(list)
    for record in new:
        if record.record_id not in followed:
            spare[_content(record)].append(record)
    by_id = {record.record_id: record for record in new}
    first: dict[tuple[str, ...], Record] = {}
    more = []
    for record in old:
        if record.record_id in follower:
            first.setdefault(_content(record), by_id[follower[record.record_id]])
    for record in old:
        if record.record_id in follower or not (twin := first.get(_content(record))):
            continue
        if others := spare[_content(twin)]:
            more.append(told(record, others.pop(0), True))
    return more


def _content(record: Record) -> tuple[str, ...]:
    return tuple(_of(name, record) for name in TOLD)


def told(one: Record, other: Record, sure: bool) -> Again:
    """What is the same of two entries and what differs, for a person to read."""
    matched = [
        f"the same {what}"
        for name, what in TOLD.items()
        if name in IDENTIFIERS and _identifier(name, one) == _identifier(name, other) != ""
    ]
    same_title = fold(one.title) == fold(other.title)
    matched.append("the same title" if same_title else "a title much like it")
    for name in ("authors", "year", "container", "volume", "pages"):
        if _of(name, one) == _of(name, other) != "":
            matched.append(f"the same {TOLD[name]}")
    differs = tuple(
        (what, _of(name, one), _of(name, other))
        for name, what in TOLD.items()
        if _of(name, one) != _of(name, other)
    )
    return Again(one.record_id, other.record_id, sure, ", ".join(matched), differs)


def _of(name: str, record: Record) -> str:
    value = getattr(record, name)
    return "; ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)


def _difference(what: str, before: str, now: str) -> str:
    if not before or not now:
        return f"{what} ‘{_short(now or before)}’ {'came' if now else 'went'}"
    return f"{what} ‘{_short(before)}’ → ‘{_short(now)}’"


def _short(text: str) -> str:
    return text if len(text) < 60 else text[:57] + "…"
