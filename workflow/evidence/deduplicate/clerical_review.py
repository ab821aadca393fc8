"""What people ruled on pairs of records. It outranks every machine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evidence.deduplicate.cluster import Join
from evidence.deduplicate.decisions import DuplicateDecision, Judgement
from evidence.deduplicate.known import Returned
from evidence.deduplicate.records import Records
from evidence.given.declare import moment
from evidence.identifiers import doi as normal_doi
from evidence.lookup import is_whole
from evidence.meant import Meanings, Place
from evidence.mentions import may_be_title
from evidence.normalise import fold
from evidence.remarks import NOT_APPLIED, Remark

_NAMES = ("source_key", "doi", "pmid")
_ENDS = (("record_a", "title_a"), ("record_b", "title_b"))


@dataclass(frozen=True)
class Ruled:
    """The last decision on each pair of rows, (low, high).

    `first_named`: rows that people named first when they put records together → the number of their decision.
    """

    by_pair: dict[tuple[int, int], DuplicateDecision] = field(default_factory=dict)
    first_named: dict[int, int] = field(default_factory=dict)

    def about(self, a: int, b: int) -> DuplicateDecision | None:
        return self.by_pair.get((min(a, b), max(a, b)))

    @property
    def joined(self) -> set[tuple[int, int]]:
        return {pair for pair, d in self.by_pair.items() if d.decision == Judgement.DUPLICATE}

    @property
    def apart(self) -> set[tuple[int, int]]:
        return {
            pair
            for pair, d in self.by_pair.items()
            if d.decision in (Judgement.DISTINCT, Judgement.SAME_STUDY)
        }

    @property
    def joins(self) -> list[Join]:
        return [
            Join(*pair, "person", d.reason, d.reviewer, 1.0)
            for pair, d in sorted(self.by_pair.items())
            if d.decision == Judgement.DUPLICATE
        ]

    def on(self, rows: np.ndarray) -> Ruled:
        """The same rulings in another table, in which row n is `rows[n]`; the order of rows is the same."""
        by_pair = {(int(rows[a]), int(rows[b])): d for (a, b), d in self.by_pair.items()}
        return Ruled(by_pair, {int(rows[row]): n for row, n in self.first_named.items()})

    def works(self, label: np.ndarray) -> set[tuple[int, int]]:
        """The pairs of works, by their labels, on which people have spoken."""
        both = ((int(label[a]), int(label[b])) for a, b in self.by_pair)
        return {(min(a, b), max(a, b)) for a, b in both}


class Rulings:
    """People's decisions beside the records that their references lead to.

    A reference may lead to several records. They are meant together where they are one work, which cannot be known
    before works are made; so works are made twice where there are such references: with the rulings that lead to one
    record at each end (`plain`), and then with all (`within`). `row_of`: (n,) the row that stands for each record
    and its copies where works are made. `known`: which records were here before others, and under which names.
    """

    def __init__(
        self,
        decisions: Iterable[DuplicateDecision],
        records: Records,
        row_of: np.ndarray,
        known: Returned | None = None,
    ) -> None:
        given = sorted(decisions, key=moment)
        self._decisions = [d for d in given if d.record_a != d.record_b]
        self._of_one = [d for d in given if d.record_a == d.record_b]
        self._records, self._row_of, self._known = records, row_of, known or Returned()
        names = {name for d in self._decisions for name in (d.record_a, d.record_b)}
        self._rows = _rows(names, records, self._known)

    @property
    def several(self) -> bool:
        """Whether some reference leads to more than one record."""
        return any(len(self._standing(rows)) > 1 for rows in self._rows.values())

    def plain(self) -> Ruled:
        """The rulings that lead to one record at each end."""
        ends = [
            (d, [self._standing(self._rows[getattr(d, name)]) for name, _ in _ENDS]) for d in self._decisions
        ]
        return _ruled([(d, rows[0], rows[1]) for d, rows in ends if all(len(found) == 1 for found in rows)])

    def within(self, label: np.ndarray) -> tuple[Ruled, list[Remark]]:
        """Every ruling whose references lead to one work each, on all its records that have the reference."""
        meanings = Meanings(
            [(getattr(d, name), d.date) for d in self._decisions for name, _ in _ENDS],
            lambda reference: self._places(reference, label),
        )
        settled: list[tuple[DuplicateDecision, set[int], set[int]]] = []
        remarks = [_of_one_record(decision) for decision in self._of_one]
        for decision in self._decisions:
            ends = []
            for name, title in _ENDS:
                reference = getattr(decision, name)
                meaning = meanings.of(reference, decision.date, getattr(decision, title))
                if meaning.problem:
                    remarks.append(meaning.remark(decision, reference, name))
                if meaning.understood:
                    rows = self._standing(self._rows[reference])
                    ends.append({row for row in rows if label[row] == meaning.works[0]})
            if len(ends) == 2:
                settled.append((decision, ends[0], ends[1]))
        return _ruled(settled), remarks

    def _places(self, reference: str, label: np.ndarray) -> list[Place]:
        rows = sorted(self._rows[reference])
        found = self._records.select(["record_id", "title", "source_file", "line"]).take(
            pa.array(rows, pa.int64())
        )
        works = label[self._row_of[rows]].tolist()
        return [
            Place(
                work=work,
                record_id=told["record_id"],
                title=told["title"],
                file=told["source_file"],
                line=told["line"],
                known=self._known.had(told["record_id"], reference),
                titles=tuple(filter(may_be_title, self._known.names.get(told["record_id"], ()))),
            )
            for work, told in zip(works, found.to_pylist(), strict=True)
        ]

    def _standing(self, rows: Iterable[int]) -> set[int]:
        return {int(self._row_of[row]) for row in rows}


def _of_one_record(d: DuplicateDecision) -> Remark:
    what = f"both references of this row are the same{NOT_APPLIED}"
    return Remark(
        f"{d.file}:{d.line}",
        d.file,
        d.line,
        "record_b",
        d.record_b,
        what,
        "name the other record, or remove the row",
        dropped=True,
    )


def _ruled(settled: list[tuple[DuplicateDecision, set[int], set[int]]]) -> Ruled:
    """The decisions on pairs of rows. A later decision that names a pair again takes the place of the whole earlier one,
    so that it does not matter which of the entries of a work it names."""
    by_pair: dict[tuple[int, int], int] = {}
    pairs_of: list[set[tuple[int, int]]] = []
    for number, (_, ones, others) in enumerate(settled):
        pairs = {(min(a, b), max(a, b)) for a in ones for b in others if a != b}
        for earlier in {by_pair[pair] for pair in pairs if pair in by_pair}:
            for pair in pairs_of[earlier]:
                by_pair.pop(pair, None)
        by_pair.update(dict.fromkeys(pairs, number))
        pairs_of.append(pairs)
    first: dict[int, int] = {}
    for n in sorted(set(by_pair.values())):
        if settled[n][0].decision == Judgement.DUPLICATE:
            first = dict.fromkeys(settled[n][1], n) | first
    return Ruled({pair: settled[n][0] for pair, n in by_pair.items()}, first)


def _rows(references: set[str], records: Records, known: Returned) -> dict[str, set[int]]:
    """The rows that each reference may mean: a record id its own, a DOI in any form and a title where it is nothing else; and those
    that had the name before."""
    found: dict[str, set[int]] = defaultdict(set)
    if not references:
        return found
    wanted = references | {normal_doi(reference) for reference in references} - {""}
    exact: dict[str, set[int]] = defaultdict(set)
    for name in _NAMES:
        for row, value in _among(records[name], wanted):
            exact[value].add(row)
    own = {value: {row} for row, value in _among(records["record_id"], references)}
    for reference in references:
        found[reference] = own.get(reference) or exact[reference] or exact[normal_doi(reference) or "\0"]
    titled: dict[str, list[str]] = defaultdict(list)
    for name in sorted(name for name, rows in found.items() if not rows and may_be_title(name)):
        titled[fold(name)].append(name)
        found[name] = set()
    for row, title in enumerate(records["title"].to_pylist() if titled else ()):
        for name in titled.get(fold(title), ()):
            found[name].add(row)
    return _as_known(found, records, known)


def _among(column: Any, wanted: set[str]) -> Iterator[tuple[int, str]]:
    """(row, text) of the rows of a column that hold one of these texts, first to last."""
    told = pa.array([text for text in sorted(wanted) if text and is_whole(text)], pa.string())
    mask = pc.is_in(column, told)
    return zip(
        np.flatnonzero(mask.to_numpy(zero_copy_only=False)).tolist(),
        column.filter(mask).to_pylist(),
        strict=True,
    )


def _as_known(found: dict[str, set[int]], records: Records, known: Returned) -> dict[str, set[int]]:
    """With the rows that had a name before, and without those that have come to bear that of an entry which is gone."""
    if not known.names and not known.strange:
        return found
    row_of = {record: row for row, record in enumerate(records["record_id"].to_pylist())}
    for record, names in known.names.items():
        for name in found.keys() & {*names}:
            found[name] = found[name] | {row_of[record]}
    for record, names in known.strange.items():
        for name in found.keys() & {*names}:
            found[name] = found[name] - {row_of[record]}
    return found


def contradictions(ruled: Ruled, label: np.ndarray) -> list[Remark]:
    """Decisions to keep two records apart that other decisions of people have joined all the same."""
    found = {
        (d.file, d.line): d
        for (a, b), d in sorted(ruled.by_pair.items())
        if d.decision in (Judgement.DISTINCT, Judgement.SAME_STUDY) and label[a] == label[b]
    }
    return [
        Remark(
            f"{d.file}:{d.line}",
            d.file,
            d.line,
            "decision",
            d.decision,
            "other decisions join these two records; it was not applied",
            "change one of the decisions on these records",
            dropped=True,
        )
        for d in found.values()
    ]
