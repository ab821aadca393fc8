"""What changed, in sentences that can be read aloud: whether the advice moved, where findings went, what came in, what made it so.

They are no part of `every_sentence`: a release freezes what the evidence says, and not what was said of the release before.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from evidence.brief.changed.comparison import Comparison, Moved
from evidence.brief.changed.current import current
from evidence.brief.sentences import Sentence, fill
from evidence.brief.tables import Tables, once
from evidence.brief.words import a_list, capital, number, plural
from evidence.compare.rows import Cause, Kind, Way

PAGE = "changes.html"
WENT = {
    Way.TURNED: ("has turned", "have turned"),
    Way.WEAKENED: ("is weaker", "are weaker"),
    Way.STRENGTHENED: ("is stronger", "are stronger"),
    Way.NEW: ("is new", "are new"),
    Way.GONE: ("is gone", "are gone"),
    Way.MOVED: (
        "rests on other numbers and says what it said",
        "rest on other numbers and say what they said",
    ),
}
_TRAVELLED = {
    (Kind.WORK_IN, Kind.WORK_OUT): ("work", "works"),
    (Kind.ENTRY_IN, Kind.ENTRY_OUT): ("entry", "entries"),
}
BY_PEOPLE = (
    Kind.FATE,
    Kind.CODE,
    Kind.ITEM,
    Kind.APPRAISAL,
    Kind.SIDE,
    Kind.CERTAINTY,
    Kind.IMPLICATION,
    Kind.SETTING,
)
"""Kinds of causes that come from what people decided, and not from what was published."""


def since(c: Comparison) -> str:
    """From when to when is told."""
    return (
        f"since release {c.before.name}"
        if c.after is None
        else f"from release {c.before.name} to release {c.after.name}"
    )


@once
def changed_sentences(tables: Tables) -> list[Sentence]:
    """What the book says of the comparison that it leads with; nothing where there is no release."""
    c = current(tables)
    return summary(c) if c is not None else []


def summary(c: Comparison) -> list[Sentence]:
    """Whether the advice moved, how the findings went, what came in; that nothing changed, where that is so."""
    if not c:
        return [_sentence(c, "none", "No change {since}.", {})]
    return [*advice(c), *_travelled(c), *_decided(c)]


def advice(c: Comparison) -> list[Sentence]:
    """Whether what follows from the findings is what followed, and how many findings went where."""
    if not c.findings and not c.moved:
        return _map(c)
    k = sum(one.advises_otherwise for one in c.moved)
    values: dict[str, Any] = {"k": k, "n": c.findings, "claim": plural(c.findings or 0, "claim", "claims")}
    of = "{k} of {n} {claim}" if c.findings else "{k} {claim}"
    text = f"The advice moved on {of} {{since}}." if k else "What the findings advise has not moved {since}."
    found = [_sentence(c, "advice", text, values)]
    went = [(len(c.going(way)), way) for way in WENT if c.going(way)]
    if went:
        told = a_list([f"{number(n)} {plural(n, *WENT[way])}" for n, way in went])
        found.append(_sentence(c, "went", "Of the findings, {told}.", {"told": told}))
    return found


def _map(c: Comparison) -> list[Sentence]:
    """Of a review that puts no claim to the test: the cells of its map."""
    cells = {change.subject for change in c.of(Kind.CELL)}
    values = {"k": len(cells), "is": plural(len(cells), "cell of the map is", "cells of the map are")}
    text = "{k|capital} {is} not as {since_then}." if cells else "Every cell of the map is as {since_then}."
    then = f"in release {c.before.name}"
    return [_sentence(c, "map", text, values | {"since_then": then})]


def _travelled(c: Comparison) -> list[Sentence]:
    parts, values = [], dict[str, Any]()
    for (came, went), nouns in _TRAVELLED.items():
        n_in, n_out = len(c.of(came)), len(c.of(went))
        if n_in or n_out:
            name = nouns[1]
            values |= {f"{name}_in": n_in, f"{name}_out": n_out, f"{name}_noun": plural(n_in, *nouns)}
            parts.append(f"{{{name}_in|figure}} {{{name}_noun}} came in and {{{name}_out}} went out")
            break
    return [_sentence(c, "travelled", f"{parts[0]}.", values)] if parts else []


def _decided(c: Comparison) -> list[Sentence]:
    """How many of the findings moved without anything having come in: because people decided, or because the program did."""
    moved = [one for one in c.moved if one.needed and one.way != Way.MOVED]
    people = sum(all(cause.kind in BY_PEOPLE for cause in one.needed) for one in moved)
    program = sum(any(cause.kind == Kind.PROGRAM for cause in one.needed) for one in moved)
    found = []
    if people:
        values = {"k": people, "moved": plural(people, "moved", "moved")}
        found.append(
            _sentence(
                c,
                "people",
                "{k|capital} of them {moved} by what people decided, and not by what was published.",
                values,
            )
        )
    if program:
        found.append(
            _sentence(c, "program", "{k|capital} of them moved because the program did.", {"k": program})
        )
    return found


def because(one: Moved, names: Sequence[str]) -> str:
    """What made a finding move, after "because of": the smallest set of causes, and what it would be without."""
    before = "as it was"
    n = len(one.needed)
    without = "without it" if n == 1 else f"without these {number(n)}"
    told = a_list(list(names))
    return f"Because of {told}: {without} it would be {before}."


def exactly(causes: Sequence[Cause]) -> str:
    return "" if all(cause.exact for cause in causes) else "Not every smaller set was tried."


def _sentence(c: Comparison, name: str, template: str, values: dict[str, Any]) -> Sentence:
    values = {**values, "since": since(c)}
    text = capital(fill(template, values, file="brief", field=f"changed-{name}"))
    return Sentence(f"changed-{name}", text, template, values, PAGE)
