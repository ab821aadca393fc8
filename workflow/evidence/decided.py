"""The sums of what people decided: rows in the files = applied + superseded + set aside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from evidence.decisions import by_work, last_words
from evidence.ledger import Sum
from evidence.references import References
from evidence.remarks import Remark

# What one decision is about, of which the last counts: by kind of table.
ABOUT: dict[str, Callable[[Any], Hashable]] = {
    "screening": lambda d: d.reviewer,
    "coding": lambda d: (d.facet, d.reviewer),
    "sides": lambda d: d.proposition,
    "appraisal": lambda d: (d.tool, d.item, d.reviewer),
}
# Of these a row is about no record.
ALONE: dict[str, Callable[[Any], Hashable]] = {
    "certainty": lambda d: d.proposition,
    "grade": lambda d: d.pool,
    "duplicates": lambda d: frozenset((d.record_a, d.record_b)),
}
# What a decision says: two that say otherwise contradict one another.
SAYS: dict[str, str] = {
    "screening": "decision",
    "coding": "codes",
    "sides": "side",
    "appraisal": "answer",
    "certainty": "level",
    "grade": "level",
    "duplicates": "decision",
}


def resolved(
    kind: str, decisions: Sequence[Any], references: References, work_of: dict[str, str]
) -> tuple[list[Remark], int, int]:
    """(remarks on references and contradictions, decisions that stand, decisions that a later one supersedes) of one
    kind of table."""
    if kind in ALONE:
        ordered = sorted(decisions, key=lambda d: (d.date, d.file, d.line))
        things = [ALONE[kind](decision) for decision in ordered]
        standing = len(set(things))
        return _on_one_day(kind, zip(ordered, things, strict=True)), standing, len(ordered) - standing
    applied, remarks = by_work(decisions, references, work_of)
    last = last_words(applied, references, work_of, ABOUT[kind])
    entry_of = {d.record: frozenset(r.record_id for r in references.find(d.record)) for d, _ in applied}
    remarks += _on_one_day(kind, ((d, (work, entry_of[d.record], ABOUT[kind](d))) for d, work in applied))
    remarks += _apart(kind, last)
    return remarks, len(last), len(applied) - len(last)


def _on_one_day(kind: str, decided: Iterable[tuple[Any, Hashable]]) -> list[Remark]:
    """A remark for each decision that contradicts what the same person said of the same thing on the same day."""
    before: dict[Hashable, Any] = {}
    found = []
    for decision, thing in decided:
        key = (thing, decision.reviewer, decision.date)
        earlier = before.get(key)
        if earlier and getattr(earlier, SAYS[kind]) != getattr(decision, SAYS[kind]):
            what = f"{decision.reviewer} said {_said(kind, earlier)} of the same on the same day; the later row counts"
            found.append(
                _remark(kind, decision, what, "remove one of the two, or give the later one its own date")
            )
        before[key] = decision
    return found


def _apart(kind: str, standing: Iterable[tuple[Any, str]]) -> list[Remark]:
    """A remark for each work whose entries one person screened differently, as where they were joined afterwards."""
    if kind != "screening":
        return []
    by_person: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for decision, work in standing:
        by_person[work, decision.reviewer].append(decision)
    found = []
    for first, *others in by_person.values():
        for decision in others:
            if decision.decision != first.decision:
                what = (
                    f"{decision.record} and {first.record} are one work, and {first.reviewer} said {_said(kind, first)} of "
                    "the other; the most inclusive decision stands"
                )
                found.append(_remark(kind, decision, what, "decide alike on both, with a later date"))
    return found


def _said(kind: str, decision: Any) -> str:
    return f"`{getattr(decision, SAYS[kind])}` (line {decision.line} of {decision.file})"


def _remark(kind: str, decision: Any, problem: str, fix: str) -> Remark:
    name = SAYS[kind]
    return Remark("", decision.file, decision.line, name, getattr(decision, name), problem, fix)


def balance(kind: str, rows: int, standing: int, superseded: int, remarks: Iterable[Remark]) -> Sum:
    """The equation of one kind of table. `rows` are counted in its files; `remarks` are all that were made on them."""
    aside = len({(r.source_file, r.line) for r in remarks if r.dropped})
    parts = (("applied", standing), ("superseded", superseded), ("set aside", aside))
    return Sum(f"{kind} decisions", rows, parts)
