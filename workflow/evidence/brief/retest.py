"""What the source of the claims said, point by point, and what became of each point by the leans of the claims that test it.

The rule stands here alone, and is told in docs/method.md. A claim that no point makes was added by this review.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from evidence.brief.sentences import Sentence, fill
from evidence.brief.tables import Tables
from evidence.brief.verdicts import by_votes, that_lean
from evidence.brief.words import a_list, capital, number, plural
from evidence.synthesise.claim_rows import Lean


class State(StrEnum):
    """What became of a point."""

    KEPT = "kept"
    WEAKENED = "weakened"
    TURNED = "turned"
    UNTESTED = "untested"


MEANS = {
    State.KEPT: "the evidence leans towards every claim of it that could be tested",
    State.WEAKENED: "the tested claims are divided or only qualified, or lean both ways",
    State.TURNED: "the evidence leans against every claim of it that could be tested",
    State.UNTESTED: "no claim of it could be tested",
}
KINDS = {
    "finding": ("key finding", "key findings"),
    "implication": ("implication", "implications"),
    "context": ("point of context", "points of context"),
}
"""What a point may be, in the order in which they are counted."""
_PAGE = "replication.html#{kind}s"


def state_of(leans: Sequence[Lean]) -> State:
    """What became of a point whose claims lean so. A claim that leans more towards it never makes it worse.

    >>> state_of([Lean.FOR, Lean.NONE]), state_of([Lean.FOR, Lean.AGAINST]), state_of([Lean.NONE])
    (<State.KEPT: 'kept'>, <State.WEAKENED: 'weakened'>, <State.UNTESTED: 'untested'>)
    """
    tested = {lean for lean in leans if lean != Lean.NONE}
    if not tested:
        return State.UNTESTED
    if tested == {Lean.FOR}:
        return State.KEPT
    return State.TURNED if tested == {Lean.AGAINST} else State.WEAKENED


def points(tables: Tables, kind: str = "") -> list[dict[str, Any]]:
    """The points of one kind, or all of them, in the order of the source."""
    return [p for p in tables.claims.seed.get("points", []) if kind in ("", p["kind"])]


def state(tables: Tables, point: dict[str, Any]) -> State:
    return state_of(_leans(tables, point))


def in_words(tables: Tables, point: dict[str, Any]) -> str:
    """The state of a point, and on how many of its claims it rests where that is not all.

    "Kept, by one of its three claims; two are not tested". Then on how little, where no claim of it rests on more than a few.
    """
    leans, word = _leans(tables, point), capital(state(tables, point))
    tested = len(leans) - leans.count(Lean.NONE)
    left = len(leans) - tested
    if tested and left:
        word += f", by {number(tested)} of its {number(len(leans))} claims; {number(left)} {plural(left, 'is', 'are')} not tested"
    most = _most(tables, point)
    if most is None or most >= tables.claims.minimum_studies:
        return word
    each = "" if tested == 1 else " a claim"
    return (
        f"{word}. It rests on no more than {number(most)} {plural(most, 'body', 'bodies')} of evidence{each}"
    )


def _most(tables: Tables, point: dict[str, Any]) -> int | None:
    """How many bodies of evidence lean the way of the verdict, on the claim of a point that has the most; none where a count decides."""
    tested = [f for claim in point["claims"] if (f := tables.finding[claim]).lean != Lean.NONE]
    return max(map(that_lean, tested)) if tested and all(map(by_votes, tested)) else None


def added(tables: Tables) -> list[str]:
    """The claims that the source does not make; none where its points are not known."""
    told = {claim for point in points(tables) for claim in point["claims"]}
    return [p.id for p in tables.claims.items if told and p.id not in told]


def origin(tables: Tables, claim: str) -> str:
    """The points that a claim tests, in words, or that this review added it; blank where the source has no points."""
    if not points(tables):
        return ""
    made = [_named(point) for point in points(tables) if claim in point["claims"]]
    if made:
        return f"{capital(a_list(made))} of {source(tables)}."
    beside = [_named(point) for point in points(tables) if claim in point.get("unsaid", ())]
    if not beside:
        return f"Added by this review: {source(tables)} does not make it."
    return f"Added by this review: {a_list(beside)} of {source(tables)} {plural(len(beside), 'leaves', 'leave')} it unsaid."


def source(tables: Tables) -> str:
    """The source in a few words: Thorn and Rake (1999)."""
    seed = tables.claims.seed
    return f"{seed.get('short') or seed['title']} ({seed['year']})"


def summary(tables: Tables) -> list[Sentence]:
    """How many points of each kind became what, and how many of them rest on a part of their claims; none without points."""
    every = points(tables)
    if not every:
        return []
    counted = [(kind, _tally(tables, kind)) for kind in KINDS if points(tables, kind)]
    values: dict[str, Any] = {
        **{f"{kind}s": tally.total() for kind, tally in counted},
        **{f"{kind}s_{became}": tally[became] for kind, tally in counted for became in State},
        "told": "; ".join(
            _told(kind, tally, "" if at else f" of {source(tables)}")
            for at, (kind, tally) in enumerate(counted)
        ),
    }
    page = _PAGE.format(kind=every[0]["kind"])
    found = [_sentence("replication", "{told|capital}.", values, page)]
    tested = [_leans(tables, point) for point in every if state(tables, point) != State.UNTESTED]
    values = {"tested": len(tested), "partly": sum(Lean.NONE in leans for leans in tested)}
    if values["partly"]:
        values["were"] = plural(values["partly"], "was", "were")
        parts = "Of the {tested} points tested, {partly} {were} tested in part: other claims of the same point are not."
        if len(tested) == 1:
            parts = "The only point tested was tested in part: other claims of the same point are not."
        found.append(_sentence("replication-partly", parts, values, page))
    most = [_most(tables, point) for point in every]
    values = {
        "tested": len(tested),
        "few": sum(n is not None and n < tables.claims.minimum_studies for n in most),
        "minimum": tables.claims.minimum_studies,
    }
    if values["few"]:
        values["rest"] = plural(values["few"], "rests", "rest")
        thin = (
            "{few|capital} of the {tested} {rest} on fewer than {minimum} bodies of evidence for any claim."
        )
        if len(tested) == 1:
            thin = "It rests on fewer than {minimum} bodies of evidence for any claim."
        found.append(_sentence("replication-few", thin, values, page))
    return found


def _told(kind: str, tally: Counter[State], whose: str) -> str:
    n, (one, many) = tally.total(), KINDS[kind]
    states = [(tally[each], each) for each in State if tally[each]]
    if n == 1:
        return f"the only {one}{whose} is {states[0][1]}"
    became = [f"{number(count)} {plural(count, 'is', 'are')} {word}" for count, word in states]
    return f"of the {number(n)} {many}{whose}, {a_list(became)}"


def _tally(tables: Tables, kind: str) -> Counter[State]:
    return Counter(state(tables, point) for point in points(tables, kind))


def _leans(tables: Tables, point: dict[str, Any]) -> list[Lean]:
    return [Lean(tables.finding[claim].lean) for claim in point["claims"]]


def _named(point: dict[str, Any]) -> str:
    return f"{KINDS[point['kind']][0]} {point['number']}"


def _sentence(name: str, template: str, values: dict[str, Any], page: str) -> Sentence:
    return Sentence(name, fill(template, values, file="brief", field=name), template, values, page)
