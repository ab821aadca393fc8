"""Everything that the stages handed on, with the look-ups that pages need."""

from __future__ import annotations

import json
import secrets
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, overload

from evidence.appraise.toolbox import Toolbox, toolbox
from evidence.assess.rows import Certainty
from evidence.brief.changed.releases import Release
from evidence.brief.checklists.items import Checklist
from evidence.brief.long_tables import LongTables
from evidence.brief.made_once import ANSWERS, answered, keyed, once
from evidence.brief.parts_kept import ANSWER, OF, TABLE, PartsKept, Question, told
from evidence.brief.prisma_before import Before
from evidence.brief.single_rows import SingleRows
from evidence.catalogue import TABLES
from evidence.citation import lettered
from evidence.classify.rows import CodedBy, Label
from evidence.codebook import Codebook, Facet
from evidence.deduplicate.rows import Work
from evidence.extract.rows import EvidenceItem
from evidence.glossary import Term
from evidence.kept import Kept
from evidence.keyed import Keyed
from evidence.propositions import Proposition, Propositions
from evidence.remarks import REMARKS, Remark
from evidence.rows import Table, is_row, table_of, view, whole
from evidence.screen.rows import Screen, ScreenedAt, Screening
from evidence.searches import Searches
from evidence.shelf import Shelf
from evidence.stored import Stored, any_other, distinct, tally, where
from evidence.synthesise.claim_rows import Finding, SideOfStudy

if TYPE_CHECKING:
    from evidence.settings_catalogue import Config

GivenBy = view(Label, "work_id", "source")
Named = view(
    Work, "work_id", "key", "kind", "title", "authors", "year", "container", "volume", "issue", "pages", "publisher", "doi",
    "url", "study_id", "members",
)  # fmt: skip
"""What a work is called by."""
Row = TypeVar("Row")

_ASKED: dict[str, Callable[..., Any]] = {
    "count": len,
    "distinct": distinct,
    "tally": lambda rows, names, filled: tally(
        rows, *filter(None, names.split(",")), filled=[*filter(None, filled.split(","))]
    ),
}


class Rows(Protocol):
    """Where the rows of a table come from: a review on disk, or a test."""

    def __getitem__(self, table: Any) -> Sequence[Any]: ...


