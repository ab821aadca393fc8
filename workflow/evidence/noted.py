"""A review that writes down what is read of it: each table or its columns with a checksum, each question with that of its answer.

A stage that a rule started works at one (`evidence.unchanged`). It is the one door to the tables, so that what was not read, no output follows from.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from evidence.blocks import is_long, write_blocks
from evidence.layout import Layout
from evidence.pieces import Pieces
from evidence.reading import Question, Reading, answer_digest, columns_digest, groups_of
from evidence.review import Review
from evidence.rows import Table, column_names, table_of, whole
from evidence.unchanged import MadeBefore

_Parts = dict[str, dict[str, str]]


class Noted(Review):
    """`note` lays what was read into the reading of a stage. `made`: what was noted of its last run, of whose tables blocks that are the same are taken."""

    def __init__(self, at: Layout | None = None, made: MadeBefore | None = None) -> None:
        super().__init__(at)
        self._made, self._blocks = made or MadeBefore({}), dict[str, list[str]]()
        self._tables: _Parts = defaultdict(dict)
        self._asked: dict[str, str] = {}
        self._under: dict[str, type] = {}

    def note(self, reading: Reading) -> None:
        """All that was read since this review was made."""
        reading.tables.update(self._tables)
        reading.asked.extend((json.loads(question), digest) for question, digest in self._asked.items())
        reading.blocks.update(self._blocks)
        for row in self._under.values():
            self._digest(row, column_names(row), reading.under)
        reading.groups.update(groups_of(reading.under))

    def columns(self, row: type, without: tuple[str, ...] = ()) -> Any:
        names = [name for name in column_names(row) if name not in without]
        self._digest(row, [] if whole(row) and not without else names, self._tables)
        return super().columns(row, without)

    def pieces(self, row: type, without: tuple[str, ...] = ()) -> Pieces:
        self._digest(row, [name for name in column_names(row) if name not in without], self._tables)
        return super().pieces(row, without)

    def ask(self, rows: Iterable[type], question: str, *words: str) -> Any:
        """The answer to a question of these tables (`stages.views.Answers`): no more of them than the answer is noted."""
        asked: Question = [question, *words]
        answer = getattr(self._answers, question)(*words)
        self._under |= {repr(row): row for row in rows}
        self._asked[json.dumps(asked)] = answer_digest(answer)
        return answer

    @cached_property
    def _answers(self) -> Any:
        from evidence.stages.views import Answers

        return Answers(Review(self.at))

    def _put(self, path: Path, table: Any) -> None:
        if is_long(table):
            self._blocks[str(path)] = write_blocks(path, table, self._made.table(path))
        else:
            super()._put(path, table)

    def _rows(self, table: Table) -> list[Any]:
        self._digest(table, [], self._tables)
        return super()._rows(table)

    def _digest(self, row: type | Table, names: Iterable[str], into: _Parts) -> None:
        path, cut = str(self._place(table_of(row))), ",".join(names)
        into.setdefault(path, {})
        if cut not in into[path]:
            into[path][cut] = columns_digest(self._place(table_of(row)), cut)
