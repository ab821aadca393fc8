"""Passages of cases and estimates of effects: forms made of the declarations of their tables, one row an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from evidence.citation import short_cite
from evidence.desk.derived import derived, lacking, starts
from evidence.desk.entered import Entered, entered
from evidence.desk.forms import OWN, Field, Shape, filled, form, parts
from evidence.desk.held import Held
from evidence.desk.queue import Cells, Line, Queue
from evidence.errors import UserError, UserErrors
from evidence.extract.coded import Effect, Extract
from evidence.extract.rows import EvidenceItem
from evidence.given.declare import given_by
from evidence.measures import BadInput
from evidence.screen.rows import Screen, Screening

_ROW = "row "
"""What the key of a row begins with that is to be corrected; any other key is a work."""
_HINTS = 100


class Coded(Held):
    """A thing is an included work of which nothing is coded; or a row that stands, to be corrected."""

    def everything(self) -> Mapping[str, str]:
        review = self.desk.review
        coded = {item.work_id for item in review[EvidenceItem]}
        included = (row.work_id for row in review[Screening] if row.decision == Screen.INCLUDE)
        return {work: work for work in included if work not in coded}

    def offered(self) -> bool:
        return not self.desk.settles and super().offered()

    def answered(self, rows: Iterable[Any]) -> set[str]:
        return {
            self.desk.work_of(row.record) for kind in (Extract, Effect) for row in self.desk.decisions(kind)
        }

    def keys(self) -> Sequence[str]:
        versions = tuple(self.desk.version(kind) for kind in (Extract, Effect))
        if self._version != versions:
            answered = self.answered(())
            self._waiting = {key: None for key in self.things if key not in answered}
            self._version = versions
        return list(self._waiting)

    @property
    def _key(self) -> str:
        return given_by(self.queue.row).key

    def key_of(self, row: Any) -> str:
        return f"{_ROW}{getattr(row, self._key)}"

    def title(self, key: str) -> str:
        return key.removeprefix(_ROW) if key.startswith(_ROW) else self.desk.works.title(key)

    def line(self, row: Any) -> Line:
        key = self.key_of(row)
        return Line(key, f"{getattr(row, self._key)}: {self.told(row)}", "", row.moment)

    def find(self, words: str) -> Iterable[Line]:
        """Works of any kind, for another row of them; and rows that stand."""
        wanted = words.casefold().split()
        rows = (self.line(row) for row in self.desk.decisions(self.queue.row))
        found = [line for line in rows if all(word in line.title.casefold() for word in wanted)]
        works = self.desk.works.find(words)
        return [
            *found[:25],
            *(Line(work, self.desk.works.title(work), "a new row of this work") for work in works),
        ]

    # One row.

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        return form(self.queue.row, self.desk.codebook, self.desk.claims.items, without=("record", "title"))

    def _row(self, key: str) -> Any:
        """The row that stands under a key, or nothing."""
        name = key.removeprefix(_ROW) if key.startswith(_ROW) else ""
        rows = self.desk.decisions(self.queue.row)
        return next((row for row in reversed(rows) if name and getattr(row, self._key) == name), None)

    def shown(self, key: str) -> Mapping[str, Any] | None:
        row = self._row(key)
        work_id = self.desk.work_of(row.record) if row else key
        if row is None and work_id not in self.desk.works:
            return None
        work = self.desk.works[work_id] if row is None or work_id else None
        cells = self._cells(row) if row else self._begun(work)
        return {
            "work": work,
            "row": row,
            "parts": parts(self.fields),
            "values": filled(self.fields, cells),
            "hints": {field.name: self._hints(field) for field in self.fields if field.shape == Shape.LINE},
            "others": [self.line(other) for other in self._of_work(work_id)] if work else [],
            "answer": self.derived(key, _Filled(filled(self.fields, cells))),
        }

    def _of_work(self, work_id: str) -> list[Any]:
        return [
            row for row in self.desk.decisions(self.queue.row) if self.desk.work_of(row.record) == work_id
        ]

    def _begun(self, work: Any) -> dict[str, str]:
        """What is known of a new row before anybody says anything."""
        taken = self._taken()[self._key]
        stem = f"{work.key or work.work_id}-{self.queue.name[:2]}"
        number = next(n for n in range(1, len(taken) + 2) if f"{stem}{n}" not in taken)
        return {self._key: f"{stem}{number}", "study_label": short_cite(work)}

    def _hints(self, field: Field) -> list[str]:
        """What others rows say in a column, so that one thing has one spelling."""
        said = (getattr(row, field.name, "") for row in self.desk.decisions(self.queue.row))
        return [*field.hints, *sorted(dict.fromkeys(cell for cell in said if cell))][:_HINTS]

    def _taken(self) -> dict[str, set[str]]:
        rows = self.desk.decisions(self.queue.row)
        return {self._key: {getattr(row, self._key) for row in rows}}

    # What is typed.

    def _entered(self, key: str, typed: Any) -> Entered:
        row = self._row(key)
        taken = self._taken()
        if row is not None:
            taken[self._key].discard(getattr(row, self._key))
        told = {field.name: typed.getlist(field.name) for field in self.fields}
        work = self.desk.work_of(row.record) if row else key
        known = {
            "record": row.record if row else self.desk.works.record_of[work],
            "title": self.desk.works.title(work),
        }
        claims = self.desk.claims.ids()
        return entered(self.queue.row, told, self.desk.codebook, claims, taken, known)

    def rows(self, key: str, form: Any) -> Sequence[Cells]:
        found = self._entered(key, form)
        if not found.usable:
            raise UserErrors([UserError(problem, field=name) for name, problem in found.problems.items()])
        row = self._row(key)
        before = [{**self._cells(row), "withdrawn": "yes"}] if row else []
        return [*before, {name: cell for name, cell in found.cells.items() if name not in OWN}]

    def taken_back(self, rows: Sequence[Any]) -> Sequence[Cells]:
        """A row that was corrected is as it was before; one that was new is gone."""
        new, old = rows[-1], [self._cells(row) for row in rows[:-1]]
        return [{**self._cells(new), "withdrawn": "yes"}, *old]

    def _cells(self, row: Any) -> dict[str, str]:
        """A row as its file has it, but for who, when and whether it was taken back."""
        told = self.desk.tables.cells(row)
        return {name: cell for name, cell in told.items() if name not in OWN}

    def said(self, key: str, rows: Sequence[Cells]) -> str:
        what = "Corrected" if len(rows) > 1 else "Written"
        return f"{what}: {rows[-1][self._key]}"


class Extracts(Coded):
    def told(self, row: Any) -> str:
        return f"{row.case_name}, {self.desk.codebook.outcome_label(row.code)}, {row.direction}"


class Effects(Coded):
    def told(self, row: Any) -> str:
        return f"{row.study_label}, {row.comparison}, {row.outcome_measure}"

    def derived(self, key: str, form: Any) -> dict[str, Any]:
        """The estimate with its interval, what is still to be given, and what looks odd."""
        found = self._entered(key, form)
        kind = found.cells.get("effect_type") or ""
        numbers = {
            field.name: "" if field.name in found.problems else found.cells.get(field.name, "")
            for field in self.fields
        }
        answer: dict[str, Any] = {"starts": [list(way) for way in starts(kind)], "lacks": lacking(numbers)}
        try:
            estimate = derived(numbers) if "effect_type" not in found.problems else None
        except BadInput:
            return answer
        if estimate:
            answer |= {
                "sentence": estimate.sentence(),
                "how": estimate.how,
                "direction": estimate.direction,
                "points": [estimate.low, estimate.estimate, estimate.high, estimate.null],
            }
        return answer | {"doubts": found.doubts}


class _Filled:
    """Values of a form, as a page sends them."""

    def __init__(self, values: Mapping[str, list[str]]) -> None:
        self._values = values

    def getlist(self, name: str) -> list[str]:
        return self._values.get(name, [])


QUEUES = (
    Queue(name="extracts", label="works to take passages from", place=50, row=Extract, open=Extracts),
    Queue(name="effects", label="works to take estimates from", place=55, row=Effect, open=Effects),
)