@dataclass(frozen=True)
class Tables:
    """One review, complete. `tables[Pool]` are its pools, in the order in which their stage wrote them."""

    config: Config
    codebook: Codebook
    claims: Propositions
    searches: Searches
    agreement: dict[str, Any]
    evaluation: dict[str, Any]
    checklists: list[Checklist]
    glossary: list[Term]
    rows: Rows
    agreement_in_full: dict[str, Any] = field(default_factory=dict)
    tools: Toolbox = field(default_factory=toolbox)
    releases: list[Release] = field(default_factory=list)
    before: Before | None = None
    kept: Kept = field(default_factory=lambda: Kept(None), repr=False, compare=False)
    shelf: Shelf | None = field(default=None, repr=False, compare=False)
    parts: PartsKept = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "parts", PartsKept(self.shelf, self._answer))

    @overload
    def __getitem__(self, table: type[Row]) -> Sequence[Row]: ...
    @overload
    def __getitem__(self, table: Table) -> Sequence[Any]: ...
    def __getitem__(self, table: Any) -> Sequence[Any]:
        for each in REMARKS if table is Remark else (table_of(table),):
            self.parts.note(TABLE, each.stage, each.name)
        if table is Work:
            return self._works
        if not is_row(table) or whole(table):
            return self.rows[table]
        found: Any = self[table_of(table).row]
        return found.seen_as(table) if isinstance(found, Stored) else found

    @property
    @once
    def _works(self) -> Sequence[Work]:
        """Every work, with the letter that tells it from another of the same authors and year."""
        included, every = self._included, self.rows[Work]
        if not isinstance(every, Stored):
            return lettered(every, included)
        letters = {
            w.work_id: w.letter
            for w in lettered(where(every.seen_as(Named), "work_id", included), included)
            if w.letter
        }
        return every.mended(lambda w: replace(w, letter=letters[w.work_id]) if w.work_id in letters else w)

    @property
    @keyed
    def work(self) -> Mapping[str, Work]:
        """Works by their id. Of very many, those that nobody has decided on are without abstract and without what gave each field."""
        every = self[Work]
        if not isinstance(every, Stored):
            return {work.work_id: work for work in every}
        return Keyed(
            SingleRows(every.seen_as(Named)), "work_id", {work.work_id: work for work in self.judged}
        )

    @property
    @once
    def item(self) -> dict[str, EvidenceItem]:
        return {item.item_id: item for item in self[EvidenceItem]}

    @property
    @keyed
    def screened(self) -> Mapping[str, Screening]:
        every = self[Screening]
        if not isinstance(every, Stored):
            return {row.work_id: row for row in every}
        return Keyed(SingleRows(every), "work_id", {row.work_id: row for row in self.decided})

    @property
    @answered
    def decided(self) -> list[Screening]:
        """What somebody has decided, disagreed on or sought in full."""
        every = self[Screening]
        if isinstance(every, Stored):
            marks = (("decision", Screen.UNDECIDED), ("conflict", ""), ("stage", ScreenedAt.NOT_STATED))
            return [*every.where(any_other(every, marks))]
        return [
            row
            for row in every
            if row.decision != Screen.UNDECIDED or row.conflict or row.stage != ScreenedAt.NOT_STATED
        ]

    @property
    @answered
    def judged(self) -> list[Work]:
        """The works of which somebody has decided something, or that somebody has coded."""
        return where(self[Work], "work_id", {row.work_id for row in self.decided} | self.coded)

    @property
    @answered
    def included(self) -> list[Work]:
        return [work for work in self.judged if work.work_id in self._included]

    @property
    @answered
    def _included(self) -> set[str]:
        return {row.work_id for row in self.decided if row.decision == Screen.INCLUDE}

    @property
    @keyed
    def accepted(self) -> dict[str, list[Label]]:
        """Accepted labels by work, whoever gave them; see `_labels`."""
        return self._by_work([label for label in self._labels if label.counts(machine_too=True)])

    @property
    @keyed
    def counted_codes(self) -> dict[str, list[Label]]:
        """The labels that place a work in the map and on the pages of forms and fields."""
        machine_too = self.config.synthesise.count_machine_codes
        return self._by_work([label for label in self._labels if label.counts(machine_too)])

    @property
    @answered
    def _labels(self) -> Sequence[Label]:
        """The labels of every work; where they are very many, without those that machines gave to works on which nobody has decided."""
        every = self[Label]
        if not isinstance(every, Stored):
            return every
        decided = {row.work_id for row in self.decided if row.decision != Screen.UNDECIDED}
        return where(every, "work_id", decided | self.coded)

    @property
    @answered
    def coded(self) -> set[str]:
        """The works that a person has coded."""
        return {label.work_id for label in where(self[GivenBy], "source", {CodedBy.PERSON})}

    def count(self, row: type) -> int:
        """How many rows a table has."""
        return int(self._asked("count", row))

    def distinct(self, row: type, name: str) -> int:
        """How many different cells a column has."""
        return int(self._asked("distinct", row, name))

    def tally(self, row: type, *names: str, filled: Sequence[str] = ()) -> Counter[tuple[Any, ...]]:
        """How many rows have the same cells in some columns, and the same of the columns `filled` with anything."""
        found: Counter[tuple[Any, ...]] = self._asked("tally", row, ",".join(names), ",".join(filled))
        return found

    def _asked(self, what: str, row: type, *words: str) -> Any:
        table = table_of(row)
        question = (what, table.stage, table.name, *words)
        self.parts.note(*question)
        return self.parts.held(question, lambda: _ASKED[what](self[table.row], *words))

    def _answer(self, question: Question) -> str:
        """What a question comes to; what cannot be told is like nothing else."""
        what, *words = question
        with suppress(LookupError, TypeError, OSError):
            if what == TABLE:
                return self.rows.digest(*words) if isinstance(self.rows, LongTables) else secrets.token_hex()
            if what == ANSWER:
                return told(ANSWERS[words[0]](self))
            if what == OF:
                name, key = words
                held = ANSWERS[name](self)
                return told(held[key]) if key in held else ""
            table = next(table for table in TABLES if [table.stage, table.name] == words[:2])
            return told(self._asked(what, table.row, *words[2:]))
        return secrets.token_hex()

    @staticmethod
    def _by_work(labels: Iterable[Label]) -> dict[str, list[Label]]:
        found: dict[str, list[Label]] = defaultdict(list)
        for label in labels:
            found[label.work_id].append(label)
        return found

    @property
    @once
    def sides_of(self) -> dict[str, list[SideOfStudy]]:
        found: dict[str, list[SideOfStudy]] = defaultdict(list)
        for side in self[SideOfStudy]:
            found[side.proposition].append(side)
        return found

    @property
    @keyed
    def used_in(self) -> dict[str, list[SideOfStudy]]:
        """The sides that rest on a work, by work."""
        found: dict[str, list[SideOfStudy]] = defaultdict(list)
        for side in self[SideOfStudy]:
            works = {side.work_id, *(self.item[i].work_id for i in side.items if i in self.item)}
            for work_id in sorted(works - {""}):
                found[work_id].append(side)
        return found

    @property
    @once
    def finding(self) -> dict[str, Finding]:
        return {finding.proposition: finding for finding in self[Finding]}

    @property
    @once
    def certain(self) -> dict[str, Certainty]:
        return {row.proposition: row for row in self[Certainty]}

    @property
    @once
    def proposition(self) -> dict[str, Proposition]:
        return {p.id: p for p in self.claims.items}

    def numbers(self, proposition: str) -> dict[str, Any]:
        return json.loads(self.finding[proposition].numbers)


def form_and_field(tables: Tables) -> list[Facet]:
    """The form and the field, of those the codebook has."""
    return list(filter(None, (tables.codebook.by_role("form"), tables.codebook.by_role("field"))))
