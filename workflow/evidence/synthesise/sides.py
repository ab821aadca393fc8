"""Which side each study takes on each proposition, how directly, and with what else. A person's reading outranks every rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from evidence.citation import short_cite
from evidence.extract.rows import EvidenceItem, Standing
from evidence.extract.side_readings import Reading
from evidence.extract.standing import of_studies
from evidence.item_words import Direction
from evidence.propositions import Proposition
from evidence.screen.rows import Screen, Screening
from evidence.side_words import TAKEN, Directness, Side
from evidence.synthesise.bodies import named, nearest
from evidence.synthesise.by_sign import signed
from evidence.synthesise.claim_rows import SideOfStudy
from evidence.synthesise.directness import proposed
from evidence.synthesise.match import any_matcher, matches

RULE = "rule"
"""Who says what no person has said."""


def in_scope(proposition: Proposition) -> Callable[[EvidenceItem], bool]:
    """Whether an item bears on the proposition: tagged by the coder, or meant by a `where`."""
    tagged = proposition.scope.get("tagged", False)
    meant = any_matcher(proposition.scope.get("where", []))
    return lambda item: (tagged and proposition.id in item.propositions) or meant(item)


def sides(
    proposition: Proposition,
    items: list[EvidenceItem],
    read: list[Reading],
    screening: Mapping[str, Screening],
    roles: Mapping[str, str] | None = None,
    margins: Mapping[str, float] | None = None,
) -> list[SideOfStudy]:
    """One row a study that bears on the proposition: for, against, qualifying, silent or not read.

    Statements of the claim's own source are rows too, on the claim's side, and never counted. `roles`: evidence role →
    how directly a comparison of that role speaks; `margins`: kind of estimate → the difference that does not matter.
    """
    return in_bodies(study_by_study(proposition, items, read, screening, roles, margins))


Shares = tuple[SideOfStudy, list[str]]
"""A side, and what its study shares with others: what people say is shared, and where nobody read, cases that several studies tell."""


def study_by_study(
    proposition: Proposition,
    items: list[EvidenceItem],
    read: list[Reading],
    screening: Mapping[str, Screening],
    roles: Mapping[str, str] | None = None,
    margins: Mapping[str, float] | None = None,
) -> list[Shares]:
    """The sides before they are brought into bodies: that of a study follows from its own items and readings alone."""
    withheld = of_studies(items)
    scoped = signed(filter(in_scope(proposition), items), margins or {})
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
            row = _claim(proposition, study_id, own)
        elif study_id in read_by_study:
            readings_of = read_by_study[study_id]
            row = _read(proposition, study_id, own, readings_of, screening, withheld, roles or {})
        else:
            row = _by_clauses(proposition, study_id, own, roles or {})
        rows.append((row, _shared(own, read_by_study.get(study_id, []))))
    return rows


def in_bodies(found: list[Shares]) -> list[SideOfStudy]:
    """The sides with the body of evidence of each."""
    body = named({row.study_id: shares for row, shares in found})
    return [replace(row, body=body[row.study_id]) for row, _ in found]


def _shared(items: list[EvidenceItem], read: list[Reading]) -> list[str]:
    if not read:
        return [item.case_id for item in items if item.case_id]
    return [words for reading in read if (words := " ".join(reading.shares_evidence.split()))]


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
        **_how(Directness.NOT_STATED, items),
    )


def _how(directness: Directness, items: list[EvidenceItem], by: str = RULE) -> dict[str, Any]:
    """How directly a row speaks, with what its items compare; a person's words replace these."""
    return {
        "directness": directness,
        "directness_by": by if directness else "",
        "compares": "; ".join(dict.fromkeys(item.comparison for item in items if item.comparison)),
        "basis": "coded passages and numbers" if items else "",
        "body": "",
    }


