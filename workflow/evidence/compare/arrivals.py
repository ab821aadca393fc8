"""With which release each work came in."""

from __future__ import annotations

from collections.abc import Iterable

from evidence.compare.rows import Arrival
from evidence.deduplicate.rows import Work
from evidence.review import Review
from evidence.screen.rows import Screen, Screening


def arrivals(review: Review, releases: Iterable[tuple[str, Review]]) -> list[Arrival]:
    """The works of a review by the first of its releases (name, tables; the oldest first) that had them.

    A work is the same where it has the same id or one of the same records, so that works that were joined or keyed anew
    came in when the first of their records did. Nothing is said where there is no release.
    """
    known: dict[str, str] = {}
    included: dict[str, str] = {}
    there = False
    for name, release in releases:
        there = True
        kept = {row.work_id for row in release[Screening] if row.decision == Screen.INCLUDE}
        for work in release[Work]:
            for identity in (work.work_id, *work.members):
                known.setdefault(identity, name)
                if work.work_id in kept:
                    included.setdefault(identity, name)
    if not there:
        return []
    order = list(dict.fromkeys(known.values()))
    return [
        Arrival(work.work_id, _first(work, known, order), _first(work, included, order)) for work in review[Work]
    ]


def _first(work: Work, seen: dict[str, str], order: list[str]) -> str:
    found = [seen[identity] for identity in (work.work_id, *work.members) if identity in seen]
    return min(found, key=order.index) if found else ""
