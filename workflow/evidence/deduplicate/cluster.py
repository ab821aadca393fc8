"""From joined pairs to works: the closure, guarded by what is known of the entries themselves.

A pair that is joined is joined by what its two records say, however little likeness a third has with one of them: so
works only grow when records are added. The guard is for what two records cannot say: that people know them for two works,
that an export lists a work once, or that a third bears the DOI of another work. Joins are made from the surest to the
least sure, people's first, and none is made that would bring together two such records, or two sets of DOIs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

import numpy as np


class Join(NamedTuple):
    """One pair of rows that is joined, and what joins it; `sureness` orders the joins."""

    a: int
    b: int
    rule: str
    reason: str
    by: str
    sureness: float

    @property
    def by_person(self) -> bool:
        return self.rule == "person"


def cluster(
    n: int,
    joins: Iterable[Join],
    apart: Iterable[tuple[int, int]],
    dois: Sequence[str],
    before: Mapping[int, str] | None = None,
) -> tuple[np.ndarray, list[Join]]:
    """(label of each of n rows, joins that were held back). A label is the least row of its work.

    `apart`: pairs that no machine's join may bring together. `dois`: the DOI of each row or "". `before`: row → the
    work that it was of; what was one work is joined first, so that a record that comes later does not take its place.
    """
    before, joins, apart = before or {}, list(joins), list(apart)
    label = _connected(n, joins)
    doubtful = _doubtful(label, apart, dois)
    joins = [join for join in joins if doubtful[label[join.a]]]
    label[doubtful[label]] = np.flatnonzero(doubtful[label])  # these are brought together one by one
    members: dict[int, set[int]] = {}
    named: dict[int, set[str]] = {}
    foes: dict[int, set[int]] = defaultdict(set)
    for a, b in apart:
        foes[a].add(b)
        foes[b].add(a)
    held = []
    for join in sorted(
        joins, key=lambda j: (not j.by_person, not _was_one(j, before), -j.sureness, j.a, j.b)
    ):
        ends = {int(label[join.a]), int(label[join.b])}
        if len(ends) == 1:
            continue
        # The smaller side moves to the larger, so that n copies of one entry cost n log n.
        many, few = sorted(ends, key=lambda end: (-len(members.get(end, ())), end))
        left, right = members.setdefault(many, {many}), members.get(few, {few})
        ours, theirs = (named.get(end, {dois[end]} - {""}) for end in (many, few))
        if not join.by_person and (_foes(left, right, foes) or _other_doi(join, ours, theirs, dois)):
            held.append(join)
            continue
        left |= right
        named[many] = ours | theirs
        members.pop(few, None)
        named.pop(few, None)
        label[list(right)] = many
    for rows in members.values():
        label[list(rows)] = min(rows)
    return label, held


def _connected(n: int, joins: Sequence[Join]) -> np.ndarray:
    """(n,) the least of the rows that joins tie to each, were none held back."""
    label = np.arange(n)
    a, b = (np.fromiter(map(attrgetter(end), joins), np.int64, len(joins)) for end in "ab")
    while len(a):
        least = np.minimum(
            label[a], label[b]
        )  # of rows that stand for others each: to these alone others are tied
        np.minimum.at(label, label[a], least)
        np.minimum.at(label, label[b], least)
        while not np.array_equal(label, further := label[label]):
            label = further
        apart = label[a] != label[b]
        a, b = a[apart], b[apart]
    return label


def _doubtful(label: np.ndarray, apart: Iterable[tuple[int, int]], dois: Sequence[str]) -> np.ndarray:
    """(n,) bool by label: a join of these rows may be held back. Without two that are to stay apart, and with one DOI at most, none is."""
    found = np.zeros(len(label), bool)
    one: dict[int, str] = {}
    for row in np.flatnonzero(np.bincount(label, minlength=len(label))[label] > 1).tolist():
        if dois[row] and one.setdefault(int(label[row]), dois[row]) != dois[row]:
            found[label[row]] = True
    for a, b in apart:
        if label[a] == label[b]:
            found[label[a]] = True
    return found


def _was_one(join: Join, before: Mapping[int, str]) -> bool:
    return join.a in before and before[join.a] == before.get(join.b)


def _foes(left: set[int], right: set[int], foes: dict[int, set[int]]) -> bool:
    few, many = sorted((left, right), key=len)
    return any(foes[row] & many for row in few if row in foes)


def _other_doi(join: Join, ours: set[str], theirs: set[str], dois: Sequence[str]) -> bool:
    """Whether the DOIs on the two sides differ, unless the joined pair itself was found one for all that."""
    if dois[join.a] and dois[join.b]:
        return False
    return bool(ours and theirs and not ours & theirs)
