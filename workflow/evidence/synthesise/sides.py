"""Which side each study takes on each proposition. A person's reading outranks every clause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from evidence.citation import short_cite
from evidence.decisions import by_work
from evidence.deduplicate.rows import Work
from evidence.extract.rows import EvidenceItem, Standing
from evidence.mentions import Mentions
from evidence.propositions import Proposition
from evidence.remarks import Remark
from evidence.screen.rows import Screen, Screening
from evidence.synthesise.claim_rows import Side, SideOfStudy
from evidence.synthesise.decisions import SideDecision
from evidence.synthesise.match import any_matcher, matches


@dataclass(frozen=True, slots=True)
class Reading:
    """A person's side for one study on one proposition."""

    study_id: str
    work: Work
    side: Side
    reason: str
    reviewer: str


def readings(
    decisions: Iterable[SideDecision],
    mentions: Mentions,
    work_of: dict[str, str],
    works: dict[str, Work],
) -> tuple[dict[str, list[Reading]], list[Remark]]:
    """People's sides by proposition; the last decision on a work counts."""
    latest: dict[tuple[str, str], Reading] = {}
    applied, remarks = by_work(decisions, mentions, work_of)
    for decision, work_id in applied:
        work = works[work_id]
        latest[(decision.proposition, work.work_id)] = Reading(
            work.study_id, work, decision.side, decision.reason, decision.reviewer
        )
    by_proposition: dict[str, list[Reading]] = defaultdict(list)
    for (proposition, _), reading in sorted(latest.items()):
        by_proposition[proposition].append(reading)
    return by_proposition, remarks


def in_scope(proposition: Proposition) -> Callable[[EvidenceItem], bool]:
    """Whether an item bears on the proposition: tagged by the coder, or meant by a `where`."""
    tagged = proposition.scope.get("tagged", False)
    meant = any_matcher(proposition.scope.get("where", []))
    return lambda item: (tagged and proposition.id in item.propositions) or meant(item)


def sides(
    proposition: Proposition,
    items: list[EvidenceItem],
    read: list[Reading],
    screening: dict[str, Screening],
) -> list[SideOfStudy]:
    """One row a study that bears on the proposition: for, against, qualifying or silent.

    Statements of the claim's own source are rows too, on the claim's side, and never counted.
    """
    scoped = list(filter(in_scope(proposition), items))
    by_study: dict[str, list[EvidenceItem]] = defaultdict(list)
    for item in scoped:
        key = item.case_id if item.standing == Standing.CLAIM_UNDER_TEST else item.study_id
        by_study[key].append(item)
    read_by_study: dict[str, list[Reading]] = defaultdict(list)
    for reading in read:
        read_by_study[reading.study_id].append(reading)
    rows = []
    for study_id in sorted(by_study.keys() | read_by_study.keys()):
        own = by_study.get(study_id, [])
        if own and own[0].standing == Standing.CLAIM_UNDER_TEST:
            rows.append(_claim(proposition, study_id, own))
        elif study_id in read_by_study:
            rows.append(_read(proposition, study_id, own, read_by_study[study_id], screening))
        else:
            rows.append(_by_clauses(proposition, study_id, own))
    return rows


def _ids(items: list[EvidenceItem]) -> tuple[str, ...]:
    return tuple(item.item_id for item in items)


def _claim(proposition: Proposition, study_id: str, items: list[EvidenceItem]) -> SideOfStudy:
    return SideOfStudy(
        proposition.id,
        study_id,
        items[0].measure,
        Side.FOR,
        False,
        Standing.CLAIM_UNDER_TEST,
        "the claim itself",
        items[0].standing_reason,
        items[0].work_id,
        _ids(items),
    )


def _read(
    proposition: Proposition,
    study_id: str,
    items: list[EvidenceItem],
    read: list[Reading],
    screening: dict[str, Screening],
) -> SideOfStudy:
    """A person's side. Where readings of two reports of one study differ, they qualify the claim."""
    given = {reading.side for reading in read}
    side = given.pop() if len(given) == 1 else Side.QUALIFIES
    first = read[0]
    standing, why = Standing.COUNTED, ""
    decisions = {screening[r.work.work_id].decision for r in read}
    if Screen.INCLUDE not in decisions:
        standing, why = Standing.SHOWN_ONLY, f"its record was screened as {sorted(decisions)[0]}"
    elif items and all(item.standing != Standing.COUNTED for item in items):
        standing, why = Standing.SHOWN_ONLY, items[0].standing_reason
    reason = "; ".join(dict.fromkeys(r.reason for r in read if r.reason))
    return SideOfStudy(
        proposition.id,
        study_id,
        short_cite(first.work),
        side,
        standing == Standing.COUNTED,
        standing,
        first.reviewer,
        f"{reason} (not counted: {why})" if why else reason,
        first.work.work_id,
        _ids(items),
    )


def _by_clauses(proposition: Proposition, study_id: str, items: list[EvidenceItem]) -> SideOfStudy:
    """The side that the clauses give to the counted items, or to all where none is counted."""
    counted = [item for item in items if item.standing == Standing.COUNTED]
    looked_at = counted or items
    taken: dict[Side, str] = {}
    for item in looked_at:
        for clause in proposition.sides:
            if matches(item, clause["when"]):
                taken.setdefault(Side(clause["side"]), clause["because"])
                break
    if not taken:
        side, reason = Side.SILENT, "it bears on the subject and takes no side"
    elif len(taken) == 1:
        side, reason = next(iter(taken.items()))
    else:
        side, reason = Side.QUALIFIES, "its results point both ways"
    if not counted:
        reason += f" (not counted: {items[0].standing_reason})"
    return SideOfStudy(
        proposition.id,
        study_id,
        items[0].study_label,
        side,
        bool(counted),
        Standing.COUNTED if counted else items[0].standing,
        "rule",
        reason,
        next((item.work_id for item in items if item.work_id), ""),
        _ids(looked_at),
    )
