"""Works that came, went, were joined or parted, what works are to one another, and the fate of each with the decision behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from evidence.compare.called import Called
from evidence.compare.columns import differing, where, with_names
from evidence.compare.held import Held
from evidence.compare.rows import Change, Kind, Way
from evidence.compare.same import Same
from evidence.deduplicate.rows import Membership, StudyLink, WorkLink
from evidence.deduplicate.settings import STUDY
from evidence.screen.rows import Screen, Screening


def works(before: Held, after: Held, same: Same) -> Iterator[Change]:
    """Works in and out with their fate, works joined and parted with what did it, and other fates of works that stay."""
    before.called.look_up([*same.works_gone, *same.parted, *(w for own in same.joined.values() for w in own)])
    after.called.look_up([*same.works_come, *same.joined, *(w for own in same.parted.values() for w in own)])
    yield from _moved(Kind.WORK_OUT, before, same.works_gone)
    yield from _moved(Kind.WORK_IN, after, same.works_come)
    for work, own in sorted(same.joined.items()):
        why = _joined_by(after, {work}, _work_of(before, own, same))
        yield _row(Kind.WORKS_JOINED, work, after.called, "works", "; ".join(sorted(own)), work, why)
    for work, own in sorted(same.parted.items()):
        why = _joined_by(before, {work}, _work_of(after, own), same)
        yield _row(
            Kind.WORK_PARTED,
            work,
            before.called,
            "works",
            work,
            "; ".join(sorted(own)),
            f"had been one by: {why}",
        )
    yield from _fates(before, after, same)
    yield from _links(before, after, same)


def decision(row: dict[str, Any]) -> str:
    """Who decided on a work, when and why, in words.

    >>> decision({"reason": "not on housing", "by": "coder-1", "date": "2026-11-23"})
    'not on housing (coder-1, 2026-11-23)'
    """
    who = ", ".join(filter(None, (row["by"], row["date"])))
    return " ".join(filter(None, (row["reason"], f"({who})" if who else "")))


def _moved(kind: Kind, held: Held, own: list[str]) -> Iterator[Change]:
    """Works that are in one version alone."""
    for row in where(held.columns(Screening), "work_id", own):
        fate = Screen(row["decision"]).fate.value
        ends = ("", fate) if kind == Kind.WORK_IN else (fate, "")
        yield _row(kind, row["work_id"], held.called, "fate", *ends, decision(row))


def _fates(before: Held, after: Held, same: Same) -> Iterator[Change]:
    own = with_names(before.columns(Screening), "work_id", same.work)
    one, two = (
        {row["work_id"]: row for row in rows.to_pylist()} for rows in differing(own, after.columns(Screening))
    )
    both = sorted(one.keys() & two.keys())
    after.called.look_up(both)
    for work in both:
        then, now = _outcome(one[work]), _outcome(two[work])
        for field in ("fate",) if then["fate"] != now["fate"] else ("reason", "stage", "full text"):
            if then[field] != now[field]:
                yield _row(Kind.FATE, work, after.called, field, then[field], now[field], decision(two[work]))


def _outcome(row: dict[str, Any]) -> dict[str, str]:
    return {
        "fate": Screen(row["decision"]).fate.value,
        "reason": row["reason"],
        "stage": row["stage"],
        "full text": "could not be had" if row["unretrieved"] else "",
    }


def _work_of(held: Held, works: list[str], same: Same | None = None) -> dict[str, str]:
    """Entry → its work, of the entries of these works; under its name in after."""
    names = same.record if same else {}
    rows = where(held.columns(Membership), "work_id", works)
    return {names.get(row["record_id"], row["record_id"]): row["work_id"] for row in rows}


def _joined_by(held: Held, works: set[str], apart: dict[str, str], same: Same | None = None) -> str:
    """What joined entries to works, where they are of different works in the other version (`apart`)."""
    names = same.record if same else {}
    told = {
        _told(row["rule"], row["reason"], row["by"]): None
        for row in where(held.columns(Membership), "work_id", sorted(works))
        if not row["primary"]
        and apart.get(names.get(row["record_id"], row["record_id"]))
        != apart.get(names.get(row["matched_record"], row["matched_record"]))
    }
    return "; ".join(told)


def _links(before: Held, after: Held, same: Same) -> Iterator[Change]:
    """Works that report one study now, or no longer (`study`), and what works are to one another beside that (`link`)."""
    for kind, held, other in (
        (Kind.WORK_PARTED, before, after),
        (Kind.WORKS_JOINED, after, before),
    ):
        own, there = (same.work if each is before else {} for each in (held, other))
        links = {
            **{
                (work, "study", to): why
                for work, to, why in _brought(held[StudyLink], other[StudyLink], own, there)
            },
            **_only(_relations(held, own), _relations(other, there)),
        }
        held.called.look_up(work for work, _, _ in links)
        for (work, field, to), why in sorted(links.items()):
            ends = ("", to) if kind == Kind.WORKS_JOINED else (to, "")
            yield _row(kind, work, held.called, field, *ends, why)


def _brought(
    links: list[StudyLink], others: list[StudyLink], names: Mapping[str, str], other_names: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    """(work, study, what says so) of the works that report a study with others with which they do not in the other version.

    What a study is called is nothing: of the works that report it, those that stay together the most are the study, and the
    others were brought to it.
    """
    then = {other_names.get(row.work_id, row.work_id): row.study_id for row in others}
    studies: dict[str, dict[str, list[StudyLink]]] = defaultdict(lambda: defaultdict(list))
    for row in links:
        work = names.get(row.work_id, row.work_id)
        studies[row.study_id][then.get(work, work)].append(row)
    for study, parts in studies.items():
        ranked = sorted(
            parts.values(), key=lambda own: (-len(own), study not in {r.work_id for r in own}, own[0].work_id)
        )
        for row in (row for part in ranked[1:] for row in part):
            yield row.work_id, study, _told(row.relation, row.reason, row.by)


def _relations(held: Held, names: Mapping[str, str]) -> dict[tuple[str, str, str], tuple[WorkLink, str]]:
    """What works are to one another, under the names of after."""
    return {
        (
            names.get(row.work_id, row.work_id),
            row.relation,
            names.get(row.other_work_id, row.other_work_id),
        ): (
            row,
            _told(row.reason, row.by),
        )
        for row in held[WorkLink]
        if row.policy != STUDY
    }


def _only(
    own: dict[tuple[str, str, str], tuple[WorkLink, str]], others: Mapping[tuple[str, str, str], Any]
) -> dict[tuple[str, str, str], str]:
    rows = (own[key] for key in own.keys() - others.keys())
    return {(row.work_id, "link", f"{row.relation} {row.other_work_id}"): why for row, why in rows}


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
