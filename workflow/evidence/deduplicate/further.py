"""Candidates where a few records came to those of an earlier run: the pairs of then, and what the new records change among them.

A record that comes stands in each order of titles and among those that share a key with it, brings pairs of its own there, and draws others so far apart that they
are compared no more, unless something else still brings them together. All else is as it was. The pairs are those that `candidates` finds.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np

from evidence.deduplicate.candidates import NEIGHBOURS, Candidates, neighbours, within
from evidence.deduplicate.memory import Memory
from evidence.deduplicate.record_columns import Columns

FEW = 64
"""Where more records came all pairs are found anew, which then takes no longer."""


def further(columns: Columns, keyed: np.ndarray, memory: Memory | None) -> Candidates | None:
    """Candidates, as `candidates` finds them; None where more than a few records came, one went or changed, or one is the copy of another."""
    fresh = None if memory is None else _fresh(memory.pairs.prints, columns.merged)
    if memory is None or fresh is None or any((columns.content == columns.content[fresh, None]).sum(1) > 1):
        return None
    n = len(columns)
    is_fresh = np.zeros(n, bool)
    is_fresh[fresh] = True
    old = np.flatnonzero(~is_fresh)
    forwards = _inserted(old[memory.forwards], fresh, _forwards(columns))
    place = _places(forwards, n)
    backwards = _inserted(old[memory.backwards], fresh, _backwards(columns, place))
    orders, where = (forwards, backwards), (place, _places(backwards, n))
    touched = [*_touched(fresh, orders, where), *_sharing(keyed, keyed[:, fresh], where[0])]
    now = np.unique(np.concatenate([pairs(rows, n) for rows, pairs in touched]))
    before = np.unique(np.concatenate([pairs(rows[~is_fresh[rows]], n) for rows, pairs in touched]))
    codes = old[memory.pairs.left] * n + old[memory.pairs.right]
    lost = np.setdiff1d(before, now)
    codes = np.delete(codes, np.searchsorted(codes, lost[~_together(lost, keyed, where, n)]))
    at = np.searchsorted(codes, now)
    new = np.append(codes, -1)[at] != now
    codes = np.insert(codes, at[new], now[new])
    return Candidates(codes // n, codes % n, *orders)


_Pairs = Callable[[np.ndarray, int], np.ndarray]


def _fresh(was: np.ndarray, now: np.ndarray) -> np.ndarray | None:
    """The rows of a column that came into another one; None where that is not all that happened, or they are more than a few."""
    came = len(now) - len(was)
    if not 0 <= came <= FEW or len(was) < 2:
        return None
    fresh: list[int] = []
    while len(fresh) < came:
        start = fresh[-1] + 1 if fresh else 0
        rest = was[start - len(fresh) :]
        other = rest != now[start : start + len(rest)]
        fresh.append(start + (int(other.argmax()) if other.any() else len(rest)))
    found = np.array(fresh, np.int64)
    return found if np.array_equal(np.delete(now, found), was) else None


def _forwards(columns: Columns) -> Callable[[int], Any]:
    """What `candidates` puts records in order by."""
    texts = columns.solid, columns.first_author, columns.ids

    def key(row: int) -> tuple[str, int, str, str]:
        title, author, name = (text[int(row)].as_py() for text in texts)
        return title, int(columns.year[row]), author, name

    return key


def _backwards(columns: Columns, place: np.ndarray) -> Callable[[int], Any]:
    return lambda row: (columns.solid[int(row)].as_py()[::-1], place[row])


def _inserted(order: np.ndarray, rows: np.ndarray, key: Callable[[int], Any]) -> np.ndarray:
    """Rows in order, and others put where they belong among them."""
    for row in rows.tolist():
        order = np.insert(order, bisect(order, key(row), key=key), row)
    return order


def _places(order: np.ndarray, n: int) -> np.ndarray:
    """(n,) where each row stands in an order; -1 where it does not."""
    places = np.full(n, -1)
    places[order] = np.arange(len(order))
    return places


def _touched(
    fresh: np.ndarray, orders: Sequence[np.ndarray], where: Sequence[np.ndarray]
) -> Iterator[tuple[np.ndarray, _Pairs]]:
    """(rows in order, how they are paired): those about each new one, as far as it moves who stands beside whom."""
    reach = NEIGHBOURS + len(fresh)
    for order, places in zip(orders, where, strict=True):
        for place in places[fresh].tolist():
            yield order[max(place - reach, 0) : place + reach + 1], neighbours


def _sharing(keyed: np.ndarray, wanted: np.ndarray, place: np.ndarray) -> Iterator[tuple[np.ndarray, _Pairs]]:
    """The same of all rows that have one of some keys; `wanted`: (keys, w) the numbers of these."""
    for key, some in zip(keyed, wanted, strict=True):
        rows = np.flatnonzero(np.isin(key, some[some != 0]) & (place >= 0))
        yield rows[np.argsort(place[rows])], partial(within, key)


def _together(pairs: np.ndarray, keyed: np.ndarray, where: Sequence[np.ndarray], n: int) -> np.ndarray:
    """(p,) bool: something brings these pairs together."""
    a, b = pairs // n, pairs % n
    found = np.any([np.abs(place[a] - place[b]) <= NEIGHBOURS for place in where], axis=0)
    shared = np.where(keyed[:, a] == keyed[:, b], keyed[:, a], 0)
    for rows, paired in _sharing(keyed, shared, where[0]):
        found |= np.isin(pairs, paired(rows, n))
    return found
