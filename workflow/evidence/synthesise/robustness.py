"""How much a verdict rests on: the fewest studies without which it leans another way.

Votes that each pull their own way are taken from one side at a time, which is exact however many there are. Elsewhere every
way of taking studies away is tried, smallest first, where studies that a rule cannot tell apart stand for each other; where
there are too many ways, a search that takes away what helps most goes on and gives a bound, which is said to be one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations_with_replacement

from evidence.propositions import Proposition
from evidence.side_words import TAKEN
from evidence.synthesise.axes import LEANS
from evidence.synthesise.claim_rows import Lean
from evidence.synthesise.claim_rule import Weighs
from evidence.synthesise.match import matcher
from evidence.synthesise.rules import rule_of, ruling_on, seen, wheres
from evidence.synthesise.ruling import Evidence, Ruling

MOST_TRIALS = 4000
_MOST_COMPARED = 60

Group = tuple[str, ...]
"""Studies that are taken away together."""


@dataclass(frozen=True, slots=True)
class Flip:
    """The studies without which a verdict leans `to` another way, which are `bodies` bodies; `exact`: whether no fewer do it."""

    studies: Group = ()
    to: Lean = Lean.NONE
    bodies: int = 0
    exact: bool = True


def judge(proposition: Proposition, evidence: Evidence) -> Lean:
    return LEANS[ruling_on(proposition, evidence).verdict]


def flip(proposition: Proposition, evidence: Evidence) -> Flip:
    """The fewest studies that turn the lean; none where nothing was tested, so that there is nothing to take away."""
    now = judge(proposition, evidence)
    if now is Lean.NONE:
        return Flip()
    if rule_of(proposition.rule).weighs is Weighs.SIDES:
        return _of_votes(proposition, evidence, now)
    evidence = replace(evidence, items=seen(proposition.rule, evidence.items), index={})
    return _search(
        proposition, evidence, now, [[(study,) for study in kind] for kind in _kinds(proposition, evidence)]
    )


def without(evidence: Evidence, studies: Iterable[str]) -> Evidence:
    """The same evidence, had these studies not been there."""
    return replace(evidence, gone=evidence.gone | frozenset(studies))


def _of_votes(proposition: Proposition, evidence: Evidence, now: Lean) -> Flip:
    own = evidence.bodies()
    kinds = [sorted((body.studies for body in own if body.side == side), key=len) for side in TAKEN]
    if not rule_of(proposition.rule).monotone:
        return _search(proposition, evidence, now, kinds)
    ways = (_shortest(proposition, evidence, now, kind) for kind in kinds if kind)
    return min(
        filter(None, ways), key=lambda flip: (flip.bodies, len(flip.studies)), default=Flip(exact=False)
    )


def _shortest(proposition: Proposition, evidence: Evidence, now: Lean, kind: list[Group]) -> Flip | None:
    """The fewest of one side that turn the lean; who takes more of the same side turns it as well."""
    size = bisect_left(
        range(1, len(kind) + 1),
        True,
        key=lambda n: judge(proposition, without(evidence, _studies(kind[:n]))) is not now,
    )
    return _turned(proposition, evidence, now, kind[: size + 1])


def _studies(groups: Iterable[Group]) -> Group:
    return tuple(sorted(study for group in groups for study in group))


def _turned(
    proposition: Proposition, evidence: Evidence, now: Lean, taken: Sequence[Group], exact: bool = True
) -> Flip | None:
    """What taking these away does, where it turns the lean."""
    studies = _studies(taken)
    there = judge(proposition, without(evidence, studies))
    return None if there is now else Flip(studies, there, len(taken), exact)


def _search(proposition: Proposition, evidence: Evidence, now: Lean, kinds: list[list[Group]]) -> Flip:
    """Every way, smallest first; a bound where there are too many."""
    trials, most = 0, sum(map(len, kinds))
    for size in range(1, most + 1):
        for taken in _ways(kinds, size):
            trials += 1
            if trials > MOST_TRIALS:
                return _bound(proposition, evidence, now, kinds, size)
            if found := _turned(proposition, evidence, now, taken):
                return found
    return Flip()


def _bound(
    proposition: Proposition, evidence: Evidence, now: Lean, kinds: list[list[Group]], size: int
) -> Flip:
    """The shorter of two ways: what lowers the score most is taken away, or what raises it most. Exact where it is no longer than `size`, below which every way was tried."""
    found = [
        flip
        for sign in (1, -1)
        if (flip := _greedy(proposition, evidence, now, [list(kind) for kind in kinds], sign))
    ]
    best = min(found, key=lambda flip: (flip.bodies, flip.studies), default=Flip(exact=False))
    return replace(best, exact=bool(best.studies) and best.bodies <= size)


def _greedy(
    proposition: Proposition, evidence: Evidence, now: Lean, kinds: list[list[Group]], sign: int
) -> Flip | None:
    taken: list[Group] = []

    def after(group: Group) -> Ruling:
        studies = (study for one in (*taken, group) for study in one)
        return ruling_on(proposition, without(evidence, studies))

    order: list[list[Group]] = []
    while any(kinds):
        if len(kinds) <= _MOST_COMPARED or not order:
            order = sorted(filter(None, kinds), key=lambda kind: sign * after(kind[0]).score)
        kind = next(kind for kind in order if kind)
        taken.append(kind.pop(0))
        if found := _turned(proposition, evidence, now, taken, exact=False):
            return found
    return None


def _kinds(proposition: Proposition, evidence: Evidence) -> list[list[str]]:
    """Studies that can turn a verdict, those together that its rule cannot tell apart."""
    settings, rule = proposition.rule, rule_of(proposition.rule)
    conditions = [matcher(dict(where)) for where in wheres(settings)]
    tells: dict[str, list[str]] = defaultdict(list)
    for study in evidence.designed(rule.designs(settings)):
        tells[study].append("design")
    numbered, studies = rule.weighs is Weighs.ESTIMATES, rule.weighs is Weighs.DESIGNS
    scope = {item for side in evidence.sides for item in side.items} if rule.of_named else set()
    studies_of: dict[str, set[str]] = defaultdict(set)
    for item in evidence.items:
        studies_of[item.case_id].add(item.study_id)
    for item in evidence.items:
        shared = item.case_id if item.case_id and len(studies_of[item.case_id]) > 1 else ""
        number = (item.estimate, item.se, item.months) if numbered else ()
        met = [met(item) for met in conditions]
        told = repr((met, item.item_id in scope, "" if studies else shared, number))
        if not (studies and told in tells[item.study_id]):
            tells[item.study_id].append(told)
    alike: dict[str, list[str]] = defaultdict(list)
    for study in sorted(tells):
        alike[repr(sorted(tells[study]))].append(study)
    return list(alike.values())


def _ways(kinds: list[list[Group]], size: int) -> Iterator[list[Group]]:
    """Every way of taking `size` groups, one for ways that differ only in groups of one kind."""
    for taken in combinations_with_replacement(range(len(kinds)), size):
        counts = Counter(taken)
        if all(n <= len(kinds[kind]) for kind, n in counts.items()):
            yield [group for kind, n in counts.items() for group in kinds[kind][:n]]
