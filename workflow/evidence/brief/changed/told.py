"""What changed, in sentences that can be read aloud: whether the advice moved, where the evidence went, what came in.

They are no part of `every_sentence`: a release freezes what the evidence says, and not what was said of the release before.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, NamedTuple

from evidence.brief.changed.comparison import Comparison, Moved
from evidence.brief.changed.current import current
from evidence.brief.made_once import once
from evidence.brief.sentences import Sentence, fill
from evidence.brief.tables import Tables
from evidence.brief.verdicts import VERDICT_WORDS
from evidence.brief.words import a_list, capital, number, plural
from evidence.compare.rows import Kind, Way
from evidence.screen.rows import Fate
from evidence.synthesise.claim_rows import Verdict

PAGE = "changes.html"
_NAMED = 3
"""Claims that are named in a sentence, where no more of them moved."""


class Went(NamedTuple):
    """A way in words: in a badge, of one claim after "since then", and of a number of claims after "the evidence"."""

    badge: str
    one: str
    many: str


WENT = {
    Way.TURNED: Went("turned", "the evidence on this claim has turned", "has turned on {}"),
    Way.WEAKENED: Went("weakened", "the evidence has weakened this claim", "has weakened {}"),
    Way.STRENGTHENED: Went("strengthened", "the evidence has strengthened this claim", "has strengthened {}"),
    Way.NEW: Went("newly tested", "this claim is newly tested", "newly tests {}"),
    Way.GONE: Went("no longer tested", "this claim is no longer tested", "no longer tests {}"),
    Way.MOVED: Went(
        "same verdict on other numbers",
        "the verdict on this claim is the same on other numbers",
        "comes to the same verdict on other numbers for {}",
    ),
}
BY_PEOPLE = (
    *(Kind.FATE, Kind.CODE, Kind.ITEM, Kind.APPRAISAL, Kind.SIDE, Kind.THEME),
    *(Kind.CERTAINTY, Kind.IMPLICATION, Kind.SETTING),
)
"""Kinds of causes that are what people decided, and nothing that came in or went out."""


def since(c: Comparison) -> str:
    """From when to when is told."""
    if c.after is None:
        return f"since release {c.before.name}"
    return f"from release {c.before.name} to release {c.after.name}"


@once
def changed_sentences(tables: Tables) -> list[Sentence]:
    """What the book says of the comparison that it leads with; nothing where there is no release."""
    c = current(tables)
    return [] if c is None else [*summary(c), *(s for _, s in in_the_strip(tables))]


def summary(c: Comparison) -> list[Sentence]:
    """Whether the advice moved, where the evidence went, what came in; that nothing changed, where that is so."""
    if not c:
        return [_sentence(c, "none", "No change {since}.", {})]
    return [*advice(c), *_by_what(c), *_travelled(c)]


def advice(c: Comparison) -> list[Sentence]:
    """Whether what follows from the verdicts is what followed, and on how many claims the evidence went where."""
    if not c.findings and not c.moved:
        return _map(c)
    otherwise = [one for one in c.moved if one.advises_otherwise]
    k, n = len(otherwise), c.findings or len(c.moved)
    values: dict[str, Any] = {
        "k": k,
        "n": n,
        "claim": plural(n, "claim", "claims"),
        "named": _named(otherwise),
    }
    text = "The advice has not moved on any claim {since}."
    if k:
        text = "The advice moved on {k} of {n} {claim} {since}" + (": {named}." if k <= _NAMED else ".")
    found = [_sentence(c, "advice", text, values)]
    if told := _went(c):
        found.append(_sentence(c, "went", "The evidence {told}.", {"told": told}))
    return found


def _went(c: Comparison) -> str:
    """On how many claims the evidence went where; the first count has its noun."""
    counts = [(way, len(c.going(way))) for way in WENT if c.going(way)]
    return a_list([
        WENT[way].many.format(number(n) + ("" if at else f" {plural(n, 'claim', 'claims')}"))
        for at, (way, n) in enumerate(counts)
    ])  # fmt: skip


def _named(moved: list[Moved]) -> str:
    """Claims by their heading, with the verdict that they come from and the one that they go to."""
    told = []
    for one in moved[:_NAMED]:
        if one.verdict:
            was, now = (
                VERDICT_WORDS[Verdict(word)][1].lower() for word in (one.verdict.before, one.verdict.after)
            )
            told.append(f"“{one.name}” (from {was} to {now})")
    return a_list(told)


def _map(c: Comparison) -> list[Sentence]:
    """Of a review that puts no claim to the test: the cells of its map."""
    k = len({change.subject for change in c.of(Kind.CELL)})
    values = {"k": k, "is": plural(k, "cell of the map holds", "cells of the map hold")}
    text = (
        "{k|capital} {is} other evidence than before, {since}."
        if k
        else "No cell of the map has changed {since}."
    )
    return [_sentence(c, "map", text, values)]


def _by_what(c: Comparison) -> list[Sentence]:
    """How many claims moved without anything having come in or gone out: by what people decided alone, or by the program."""
    moved = [{cause.kind for cause in one.needed} for one in c.moved if one.needed and one.way != Way.MOVED]
    by: dict[str, tuple[str, Callable[[Collection[Kind]], bool]]] = {
        "people": (
            "by what people decided, and not by what was published",
            lambda kinds: {*kinds} <= {*BY_PEOPLE},
        ),
        "program": ("because the program did", lambda kinds: Kind.PROGRAM in kinds),
    }
    found = []
    for name, (words, meets) in by.items():
        if k := sum(map(meets, moved)):
            text = f"{{k|capital}} of these claims moved {words}."
            found.append(_sentence(c, name, text, {"k": k}))
    return found


def _travelled(c: Comparison) -> list[Sentence]:
    """How many works came in and went out, and how many of those that came are included."""
    came, went = c.of(Kind.WORK_IN), c.of(Kind.WORK_OUT)
    if not came and not went:
        return []
    values = {
        "came": len(came), "works": plural(len(came), "work", "works"), "went": len(went),
        "included": sum(row.after == Fate.INCLUDED for row in came),
    }  # fmt: skip
    of = ", {included} of them included," if len(came) > 1 else ""
    text = f"{{came|capital}} {{works}} came in{of} and {{went}} went out."
    return [_sentence(c, "travelled", text, values)]


def in_a_line(tables: Tables) -> list[Sentence]:
    """What the first page says of it, on screen and on paper."""
    c = current(tables)
    return [] if c is None else advice(c) if c else summary(c)


def in_the_strip(tables: Tables) -> list[tuple[str, Sentence]]:
    """Its row in the strip on how far to trust a review; none where there is no release."""
    c = current(tables)
    if c is None:
        return []
    k = sum(one.advises_otherwise for one in c.moved)
    values = {"k": k, "n": c.findings, "claim": plural(c.findings or 0, "claim", "claims")}
    text = "the advice on {k} of {n} {claim}" if k else "the evidence, and not the advice" if c else "nothing"
    return [(f"Changed {since(c)}", _sentence(c, "strip", text, values, first=str))]


def _sentence(
    c: Comparison, name: str, template: str, values: dict[str, Any], first: Callable[[str], str] = capital
) -> Sentence:
    values = {**values, "since": since(c)}
    text = first(fill(template, values, file="brief", field=f"changed-{name}"))
    return Sentence(f"changed-{name}", text, template, values, PAGE)
