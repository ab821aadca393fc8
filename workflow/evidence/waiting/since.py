"""What is otherwise now than it was when somebody judged: two lists of facts, as worksheets print them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from evidence.extract.side_readings import SideDecision

_FACT = re.compile(r"(.*): (.*)", re.DOTALL)


def since(then: str, now: str) -> list[str]:
    """The facts that changed, each before and after. Facts are parted by `; `, and each is a name, a colon and a value.

    >>> since("adequacy: studies: 4; cases: 2", "adequacy: studies: 5; cases: 2")
    ['adequacy, studies: 4 becomes 5']
    >>> since("a: x: 1", "a: x: 1; y: 2"), since("a: x: 1; y: 2", "a: x: 1")
    (['y: 2 is new'], ['y: 2 is gone'])
    """
    before, after = _facts(then), _facts(now)
    told = [
        f"{name}: {before[name]} becomes {value}" if name in before else f"{name}: {value} is new"
        for name, value in after.items()
        if before.get(name) != value
    ]
    return told + [f"{name}: {value} is gone" for name, value in before.items() if name not in after]


def _facts(text: str) -> dict[str, str]:
    """Name → value. Where a part of a list is no fact of its own it goes on with the one before it."""
    found: dict[str, str] = {}
    name = ""
    for part in text.split("; "):
        fact = _FACT.fullmatch(part)
        if fact:
            name = fact[1].replace("_", " ").replace(": ", ", ")
            while name in found:
                name += " (again)"
            found[name] = fact[2]
        elif name:
            found[name] += f"; {part}"
    return found


def read_since(decisions: Iterable[SideDecision], claim: str, day: str) -> list[str]:
    """The readings of a claim that were written after a day, the first first; the rest of what may have changed no table dates."""
    later = sorted(
        ((d.date, d) for d in decisions if d.proposition == claim and d.date > day), key=lambda one: one[0]
    )
    return [f"{d.title or d.record} was read as {d.side} by {d.reviewer}, {date}" for date, d in later]
