"""What of before is what of after: entries, works and studies that have another name now, so that the rest is compared under one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc

from evidence.compare.columns import columns, renamed
from evidence.compare.entries_matched import COLUMNS, Entry, Match, entry, matches
from evidence.deduplicate.rows import Membership, Work
from evidence.ingest.rows import Record
from evidence.review import Review


@dataclass(frozen=True)
class Same:
    """`matched`: entries under another name. `gone`, `come`: those of before and of after that have no partner.

    `works`: (work of before, work of after) of every pair that shares an entry, where the two names differ or a third
    work has a part in it. `work`, `study`: name of before → name of after, where they differ and are one to one.
    """

    matched: list[Match]
    gone: list[Entry]
    come: list[Entry]
    works: list[tuple[str, str]]
    works_gone: list[str]
    works_come: list[str]
    work: dict[str, str]
    study: dict[str, str]

    @cached_property
    def record(self) -> dict[str, str]:
        """Name of before → name of after, of entries that have another."""
        return {match.before.record_id: match.after.record_id for match in self.matched}

    @cached_property
    def joined(self) -> dict[str, list[str]]:
        """Work of after → the works of before that are one in it."""
        return {work: own for work, own in _by(((b, a) for a, b in self.works)).items() if len(own) > 1}

    @cached_property
    def parted(self) -> dict[str, list[str]]:
        """Work of before → the works of after that it was parted into."""
        return {work: own for work, own in _by(self.works).items() if len(own) > 1}

    @cached_property
    def into(self) -> dict[str, str]:
        """Work of before → the work that holds it now, also where that holds others too."""
        return {one: other for other, own in self.joined.items() for one in own} | self.work


def same(before: Review, after: Review) -> Same:
    """Match what the two versions hold."""
    one, two = (columns(review, Record, COLUMNS) for review in (before, after))
    only_before, only_after = (
        [entry(row) for row in table.filter(pc.invert(pc.is_in(table["record_id"], other["record_id"]))).to_pylist()]
        for table, other in ((one, two), (two, one))
    )  # fmt: skip
    matched = matches(only_before, only_after)
    record = {match.before.record_id: match.after.record_id for match in matched}
    found = {match.after.record_id for match in matched}
    pairs = _pairs(before, after, record)
    many = _shared(pairs)
    own, others = (columns(review, Work, ("work_id", "study_id")) for review in (before, after))
    work = _one_to_one(many)
    return Same(
        matched,
        [one for one in only_before if one.record_id not in record],
        [one for one in only_after if one.record_id not in found],
        many,
        _missing(own["work_id"], pairs["before"]),
        _missing(others["work_id"], pairs["after"]),
        work,
        _studies(own, others, work),
    )


def _pairs(before: Review, after: Review, record: Mapping[str, str]) -> pa.Table:
    """(before, after): the works that share an entry, each pair once."""
    one, two = (columns(review, Membership, ("record_id", "work_id")) for review in (before, after))
    place = pc.index_in(renamed(one["record_id"], record), two["record_id"])
    there = pc.is_valid(place)
    pairs = pa.table({
        "before": one["work_id"].filter(there),
        "after": two["work_id"].take(place.filter(there)),
    })  # fmt: skip
    return pairs.group_by(["before", "after"], use_threads=False).aggregate([])


def _shared(pairs: pa.Table) -> list[tuple[str, str]]:
    """The pairs of works that are not simply one work under one name."""
    odd = pc.not_equal(pairs["before"], pairs["after"])
    for side in ("before", "after"):
        counts = pc.value_counts(pairs[side])
        several = counts.field("values").filter(pc.greater(counts.field("counts"), 1))
        odd = pc.or_(odd, pc.is_in(pairs[side], several))
    return sorted(zip(*(pairs.filter(odd)[side].to_pylist() for side in ("before", "after")), strict=True))


def _missing(own: pa.Array, there: pa.Array) -> list[str]:
    return sorted(own.filter(pc.invert(pc.is_in(own, there))).to_pylist())


def _one_to_one(
    pairs: Iterable[tuple[str, str]], weight: Mapping[tuple[str, str], int] | None = None
) -> dict[str, str]:
    """Name of before → name of after, where they differ: a name that is on both sides stays, the weightiest pair goes next."""
    ranked = sorted(pairs, key=lambda pair: (pair[0] != pair[1], -(weight or {}).get(pair, 1), pair))
    names: dict[str, str] = {}
    taken: set[str] = set()
    for one, other in ranked:
        if one not in names and other not in taken:
            names[one] = other
            taken.add(other)
    return {one: other for one, other in names.items() if one != other}


def _studies(before: pa.Table, after: pa.Table, work: Mapping[str, str]) -> dict[str, str]:
    """Study of before → study of after, by the works that report it, where the names differ."""
    place = pc.index_in(renamed(before["work_id"], work), after["work_id"])
    there = pc.is_valid(place)
    one, other = before["study_id"].filter(there), after["study_id"].take(place.filter(there))
    moved = pc.not_equal(one, other)
    if not pc.any(moved).as_py():
        return {}
    concerned = pa.concat_arrays([one.filter(moved), other.filter(moved)])
    kept = pc.or_(pc.is_in(one, concerned), pc.is_in(other, concerned))
    weight = Counter(zip(one.filter(kept).to_pylist(), other.filter(kept).to_pylist(), strict=True))
    return _one_to_one(weight, weight)


def _by(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for one, other in pairs:
        found[one].append(other)
    return found
