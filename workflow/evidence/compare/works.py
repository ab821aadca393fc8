"""Works that came, went, were joined or parted, what works are to one another, and the fate of each with the decision behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from evidence.citation import short_cite
from evidence.compare.columns import columns, differing, where, with_names
from evidence.compare.rows import Change, Kind, Way
from evidence.compare.same import Same
from evidence.deduplicate.rows import Comparison, Consequence, Membership, Work, WorkLink
from evidence.review import Review
from evidence.screen.rows import Screen, Screening

_CITED = ("work_id", "title", "authors", "year", "study_id")
_DECIDED = ("work_id", "decision", "reason", "by", "date", "stage", "unretrieved")
_JOIN = ("record_id", "work_id", "primary", "matched_record", "rule", "reason", "by")


class Called:
    """What works are called, and the study that each reports."""

    def __init__(self, review: Review) -> None:
        self._table = columns(review, Work, _CITED)
        self._known: dict[str, tuple[str, str]] = {}

    def look_up(self, works: Iterable[str]) -> None:
        """Read the names of these works, all at once."""
        for row in where(self._table, "work_id", sorted({*works} - self._known.keys())):
            work = _Cited(row["title"], tuple(row["authors"] or ()), row["year"])
            self._known[row["work_id"]] = (f"{short_cite(work)}: {work.title}", row["study_id"])

    def name(self, work: str) -> str:
        return self._known.get(work, (work, ""))[0]

    def study(self, work: str) -> str:
        return self._known.get(work, ("", ""))[1]


class _Cited:
    """What a citation is made of."""

    letter = ""

    def __init__(self, title: str, authors: tuple[str, ...], year: int | None) -> None:
        self.title, self.authors, self.year = title, authors, year


def works(before: Review, after: Review, same: Same, called: tuple[Called, Called]) -> Iterator[Change]:
    """Works in and out with their fate, works joined and parted with what did it, and other fates of works that stay."""
    own, now = called
    own.look_up([*same.works_gone, *same.parted, *(w for group in same.joined.values() for w in group)])
    now.look_up([*same.works_come, *same.joined, *(w for group in same.parted.values() for w in group)])
    yield from _in_and_out(Kind.WORK_OUT, before, same.works_gone, own)
    yield from _in_and_out(Kind.WORK_IN, after, same.works_come, now)
    yield from _joined(before, after, same, now)
    yield from _parted(before, after, same, own)
    yield from _fates(before, after, same, now)
    yield from _links(before, after, same, called)


def decision(row: dict[str, Any]) -> str:
    """Who decided on a work, when and why, in words.

    >>> decision({"reason": "not on housing", "by": "coder-1", "date": "2026-11-23"})
    'not on housing (coder-1, 2026-11-23)'
    """
    who = ", ".join(filter(None, (row["by"], row["date"])))
    return " ".join(filter(None, (row["reason"], f"({who})" if who else "")))


def _in_and_out(kind: Kind, review: Review, own: list[str], called: Called) -> Iterator[Change]:
    for row in where(columns(review, Screening, _DECIDED), "work_id", own) if own else []:
        work, fate = row["work_id"], Screen(row["decision"]).fate.value
        before, after = ("", fate) if kind == Kind.WORK_IN else (fate, "")
        yield _row(kind, work, called, "fate", before, after, decision(row))


def _fates(before: Review, after: Review, same: Same, called: Called) -> Iterator[Change]:
    own = with_names(columns(before, Screening, _DECIDED), work_id=same.work)
    left, came = (
        {row["work_id"]: row for row in rows} for rows in differing(own, columns(after, Screening, _DECIDED))
    )
    both = sorted(left.keys() & came.keys())
    called.look_up(both)
    for work in both:
        one, other = left[work], came[work]
        then, now = (_outcome(row) for row in (one, other))
        for field in ("fate",) if then["fate"] != now["fate"] else ("reason", "stage", "full text"):
            if then[field] != now[field]:
                yield _row(Kind.FATE, work, called, field, then[field], now[field], decision(other))


def _outcome(row: dict[str, Any]) -> dict[str, str]:
    return {
        "fate": Screen(row["decision"]).fate.value,
        "reason": row["reason"],
        "stage": row["stage"],
        "full text": "could not be had" if row["unretrieved"] else "",
    }


def _joined(before: Review, after: Review, same: Same, called: Called) -> Iterator[Change]:
    if not same.joined:
        return
    then = _work_of(before, same)
    joins = _members(after, list(same.joined))
    for work, own in sorted(same.joined.items()):
        why = dict.fromkeys(
            _told(row["rule"], row["reason"], row["by"])
            for row in joins
            if row["work_id"] == work and not row["primary"] and then.get(row["record_id"]) != then.get(row["matched_record"])
        )  # fmt: skip
        yield _row(Kind.WORKS_JOINED, work, called, "works", "; ".join(sorted(own)), work, "; ".join(why))


def _parted(before: Review, after: Review, same: Same, called: Called) -> Iterator[Change]:
    if not same.parted:
        return
    apart = _kept_apart(after)
    for work, parts in sorted(same.parted.items()):
        members = {part: {row["record_id"] for row in _members(after, [part])} for part in parts}
        why = [
            told
            for (one, other), told in apart.items()
            if any(one in members[a] and other in members[b] for a in parts for b in parts if a != b)
        ]
        yield _row(Kind.WORK_PARTED, work, called, "works", work, "; ".join(sorted(parts)), "; ".join(why))


def _work_of(review: Review, same: Same) -> dict[str, str]:
    """Entry, by its name in after → its work in before, of works that were joined."""
    own = [work for group in same.joined.values() for work in group]
    return {
        same.record.get(row["record_id"], row["record_id"]): row["work_id"] for row in _members(review, own)
    }


def _members(review: Review, works: list[str]) -> list[dict[str, Any]]:
    return where(columns(review, Membership, _JOIN), "work_id", works)


def _kept_apart(review: Review) -> dict[tuple[str, str], str]:
    """Pairs of entries that look alike and were not joined, with what speaks against it."""
    return {
        (row.record_a, row.record_b): f"{row.reason} (rule)"
        for row in review[Comparison]
        if row.outcome != Consequence.JOINED
    }


def _links(before: Review, after: Review, same: Same, called: tuple[Called, Called]) -> Iterator[Change]:
    """What a work is to another: `study` where both report one study by that, `link` where it is only named."""
    names = same.work
    own = {(names.get(r.work_id, r.work_id), names.get(r.other_work_id, r.other_work_id), r.relation, r.policy): r
           for r in before[WorkLink]}  # fmt: skip
    now = {(r.work_id, r.other_work_id, r.relation, r.policy): r for r in after[WorkLink]}
    for links, others, who, is_new in ((own, now, called[0], False), (now, own, called[1], True)):
        rows = [links[key] for key in sorted(links.keys() - others.keys())]
        who.look_up([row.work_id for row in rows])
        for row in rows:
            to = f"{row.relation} {row.other_work_id}"
            ends = ("", to) if is_new else (to, "")
            yield _row(Kind.WORKS_JOINED if is_new else Kind.WORK_PARTED, row.work_id, who, row.policy, *ends,
                       _told(row.reason, row.by))  # fmt: skip


def _told(*parts: str) -> str:
    """What was said and by whom, who last.

    >>> _told("same DOI", "", "rule"), _told("", "", "")
    ('same DOI (rule)', '')
    """
    *what, by = parts
    said = "; ".join(filter(None, what))
    return f"{said} ({by})" if said and by else said or by


def _row(kind: Kind, work: str, called: Called, field: str, before: str, after: str, why: str) -> Change:
    return Change(kind, work, called.name(work), field, before, after, Way.NONE, why, called.study(work))
