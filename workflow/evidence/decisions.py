"""What people decided: append-only tables, read as inputs and never overwritten.

A decision names a record by a reference that people can read; `meant.py` says which work is meant.
What cannot be told is reported and not applied. A table may note the `title` of the record beside its reference
(`title_a` and `title_b` where there are two): it settles which is meant when a key is used again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import Any, Protocol, TypeVar, runtime_checkable

from evidence.given.declare import given_by, moment
from evidence.meant import Meanings
from evidence.mentions import Mentions
from evidence.remarks import Remark


class OfARecord(Protocol):
    """A decision that names a record."""

    @property
    def file(self) -> str: ...
    @property
    def line(self) -> int: ...
    @property
    def record(self) -> str: ...
    @property
    def date(self) -> str: ...


Decision = TypeVar("Decision", bound=OfARecord)


@runtime_checkable
class Foreseeing(Protocol):
    """A mapping that can look many names up at once."""

    def foresee(self, names: Iterable[str]) -> None: ...


def about(decision: Any) -> tuple[Hashable, ...]:
    """What a decision is about, beside its record, as its table declares it."""
    return tuple(getattr(decision, name) for name in given_by(type(decision)).about)


def by_work(
    decisions: Iterable[Decision], mentions: Mentions, work_of: Mapping[str, str]
) -> tuple[list[tuple[Decision, str]], list[Remark]]:
    """(decision, work_id), in the order in which people decided.

    A decision whose reference does not lead to exactly one work is remarked upon and not applied; one whose
    reference is that of several works, and that could only mean one, is remarked upon and applied.
    """
    decisions = sorted(decisions, key=moment)
    mentions.foresee(decision.record for decision in decisions)
    if isinstance(work_of, Foreseeing):
        work_of.foresee(mentions.foreseen())
    meanings = Meanings(((d.record, d.date) for d in decisions), mentions.places(work_of))
    applied, remarks = [], []
    for decision in decisions:
        meaning = meanings.of(decision.record, decision.date, getattr(decision, "title", ""))
        if meaning.understood:
            applied.append((decision, meaning.works[0]))
        if meaning.problem:
            remarks.append(meaning.remark(decision, decision.record, "record"))
    return applied, remarks


def last_words(
    applied: Iterable[tuple[Decision, str]],
    mentions: Mentions,
    work_of: Mapping[str, str],
) -> list[tuple[Decision, str]]:
    """The decisions that stand: of those about one thing (`about`), the last on each entry.

    Two references are to one entry where they have a record in common, so that it does not matter by which of its names,
    nor from which of its exports, an entry was decided on again.
    """
    standing: dict[Hashable, list[tuple[Decision, str, frozenset[str]]]] = defaultdict(list)
    for decision, work in applied:
        found = (record.record_id for record in mentions.find(decision.record))
        entry = frozenset(record for record in found if work_of[record] == work)
        own = standing[(work, *about(decision))]
        own[:] = [earlier for earlier in own if not earlier[2] & entry]
        own.append((decision, work, entry))
    return [(decision, work) for own in standing.values() for decision, work, _ in own]
