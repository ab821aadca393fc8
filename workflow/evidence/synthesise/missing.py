"""What the test of a claim lacks, in words: what its rule says, or that nothing speaks directly, with what does so less directly."""

from __future__ import annotations

from collections.abc import Mapping

from evidence.side_words import Directness
from evidence.singular import agreeing

INDIRECT = {
    Directness.RELATED: "compare something near",
    Directness.ONE_ARM: "see one arm alone",
    Directness.PROXY: "go by a proxy",
    Directness.NOT_STATED: "are not said to compare anything",
}
"""What the bodies of evidence of each kind do that do not speak directly."""


def nothing_direct(directly: str, how: Mapping[Directness, int]) -> str:
    """That no study does what speaks directly to a claim, and what the others do. `how`: bodies that take a side, by directness.

    >>> nothing_direct("compares old with new", {Directness.RELATED: 2, Directness.PROXY: 1})
    'no counted study directly compares old with new; 2 bodies of evidence compare something near and 1 goes by a proxy'
    """
    found = [f"{how[kind]} {_verb(what, how[kind])}" for kind, what in INDIRECT.items() if how.get(kind)]
    if not found:
        return f"no counted study directly {directly}"
    first, *rest = found
    first = first.replace(" ", " bodies of evidence ", 1)
    listed = " and ".join([", ".join([first, *rest[:-1]]), *rest[-1:]])
    return agreeing(f"no counted study directly {directly}; {listed}")


def _verb(what: str, n: int) -> str:
    verb, rest = what.split(" ", 1)
    one = {"are": "is", "go": "goes"}.get(verb, f"{verb}s")
    return f"{one if n == 1 else verb} {rest}"