def _read(
    proposition: Proposition,
    study_id: str,
    items: list[EvidenceItem],
    read: list[Reading],
    screening: Mapping[str, Screening],
    withheld: Mapping[str, str],
    roles: Mapping[str, str],
) -> SideOfStudy:
    """A person's side, which rests on the counted items, or on all where none is counted. Where readings of two reports of one study differ, they
    qualify the claim; one that was read tells more than one that was not. `withheld`: study → why none of it counts.
    """
    given = {reading.side for reading in read}
    given = {side for side in given if side in TAKEN} or given - {Side.NOT_READ} or given
    side = given.pop() if len(given) == 1 else Side.QUALIFIES
    first = read[0]
    counted = [item for item in items if item.standing == Standing.COUNTED]
    looked_at = counted or items
    standing, why = Standing.COUNTED, ""
    decisions = {screening[r.work.work_id].decision for r in read}
    if all(r.work.retracted for r in read):
        standing, why = Standing.RETRACTED, f"its study is retracted: {first.work.retracted}"
    elif Screen.INCLUDE not in decisions:
        standing, why = Standing.SHOWN_ONLY, f"its record was screened as {sorted(decisions)[0]}"
    elif items and not counted:
        standing, why = Standing.SHOWN_ONLY, items[0].standing_reason
    elif study_id in withheld:
        standing, why = Standing.SHOWN_ONLY, withheld[study_id]
    reason = "; ".join(dict.fromkeys(r.reason for r in read if r.reason))
    row = SideOfStudy(
        proposition.id,
        study_id,
        short_cite(first.work),
        side,
        standing == Standing.COUNTED,
        standing,
        first.reviewer,
        f"{reason} (not counted: {why})" if why else reason,
        first.work.work_id,
        _ids(looked_at),
        **_how(nearest(proposed(proposition, item, {}, roles) for item in looked_at), looked_at),
    )
    return _as_read(row, read)


def _as_read(row: SideOfStudy, read: list[Reading]) -> SideOfStudy:
    """The row with what its readers say of directness, in place of what the rule proposes."""
    if row.side == Side.NOT_READ:
        return replace(row, directness=Directness.NOT_STATED, directness_by="")
    said = [reading for reading in read if reading.directness]
    if said:
        by = "; ".join(dict.fromkeys(reading.reviewer for reading in said))
        row = replace(row, directness=nearest(reading.directness for reading in said), directness_by=by)
    compares, basis = (
        "; ".join(dict.fromkeys(words for r in read if (words := getattr(r, name))))
        for name in ("compares", "basis")
    )
    return replace(row, compares=compares or row.compares, basis=basis or row.basis)


def _by_clauses(
    proposition: Proposition, study_id: str, items: list[EvidenceItem], roles: Mapping[str, str]
) -> SideOfStudy:
    """The side that the clauses give to the counted items, or to all where none is counted; not read where they give none."""
    counted = [item for item in items if item.standing == Standing.COUNTED]
    looked_at = counted or items
    side, directness, reason = side_by_clauses(proposition, looked_at, roles)
    if not counted:
        reason += f" (not counted: {items[0].standing_reason})"
    return SideOfStudy(
        proposition.id,
        study_id,
        items[0].study_label,
        side,
        bool(counted),
        Standing.COUNTED if counted else _shown(items[0].standing),
        RULE,
        reason,
        next((item.work_id for item in items if item.work_id), ""),
        _ids(looked_at),
        **_how(directness, looked_at),
    )


def side_by_clauses(
    proposition: Proposition, items: list[EvidenceItem], roles: Mapping[str, str]
) -> tuple[Side, Directness, str]:
    """The side that the most direct of some items take, how directly, and why."""
    found = []
    for item in items:
        if clause := _clause(proposition, item):
            how = proposed(proposition, item, clause, roles)
            found.append((how, Side(clause["side"]), clause["because"]))
    directness = nearest(how for how, _, _ in found)
    taken = {side: because for how, side, because in reversed(found) if how == directness}
    if not taken:
        return Side.NOT_READ, directness, "nobody has read it for this claim, and no clause gives it a side"
    if len(taken) == 1:
        side, because = next(iter(taken.items()))
        return side, directness, because
    return Side.QUALIFIES, directness, "its results point both ways"


def _clause(proposition: Proposition, item: EvidenceItem) -> dict[str, Any] | None:
    """The clause that gives an item its side; mixed results that no clause names qualify the claim where clear ones would have a side."""
    found = next((clause for clause in proposition.sides if matches(item, clause["when"])), None)
    if found or item.direction != Direction.MIXED:
        return found
    clear = (replace(item, direction=way) for way in (Direction.POSITIVE, Direction.NEGATIVE))
    like = next((c for way in clear for c in proposition.sides if matches(way, c["when"])), None)
    return like and {**like, "side": Side.QUALIFIES, "because": "its results are mixed"}


def _shown(standing: Standing) -> Standing:
    """The standing of a side through items that do not count: whether their numbers are pooled is nothing to a claim."""
    return Standing.SHOWN_ONLY if standing == Standing.APART else standing
