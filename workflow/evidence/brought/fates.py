"""What becomes of each row that was brought: written, known already, changed since, without a decision, in doubt, of no work, unreadable.

Every row has one fate, so that the sum always holds. The same file brought twice writes nothing the second time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from evidence.brought.matching import Match
from evidence.brought.told import FULL_TEXT, Given, Told
from evidence.given.reviewers import plain_name
from evidence.ledger import Sum
from evidence.remarks import Quarantined
from evidence.screen.decisions import Basis, ScreeningDecision
from evidence.screen.rows import Screen

TAKEN_BACK = "taken back"


class Fate(StrEnum):
    """What becomes of one row."""

    WRITTEN = "written"
    KNOWN = "known already"
    CHANGED = "changed since"
    NONE = "no decision in it"
    DOUBTFUL = "in doubt"
    UNMATCHED = "of no work of ours"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file with its fate. `entry`: the id of the entry, by which a person settles what is in doubt; `why` the fate."""

    file: str
    line: int
    fate: Fate
    why: str
    entry: str
    title: str
    reviewer: str = ""
    decision: str = ""
    date: str = ""
    stage: str = ""
    reason: str = ""
    basis: str = ""
    record: str = ""
    work: str = ""
    near: tuple[str, ...] = ()
    note: str = ""


def unreadable(entries: Iterable[Quarantined]) -> list[Row]:
    """The rows of what could not be read."""
    return [
        Row(
            e.source_file,
            e.line,
            Fate.UNREADABLE,
            f"{e.problem}; {e.how_to_fix}" if e.how_to_fix else e.problem,
            e.entry_id,
            "",
        )
        for e in entries
    ]


def fates(
    told: Iterable[tuple[str, Told]],
    matched: Mapping[str, Match],
    before: Iterable[tuple[ScreeningDecision, str]],
    given: Given,
) -> list[Row]:
    """The fate of everything that was told, in the order of file and line.

    `told`: with the file that it stands in. `before`: the decisions in the tables, each with its work, in the order in which people took them.
    """
    rows = [_row(file, one, matched[one.entry.record_id], given) for file, one in told]
    decided = [row for row in rows if row.fate is Fate.WRITTEN]
    settled: dict[int, Row] = {}
    groups: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in decided:
        groups[row.work, plain_name(row.reviewer), as_decision(row).level].append(row)
    held: dict[tuple[str, str, str], list[ScreeningDecision]] = defaultdict(list)
    for decision, work in before:
        held[work, plain_name(decision.reviewer), decision.level].append(decision)
    for key, group in groups.items():
        for row, fate in _within(group, held.get(key, [])):
            settled[id(row)] = fate
    return sorted(
        (settled.get(id(row), row) for row in rows), key=lambda r: (r.file, r.line, r.reviewer, r.stage)
    )


def _row(file: str, one: Told, found: Match, given: Given) -> Row:
    """A row of its own: to be written, as long as nothing is said against it."""
    stage = one.stage or given.stage
    row = Row(
        file, one.line, Fate.WRITTEN, found.how, one.entry.record_id, one.entry.title,
        given.people.get(one.reviewer, one.reviewer) or given.reviewer, str(one.decision or one.word), one.time or given.date, stage,
        one.reason, _basis(one, stage, found),
        found.record, found.work, found.near, one.note,
    )  # fmt: skip
    if one.decision is None:
        what = f"“{one.word}” is no final decision" if one.word else "nobody has decided"
        return replace(row, fate=Fate.NONE, why=f"{what}{f' ({_words(row)})' if _words(row) else ''}")
    if not found.work:
        return replace(row, fate=Fate.DOUBTFUL if found.doubtful else Fate.UNMATCHED, why=found.problem)
    return row


def _basis(one: Told, stage: str, found: Match) -> str:
    """What had been read: the title alone where neither the entry nor the work has an abstract."""
    basis = one.basis or (Basis.FULL_TEXT if stage == FULL_TEXT else Basis.ABSTRACT if stage else "")
    return Basis.TITLE if basis == Basis.ABSTRACT and found.bare and not one.entry.abstract else basis


def _within(group: Sequence[Row], held: Sequence[ScreeningDecision]) -> Iterator[tuple[Row, Row]]:
    """The rows of one person on one work at one stage, each with its fate: the last counts, whatever order they stand in."""
    last = max(row.date for row in group)
    latest = [row for row in group if not _after(last, row.date)]
    if len({row.decision for row in latest}) > 1:
        lines = " and ".join(f"{row.decision} (line {row.line})" for row in latest[:3])
        for row in group:
            yield (
                row,
                replace(
                    row, fate=Fate.DOUBTFUL, why=f"the file says {lines} of one work, and not which is later"
                ),
            )
        return
    taken = max(
        latest, key=lambda row: (row.date, row.reason, row.note, row.entry, row.reviewer)
    )  # whatever order they stand in
    for row in group:
        if row is taken:
            yield row, _against(row, held)
        elif row.decision == taken.decision:
            yield row, replace(row, fate=Fate.KNOWN, why=f"line {taken.line} says the same of this work")
        else:
            why = f"line {taken.line} says {taken.decision} later, which counts"
            yield row, replace(row, fate=Fate.CHANGED, why=why)


def _against(row: Row, held: Sequence[ScreeningDecision]) -> Row:
    """A row against what the tables hold of the same person, work and stage."""
    for earlier in held:
        if _says(earlier) == row.decision and _same(earlier.moment, row.date):
            return _known(row, earlier)
    if not held:
        return row
    last = held[-1]
    where = f"line {last.line} of {last.file}"
    if _says(last) == row.decision:
        return _known(row, last)
    if _after(last.moment, row.date):
        what = f"{where} says {_says(last)} on {last.moment}, which is later and counts"
        return replace(row, fate=Fate.CHANGED, why=what)
    return replace(row, why=f"{row.why}; it was {_says(last)} until now ({where})")


def _known(row: Row, earlier: ScreeningDecision) -> Row:
    other = row.reason and row.reason != earlier.reason or row.note and row.note != earlier.note
    more = f"; its words are others now, and are not taken: {_words(row)}" if other else ""
    return replace(
        row, fate=Fate.KNOWN, why=f"line {earlier.line} of {earlier.file}, on {earlier.moment}{more}"
    )


def _words(row: Row) -> str:
    return " | ".join(filter(None, (row.reason, row.note)))


def _says(decision: ScreeningDecision) -> str:
    return TAKEN_BACK if decision.withdrawn else str(decision.decision)


def as_decision(row: Row) -> ScreeningDecision:
    """A row as it will be read from the table."""
    said = {
        name: getattr(row, name)
        for name in ("file", "line", "record", "reason", "basis", "reviewer", "stage", "note")
    }
    return ScreeningDecision(**said, decision=Screen(row.decision), date=row.date[:10], time=row.date[11:])


def _same(one: str, other: str) -> bool:
    """Whether two dates are the same as far as both are said.

    >>> _same("2026-11-20", "2026-11-20T10:00:00"), _same("2026-11-20T09:00:00", "2026-11-20T10:00:00")
    (True, False)
    """
    width = min(len(one), len(other))
    return one[:width] == other[:width]


def _after(one: str, other: str) -> bool:
    """Whether the first is plainly later than the second."""
    return not _same(one, other) and one > other


def balance(rows: Sequence[Row]) -> Sum:
    """Rows in = the sum of their fates."""
    count = {fate: sum(row.fate is fate for row in rows) for fate in Fate}
    return Sum("rows in", len(rows), tuple((str(fate), number) for fate, number in count.items() if number))
