"""Independent bodies of evidence: studies that rest on the same people, programme, report or case speak once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evidence.side_words import TAKEN, Directness, Side
from evidence.synthesise.claim_rows import SideOfStudy

_ORDER = tuple(Directness)


@dataclass(frozen=True, slots=True)
class Body:
    """One body of evidence on a claim: its side, how directly it speaks, and the studies in it that take a side."""

    name: str
    side: Side
    directness: Directness
    studies: tuple[str, ...]


def nearest(found: Iterable[Directness]) -> Directness:
    """The most direct of several; not stated where there is none."""
    return min(found, key=_ORDER.index, default=Directness.NOT_STATED)


def named(shares: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Study → the name of its body. `shares`: study → what it shares; those that have one thing in common are one body.

    >>> named({"a": ["trial"], "b": ["trial", "report"], "c": ["report"], "d": []})
    {'a': 'report', 'b': 'report', 'c': 'report', 'd': 'd'}
    """
    first = {study: study for study in shares}

    def root(study: str) -> str:
        while first[study] != study:
            first[study] = first[first[study]]
            study = first[study]
        return study

    holder: dict[str, str] = {}
    for study, things in shares.items():
        for thing in things:
            first[root(study)] = root(holder.setdefault(thing, study))
    names: dict[str, str] = {}
    for study, things in shares.items():
        for thing in things:
            names[root(study)] = min(thing, names.get(root(study), thing))
    return {study: names.get(root(study), study) for study in shares}


def bodies(rows: Iterable[SideOfStudy]) -> list[Body]:
    """The bodies among rows of which some take a side. Where its most direct studies differ, a body qualifies the claim."""
    own: dict[str, list[SideOfStudy]] = defaultdict(list)
    for row in rows:
        if row.side in TAKEN:
            own[row.body or row.study_id].append(row)
    found = []
    for name in sorted(own):
        directness = nearest(row.directness for row in own[name])
        speaking = [row for row in own[name] if row.directness == directness]
        given = {row.side for row in speaking}
        side = given.pop() if len(given) == 1 else Side.QUALIFIES
        found.append(Body(name, side, directness, tuple(sorted(row.study_id for row in speaking))))
    return found
