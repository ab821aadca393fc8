"""What a reader of a pooled estimate must know: rows that are left out, rare events, votes that point the other way, people who stand in another comparison too."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence

from evidence.extract.rows import POOLABLE, POOLED, EvidenceItem, HigherIs, Standing
from evidence.item_words import Direction
from evidence.synthesise.likeness import benefit, of_sign, usable

COUNTS = ("events_1", "n_1", "events_2", "n_2")
_NAMED = 5  # rows that are named where they are left out
RARE = 0.01  # of the people: Cochrane Handbook 10.4.4.1
OF_COUNTS = ("log_odds_ratio", "log_risk_ratio", "risk_difference")


def left_out(group: list[EvidenceItem], chosen: list[EvidenceItem]) -> str:
    """Which rows of a group are not in its pool, and why; empty where all of them are."""
    pooled = {item.item_id: item for item in chosen}
    of_study = {item.study_id: item for item in chosen}
    why: dict[str, list[str]] = defaultdict(list)
    for item in group:
        if item.item_id not in pooled:
            why[_why_left(item, of_study.get(item.study_id))].append(item.item_id)
    said = (f"{len(rows)} {words} ({_listed(rows)})" for words, rows in sorted(why.items()))
    return f"left out: {', '.join(said)}" if why else ""


def _listed(names: list[str]) -> str:
    """
    >>> _listed(["b", "a"]), _listed(list("abcdefgh"))
    ('a, b', 'a, b, c, d, e and 3 more')
    """
    names = sorted(names)
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _why_left(item: EvidenceItem, pooled: EvidenceItem | None) -> str:
    """`pooled`: the row of its study that is in the pool."""
    if item.poolable not in POOLABLE:
        return "not marked as poolable"
    if item.estimate is None:
        return "without an estimate and its standard error"
    if item.se is None or item.se <= 0:
        return "without a usable standard error"
    if not usable(item):
        return "with numbers that cannot be true"
    if item.standing == Standing.NOT_KNOWN:
        return "of a study that nobody can tell"
    if item.standing == Standing.RETRACTED:
        return "of a study that is retracted"
    if item.standing not in POOLED:
        return item.standing_reason if "combined with" in item.standing_reason else "shown and not counted"
    if pooled and pooled.months == item.months:
        return f"of the same study and time as {pooled.item_id}, and not combined with it"
    return "of another time of its study"


def votes(rows: Sequence[EvidenceItem]) -> tuple[int, int]:
    """Rows whose direction is benefit, and harm."""
    stated = [Direction(row.direction) for row in rows]
    return stated.count(Direction.POSITIVE), stated.count(Direction.NEGATIVE)


def pointing(rows: Sequence[EvidenceItem], estimate: float | None) -> Direction:
    """The side that a pooled estimate points to; nothing where nobody says whether a higher value is better."""
    sides = {side for row in rows if (side := benefit(row))}
    if len(sides) != 1 or not estimate:
        return Direction.NOT_STATED
    better = (estimate > 0) == (sides == {HigherIs.BETTER})
    return Direction.POSITIVE if better else Direction.NEGATIVE


def notes(
    rows: Sequence[EvidenceItem], estimate: float | None, beside: Sequence[EvidenceItem]
) -> Iterator[str]:
    """Sentences. `beside`: rows of other groups that share a control with one of these."""
    yield from filter(None, (_apart(rows), rare(rows), _votes_apart(rows, estimate)))
    for row in beside:
        yield (
            f"{row.item_id} ({row.comparison}) is of a study of this pool and shares its control; it is another comparison, and is "
            "not in this pool."
        )


def _apart(rows: Sequence[EvidenceItem]) -> str:
    """That rows count for no claim, where it is so."""
    why = {row.standing_reason for row in rows if row.standing == Standing.APART}
    return f"Its rows count for no claim: {'; '.join(sorted(why))}" if why else ""


def counts(row: EvidenceItem) -> tuple[float, float, float, float] | None:
    """Events and people by arm, where they are known and can be true."""
    cells = json.loads(row.raw) if row.raw else {}
    if not cells.keys() >= set(COUNTS):
        return None
    a, n, c, m = cells["events_1"], cells["n_1"], cells["events_2"], cells["n_2"]
    return (a, n, c, m) if 0 <= a <= n and 0 <= c <= m and n and m else None


def rare(rows: Sequence[EvidenceItem]) -> str:
    """Whether events are so few that inverse variance misleads."""
    if not rows or rows[0].effect_type not in OF_COUNTS:
        return ""
    tables = [found for row in rows if (found := counts(row))]
    events = sum(table[0] + table[2] for table in tables)
    people = sum(table[1] + table[3] for table in tables)
    empty = sum(not (0 < a < n and 0 < c < m) for a, n, c, m in tables)
    few = people > 0 and not RARE <= events / people <= 1 - RARE
    said = [
        f"events are rare, {events:g} among {people:g} people" if few else "",
        f"an arm without events, or with nothing else, is in {empty} of {len(tables)} studies"
        if empty
        else "",
    ]
    why = "; ".join(filter(None, said))
    return (
        f"{why[:1].upper()}{why[1:]}. Weights by inverse variance mislead there; see the rows from counts in the table of analyses."
        if why
        else ""
    )


def _votes_apart(rows: Sequence[EvidenceItem], estimate: float | None) -> str:
    """Why the pooled estimate and most of its rows point apart, where they do."""
    good, bad = votes(rows)
    side = pointing(rows, estimate)
    if good == bad or not side or (side == Direction.POSITIVE) == (good > bad):
        return ""
    most, ends = max(good, bad), ("benefit", "harm") if good > bad else ("harm", "benefit")
    wrong = [row.item_id for row in rows if _misdirected(row)]
    why = (
        f"the directions of {', '.join(wrong)} do not fit their signs"
        if wrong
        else "rows count by their precision in the one and as one vote each in the other"
    )
    return f"{most} of {len(rows)} rows point to {ends[0]}, and the pooled estimate to {ends[1]}: {why}."


def _misdirected(row: EvidenceItem) -> bool:
    stated = Direction(row.direction).sign
    better = 1 if row.higher_is == HigherIs.BETTER else -1
    return bool(row.higher_is and stated and of_sign(row) and of_sign(row) * better != stated)
