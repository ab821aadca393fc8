"""Which results a pool does not have, study by study (ROB-ME; Page and others 2023).

For each pool, every study that compares the same in the same role: it has its result in the pool, or one that cannot be pooled with
it, or a person knows that one was measured or planned and where it went, or nobody has seen any. What was not seen is not
said to be missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from evidence.assess.decisions import Selected, Unavailable, UnavailableDecision
from evidence.assess.rows import MissingResult, Seen
from evidence.extract.rows import POOLED, EvidenceItem
from evidence.item_words import Direction, Kind
from evidence.synthesise.pool_rows import Pool, PoolStudy

Told = Sequence[tuple[UnavailableDecision, str]]
"""What people know of results that are not to be had, each with its study."""
_Facts = tuple[Seen, Direction, int | None, Selected, str]
_SEEN = {
    Unavailable.NOT_REPORTED: Seen.NOT_REPORTED,
    Unavailable.IN_WORDS: Seen.IN_WORDS,
    Unavailable.PARTLY: Seen.NOT_POOLABLE,
}


def missing_results(
    pools: Iterable[Pool], members: Iterable[PoolStudy], items: Iterable[EvidenceItem], told: Told = ()
) -> list[MissingResult]:
    """One row a pool and study; and one, of no pool, for what people know of an outcome of which nothing was pooled.

    What a person says stands before what the rows tell, but for a result that is in the pool.
    """
    effects = [i for i in items if i.kind == Kind.EFFECT and i.standing in POOLED]
    pooled = [pool for pool in pools if pool.pooled]
    inside: dict[str, dict[str, str]] = defaultdict(dict)
    for member in members:
        inside[member.pool_id][member.study_id] = member.study_label
    found = [row for pool in pooled for row in _of_pool(pool, inside[pool.pool_id], effects, told)]
    outcomes = {pool.outcome for pool in pooled}
    alone = [(decision, study) for decision, study in told if decision.outcome not in outcomes]
    rows = [MissingResult("", decision.outcome, study, "", *_told(decision)) for decision, study in alone]
    return found + list(dict.fromkeys(rows))  # said of two works of one study, it is one row


def _of_pool(
    pool: Pool, inside: dict[str, str], effects: Sequence[EvidenceItem], told: Told
) -> list[MissingResult]:
    """`inside`: study → its name, of those in the pool. What they compare, in their own words, is what others must compare."""
    like = [item for item in effects if item.role == pool.role]
    same = {i.comparison for i in like if i.study_id in inside and i.outcome == pool.outcome} | {
        pool.comparison
    }
    own: dict[str, list[EvidenceItem]] = defaultdict(list)
    label = {item.study_id: item.study_label for item in effects} | inside
    for item in like:
        if item.comparison in same:
            own[item.study_id].append(item)
    known = {study: decision for decision, study in told if decision.outcome == pool.outcome}
    rows = []
    for study in sorted({*own, *known, *inside}):
        decision = known.get(study)
        facts: _Facts
        if study in inside:
            facts = (*(Seen.IN_POOL, Direction.NOT_STATED, None, Selected.NOT_KNOWN), _against(decision))
        elif decision:
            facts = _told(decision)
        else:
            facts = _from_rows(pool, own[study])
        rows.append(MissingResult(pool.pool_id, pool.outcome, study, label.get(study, ""), *facts))
    return rows


def _from_rows(pool: Pool, rows: Sequence[EvidenceItem]) -> _Facts:
    like = [item for item in rows if item.outcome == pool.outcome]
    if not like:
        return (
            *(Seen.NOT_SEEN, Direction.NOT_STATED, None, Selected.NOT_KNOWN),
            "no row of this outcome; whether it was measured is not known",
        )
    directions = {item.direction for item in like if item.direction}
    side = directions.pop() if len(directions) == 1 else Direction.NOT_STATED
    people = max((item.n for item in like if item.n), default=None)
    bare = all(item.estimate is None or item.se is None for item in like)
    why = (
        "a direction, or a number without its precision"
        if bare
        else "another measure, kind of estimate or unit"
    )
    return (
        Seen.NOT_POOLABLE,
        side,
        people,
        Selected.NOT_KNOWN,
        f"{why} ({', '.join(sorted(i.item_id for i in like))})",
    )


def _told(decision: UnavailableDecision) -> _Facts:
    said = f"{decision.because} ({decision.reviewer})"
    return _SEEN[decision.fate], decision.direction, decision.n, decision.selected, said


def _against(decision: UnavailableDecision | None) -> str:
    """That a person misses a result which is there: the two cannot both be right."""
    if not decision:
        return ""
    return f"though {decision.reviewer} says that it is {decision.fate.replace('_', ' ')}: {decision.because}"


def beside(pool: Pool, rows: Iterable[MissingResult]) -> tuple[str, bool]:
    """(what is known of results that a pool does not have, in words; whether a person says that one was left out for what it was)."""
    own = [row for row in rows if row.pool_id == pool.pool_id and row.seen != Seen.IN_POOL]
    known = [row for row in own if row.seen != Seen.NOT_SEEN]
    chosen = [row for row in known if row.selected == Selected.YES]
    people = sum(row.n or 0 for row in known)
    said = (
        f"{len(known)} studies have a result that is not in the pool"
        if known
        else "no result is known that is not in the pool"
    )
    said += f", of {people} people at least" if people else ""
    said += f", and {len(chosen)} of them left it out for what it was" if chosen else ""
    unseen = len(own) - len(known)
    return said + (f"; of {unseen} more nobody has seen one" if unseen else ""), bool(chosen)
