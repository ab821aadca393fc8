"""With which release each work came in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from evidence.compare.rows import Arrival
from evidence.deduplicate.rows import Work
from evidence.review import Review
from evidence.rows import column_names
from evidence.screen.rows import Screen, Screening


def arrivals(review: Review, releases: Iterable[tuple[str, Review]]) -> list[Arrival]:
    """The works of a review by the first of its releases (name, tables; the oldest first) that had them.

    A work is the same where it has the same id or one of the same records, so that works that were joined or keyed anew came in
    when the first of their records did. Nothing is said where there is no release.
    """
    known: dict[str, str] = {}
    included: dict[str, str] = {}
    order: list[str] = []
    for name, release in releases:
        order.append(name)
        decided = _rows(release, Screening, "work_id", "decision")
        kept = {row["work_id"] for row in decided if row["decision"] == Screen.INCLUDE}
        for work, identities in _works(release):
            for identity in identities:
                known.setdefault(identity, name)
                if work in kept:
                    included.setdefault(identity, name)

    def first(seen: dict[str, str], identities: list[str]) -> str:
        return min((seen[one] for one in identities if one in seen), key=order.index, default="")

    return [Arrival(work, first(known, own), first(included, own)) for work, own in _works(review) if order]


def _works(review: Review) -> Iterator[tuple[str, list[str]]]:
    """Each work with all that it is known by: its id and its records."""
    for row in _rows(review, Work, "work_id", "members"):
        yield row["work_id"], [row["work_id"], *row["members"]]


def _rows(review: Review, kind: type, *names: str) -> list[dict[str, Any]]:
    others = tuple(name for name in column_names(kind) if name not in names)
    return review.columns(kind, without=others).to_pylist()
