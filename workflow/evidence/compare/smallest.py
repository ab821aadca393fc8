"""The smallest set of units without which something is as it was before.

Sets are tried by size, smallest first, units that nothing tells apart standing for each other, until one holds: that set is exact, and all others of
its size are looked for too, since none of them is more the cause than another. Where there are too many, delta debugging (ddmin; Zeller and
Hildebrandt 2002) finds a set of which no unit can be spared; it is said not to be exact unless no smaller one was left untried.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement

Units = frozenset[str]
Holds = Callable[[Units], bool]


@dataclass(frozen=True, slots=True)
class Smallest:
    """`needed`: the units of every set of the smallest `size`; `exact`: whether no smaller set was left untried."""

    needed: Units = frozenset()
    size: int = 0
    exact: bool = True


def smallest(
    units: Sequence[str], holds: Holds, most: int, alike: Mapping[str, Hashable] | None = None
) -> Smallest | None:
    """The smallest sets that hold; None where not even all units together do. `alike`: unit → what it shares with those that it can stand for.

    >>> found = smallest("abc", lambda back: len(back) >= 2, 100)
    >>> sorted(found.needed), found.size, found.exact
    (['a', 'b', 'c'], 2, True)
    >>> smallest("abc", lambda back: "d" in back, 100)
    """
    if not holds(frozenset(units)):
        return None
    kinds = _kinds(units, alike or {})
    trials = 0
    for size in range(len(units) + 1):
        found: set[str] = set()
        for taken in _ways(kinds, size):
            trials += 1
            if trials > most:
                return Smallest(frozenset(found), size) if found else _bound(units, holds, most, size)
            if holds(frozenset(unit for kind, n in taken.items() for unit in kinds[kind][:n])):
                found.update(unit for kind in taken for unit in kinds[kind])
        if found or size == 0 and holds(frozenset()):
            return Smallest(frozenset(found), size)
    return None


def that_add_up(units: Sequence[str], holds: Holds, most: int) -> Smallest | None:
    """The units of a number or a list: each of which something remains with all the others put back, and where these are not all, the fewest of the rest.

    Two that cancel are both among them, though without both the number is the same as with both.
    """
    every = frozenset(units)
    if not holds(every):
        return None
    own = frozenset(unit for unit in units if not holds(every - {unit}))
    rest = [unit for unit in units if unit not in own]
    more = smallest(rest, lambda back: holds(own | back), most)
    return more and Smallest(own | more.needed, len(own) + more.size, more.exact)


def minimised(units: Sequence[str], holds: Holds, most: int) -> list[str]:
    """Delta debugging: units that hold together, of which none can be spared, found in at most so many trials; with fewer trials perhaps more.

    >>> minimised("abcdefgh", lambda back: {"b", "g"} <= back, 100)
    ['b', 'g']
    """
    left, parts, trials = list(units), 2, 0
    while len(left) > 1 and trials < most:
        cut = [left[len(left) * n // parts : len(left) * (n + 1) // parts] for n in range(parts)]
        others = [[unit for unit in left if unit not in part] for part in cut] if parts > 2 else []
        for n, tried in enumerate([*cut, *others]):
            trials += 1
            if holds(frozenset(tried)):
                left, parts = tried, 2 if n < len(cut) else max(parts - 1, 2)
                break
        else:
            if parts >= len(left):
                break
            parts = min(len(left), parts * 2)
    return left


def _bound(units: Sequence[str], holds: Holds, most: int, size: int) -> Smallest:
    """A set without a unit to spare. Exact where it is no longer than `size`, below which every way was tried."""
    found = minimised(units, holds, most)
    return Smallest(frozenset(found), len(found), len(found) <= size)


def _kinds(units: Sequence[str], alike: Mapping[str, Hashable]) -> list[list[str]]:
    found: dict[Hashable, list[str]] = defaultdict(list)
    for unit in units:
        found[alike.get(unit, ("alone", unit))].append(unit)
    return list(found.values())


def _ways(kinds: list[list[str]], size: int) -> Iterator[dict[int, int]]:
    """Every way of taking so many units, as how many of each kind."""
    for taken in combinations_with_replacement(range(len(kinds)), size):
        counts = Counter(taken)
        if all(n <= len(kinds[kind]) for kind, n in counts.items()):
            yield counts
