"""From joined pairs to works: the closure, guarded.

Joining is transitive, so that one doubtful pair could glue whole families of records. Joins are
therefore made from the surest to the least sure, people's first, and none is made that would bring
together two records that are known to be different works, or two sets of DOIs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Join:
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
    n: int, joins: Iterable[Join], apart: Iterable[tuple[int, int]], dois: Sequence[str]
) -> tuple[np.ndarray, list[Join]]:
    """(label of each of n rows, joins that were held back). A label is the least row of its work.

    `apart`: pairs that no machine's join may bring together. `dois`: the DOI of each row or "".
    """
    label = np.arange(n)
    members: dict[int, set[int]] = {}
    foes: dict[int, set[int]] = defaultdict(set)
    for a, b in apart:
        foes[a].add(b)
        foes[b].add(a)
    held = []
    for join in sorted(joins, key=lambda j: (not j.by_person, -j.sureness, j.a, j.b)):
        low, high = sorted((int(label[join.a]), int(label[join.b])))
        if low == high:
            continue
        left, right = members.get(low, {low}), members.get(high, {high})
        if not join.by_person and (_foes(left, right, foes) or _other_doi(join, left, right, dois)):
            held.append(join)
            continue
        members[low] = left | right
        members.pop(high, None)
        for row in right:
            label[row] = low
    return label, held


def _foes(left: set[int], right: set[int], foes: dict[int, set[int]]) -> bool:
    few, many = sorted((left, right), key=len)
    return any(foes[row] & many for row in few if row in foes)


def _other_doi(join: Join, left: set[int], right: set[int], dois: Sequence[str]) -> bool:
    """Whether the DOIs on the two sides differ, unless the joined pair itself was found one for all that."""
    if dois[join.a] and dois[join.b]:
        return False
    ours, theirs = {dois[row] for row in left} - {""}, {dois[row] for row in right} - {""}
    return bool(ours and theirs and not ours & theirs)
