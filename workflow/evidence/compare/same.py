"""What of before is what of after: entries, works and studies that have another name now, so that the rest is compared under one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from evidence.compare.columns import one, renamed, without
from evidence.compare.entries_matched import Entry, Match, entry, matches
from evidence.compare.held import Held
from evidence.deduplicate.rows import Membership, Work
from evidence.ingest.rows import Record


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
    def earlier(self) -> dict[str, str]:
        """Work of after → the one of before that it is, where the names differ."""
        return {now: then for then, now in self.work.items()}

    @cached_property
    def alone(self) -> set[str]:
        """Works that are none of the other version: they came, went, or were joined to, or parted from, the one that goes on."""
        joined = {
            then for now, own in self.joined.items() for then in own if self.work.get(then, then) != now
        }
        parted = {now for then, own in self.parted.items() for now in own if self.work.get(then, then) != now}
        return {*self.works_come, *self.works_gone} | joined | parted


def same(before: Held, after: Held) -> Same:
    """Match what the two versions hold."""
    gone, come = (
        [entry(row) for row in without(own.columns(Record), other.columns(Record), "record_id")]
        for own, other in ((before, after), (after, before))
    )
    matched = matches(gone, come)
    record = {match.before.record_id: match.after.record_id for match in matched}
    found = {match.after.record_id for match in matched}
    pairs = _pairs(before.columns(Membership), after.columns(Membership), record)
    shared = _shared(pairs)
    work = _one_to_one(shared)
    own, others = before.columns(Work), after.columns(Work)
    return Same(
        matched,
        [each for each in gone if each.record_id not in record],
        [each for each in come if each.record_id not in found],
        shared,
        _without_part(own, others, pairs["before"]),
        _without_part(others, own, pairs["after"]),
        work,
        _studies(own, others, work),
    )


def _without_part(own: pa.Table, others: pa.Table, shared: Any) -> list[str]:
    """Works of one version that have neither an entry in common with a work of the other nor its name."""
    known = pa.concat_arrays([one(others["work_id"]), one(shared)])
    return sorted(row["work_id"] for row in without(own, pa.table({"work_id": known}), "work_id"))


def _pairs(before: pa.Table, after: pa.Table, record: Mapping[str, str]) -> pa.Table:
    """(before, after): the works that share an entry, each pair once."""
    place = pc.index_in(renamed(before["record_id"], record), one(after["record_id"]))
    there = pc.is_valid(place)
    works = before["work_id"].filter(there), after["work_id"].take(place.filter(there))
    pairs = pa.table(dict(zip(("before", "after"), works, strict=True)))
    return pairs.group_by(["before", "after"], use_threads=False).aggregate([])


def _shared(pairs: pa.Table) -> list[tuple[str, str]]:
    """The pairs of works that are not simply one work under one name."""
    odd = pc.not_equal(pairs["before"], pairs["after"])
    for side in ("before", "after"):
        counts = one(pc.value_counts(pairs[side]))
        several = counts.field("values").filter(pc.greater(counts.field("counts"), 1))
        odd = pc.or_(odd, pc.is_in(pairs[side], several))
    return sorted(zip(*(pairs.filter(odd)[side].to_pylist() for side in ("before", "after")), strict=True))


def _one_to_one(
    pairs: Iterable[tuple[str, str]], weight: Mapping[tuple[str, str], int] | None = None
) -> dict[str, str]:
    """Name of before → name of after, where they differ: a name that is on both sides stays, the weightiest pair goes next."""
    ranked = sorted(pairs, key=lambda pair: (pair[0] != pair[1], -(weight or {}).get(pair, 1), pair))
    names: dict[str, str] = {}
    taken: set[str] = set()
    for then, now in ranked:
        if then not in names and now not in taken:
            names[then] = now
            taken.add(now)
    return {then: now for then, now in names.items() if then != now}


def _studies(before: pa.Table, after: pa.Table, work: Mapping[str, str]) -> dict[str, str]:
    """Study of before → study of after, by the works that report it, where the names differ."""
    place = pc.index_in(renamed(before["work_id"], work), one(after["work_id"]))
    there = pc.is_valid(place)
    then, now = (
        one(c) for c in (before["study_id"].filter(there), after["study_id"].take(place.filter(there)))
    )
    moved = pc.not_equal(then, now)
    if not pc.any(moved).as_py():
        return {}
    concerned = pa.concat_arrays([then.filter(moved), now.filter(moved)])
    kept = pc.or_(pc.is_in(then, concerned), pc.is_in(now, concerned))
    weight = Counter(zip(then.filter(kept).to_pylist(), now.filter(kept).to_pylist(), strict=True))
    return _one_to_one(weight, weight)


def _by(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for then, now in pairs:
        found[then].append(now)
    return found
