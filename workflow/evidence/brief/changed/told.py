"""What changed, in sentences that can be read aloud: whether the advice moved, where findings went, what came in, what made it so.

They are no part of `every_sentence`: a release freezes what the evidence says, and not what was said of the release before.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from evidence.brief.changed.comparison import Comparison, Moved
from evidence.brief.changed.current import current
from evidence.brief.sentences import Sentence, fill
from evidence.brief.tables import Tables, once
from evidence.brief.verdicts import VERDICT_WORDS
from evidence.brief.words import a_list, capital, number, plural
from evidence.compare.rows import Kind, Way
from evidence.synthesise.claim_rows import Verdict

PAGE = "changes.html"
_NAMED = 3
"""Findings that are named in a sentence, where no more moved."""
WENT = {
    Way.TURNED: ("has turned", "have turned"),
    Way.WEAKENED: ("is weaker", "are weaker"),
    Way.STRENGTHENED: ("is stronger", "are stronger"),
    Way.NEW: ("is newly tested", "are newly tested"),
    Way.GONE: ("is no longer tested", "are no longer tested"),
    Way.MOVED: ("says what it said on other numbers", "say what they said on other numbers"),
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
    return [] if c is None else [*summary(c), *(s for _, s in in_the_strip(tables))]


def summary(c: Comparison) -> list[Sentence]:
    """Whether the advice moved, how the findings went, what came in; that nothing changed, where that is so."""
    if not c:
        return [_sentence(c, "none", "No change {since}.", {})]
    return [*advice(c), *_travelled(c), *_decided(c)]


def advice(c: Comparison) -> list[Sentence]:
    """Whether what follows from the findings is what followed, and how many findings went where."""
    if not c.findings and not c.moved:
        return _map(c)
    otherwise = [one for one in c.moved if one.advises_otherwise]
    k, n = len(otherwise), c.findings or 0
    values: dict[str, Any] = {
        "k": k,
        "n": n,
        "claim": plural(n, "claim", "claims"),
        "named": _named(otherwise),
    }
    text = "What the findings advise has not moved {since}."
    if k:
        text = (
            "The advice moved on {k} of {n} {claim} {since}"
            if n
            else "The advice moved on {k} claims {since}"
        )
        text += ": {named}." if k <= _NAMED else "."
    found = [_sentence(c, "advice", text, values)]
    went = [(len(c.going(way)), way) for way in WENT if c.going(way)]
    if went:
        told = a_list([f"{number(n)} {plural(n, *WENT[way])}" for n, way in went])
        found.append(_sentence(c, "went", "Of the findings, {told}.", {"told": told}))
    return found


def _named(moved: list[Moved]) -> str:
    """Findings by their heading, with their verdict before and now."""
    told = []
    for one in moved[:_NAMED]:
        was, now = (
            VERDICT_WORDS[Verdict(word)][1].lower() for word in (one.verdict.before, one.verdict.after)
        )  # type: ignore[union-attr]
        told.append(f"“{one.name}” ({was} before, {now} now)")
    return a_list(told)


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


def in_a_line(tables: Tables) -> list[Sentence]:
    """What the first page says of it, on screen and on paper: whether the advice moved, and where findings went."""
    c = current(tables)
    return [] if c is None else (advice(c) if c else summary(c))


def in_the_strip(tables: Tables) -> list[tuple[str, Sentence]]:
    """Its row in the strip on how far to trust a review; none where there is no release."""
    c = current(tables)
    if c is None:
        return []
    k = sum(one.advises_otherwise for one in c.moved)
    values = {"k": k, "n": c.findings, "claim": plural(c.findings or 0, "claim", "claims")}
    text = "nothing" if not c else "the advice on {k} of {n} {claim}" if k else "not the advice"
    return [("Changed " + since(c), _sentence(c, "strip", text, values, first=str))]


def _sentence(
    c: Comparison, name: str, template: str, values: dict[str, Any], first: Callable[[str], str] = capital
) -> Sentence:
    values = {**values, "since": since(c)}
    text = first(fill(template, values, file="brief", field=f"changed-{name}"))
    return Sentence(f"changed-{name}", text, template, values, PAGE)
