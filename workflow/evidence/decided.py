"""The sums of what people decided: rows in the files = applied + superseded + withdrawn + set aside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

from evidence.decisions import about, by_work, last_words
from evidence.given.declare import given_by, moment
from evidence.ledger import Sum
from evidence.mentions import Mentions
from evidence.remarks import Remark
from evidence.screen.decisions import ScreeningDecision
from evidence.screen.rows import MOST_INCLUSIVE


def resolved(
    row: type, decisions: Sequence[Any], mentions: Mentions, work_of: dict[str, str]
) -> tuple[list[Remark], int, int]:
    """(remarks on references and contradictions, decisions that stand, decisions that a later one supersedes) of one
    kind of table."""
    signed = "reviewer" in given_by(row).about
    if "record" not in given_by(row).names:
        ordered = sorted(decisions, key=moment)
        things = [frozenset(about(decision)) for decision in ordered]
        standing = len(set(things))
        return _on_one_day(zip(ordered, things, strict=True), signed), standing, len(ordered) - standing
    applied, remarks = by_work(decisions, mentions, work_of)
    last = last_words(applied, mentions, work_of)
    entry_of = {d.record: frozenset(r.record_id for r in mentions.find(d.record)) for d, _ in applied}
    remarks += _on_one_day(((d, (work, entry_of[d.record], about(d))) for d, work in applied), signed)
    undone = _apart(last) if row is ScreeningDecision else []
    standing = len(last) - len(undone)
    return remarks + undone, standing, len(applied) - standing


def _on_one_day(decided: Iterable[tuple[Any, Hashable]], signed: bool) -> list[Remark]:
    """A remark for each decision that contradicts what was said of the same thing on the same day.

    `signed`: each person decides for herself, so that only her own earlier word counts; elsewhere anybody's.
    """
    before: dict[Hashable, Any] = {}
    found = []
    for decision, thing in decided:
        key = (thing, decision.reviewer if signed else "", decision.date, decision.time)
        earlier = before.get(key)
        if earlier and _says(earlier) != _says(decision):
            what = (
                f"{earlier.reviewer} said {_said(earlier)} of the same on the same day; the later row counts"
            )
            found.append(_remark(decision, what, "remove one of the two, or give the later one its own date"))
        before[key] = decision
    return found


def _apart(standing: Iterable[tuple[Any, str]]) -> list[Remark]:
    """A remark for each decision that one person's more inclusive one on another entry of the work undoes, as where
    the two were joined afterwards."""
    by_person: dict[tuple[Hashable, ...], list[Any]] = defaultdict(list)
    for decision, work in standing:
        by_person[work, *about(decision)].append(decision)
    found = []
    for own in by_person.values():
        first = min(own, key=lambda d: MOST_INCLUSIVE.index(d.decision))
        for decision in own:
            if decision.decision != first.decision:
                what = (
                    f"{decision.record} and {first.record} are one work, and {first.reviewer} said {_said(first)} of "
                    "the other; the most inclusive decision stands, this one does not count"
                )
                found.append(_remark(decision, what, "decide alike on both, with a later date"))
    return found


def _says(decision: Any) -> str:
    """What a decision says; two that say otherwise contradict one another."""
    return str(getattr(decision, given_by(type(decision)).says))


def _said(decision: Any) -> str:
    return f"`{_says(decision)}` (line {decision.line} of {decision.file})"


def _remark(decision: Any, problem: str, fix: str) -> Remark:
    field = given_by(type(decision)).says
    return Remark("", decision.file, decision.line, field, _says(decision), problem, fix)


def balance(
    kind: str, rows: int, standing: int, superseded: int, remarks: Iterable[Remark], withdrawn: int = 0
) -> Sum:
    """The equation of one kind of table. `rows` are counted in its files; `remarks` are all that were made on them; `withdrawn`: rows that
    were taken back and those that did so, named where there are any."""
    aside = len({(r.source_file, r.line) for r in remarks if r.dropped})
    gone = (("withdrawn", withdrawn),) if withdrawn else ()
    parts = (("applied", standing), ("superseded", superseded), *gone, ("set aside", aside))
    return Sum(f"{kind} decisions", rows, parts)
