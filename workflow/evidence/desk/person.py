"""One person in one folder: what she may see of it, and how what she decides is signed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import Any

from evidence import inputs
from evidence.codebook import Codebook
from evidence.codebook_file import load_codebook
from evidence.desk.queue import Cells, Queue
from evidence.desk.tables import Tables
from evidence.desk.works import Works
from evidence.fingerprints import cell
from evidence.given.declare import given_by
from evidence.given.reviewers import CONSENSUS, same_person
from evidence.layout import Layout
from evidence.mentions import Mentions
from evidence.propositions import load_propositions
from evidence.review import Review
from evidence.screen.settings import ScreeningPlan
from evidence.waiting.as_built import AsBuilt
from evidence.waiting.stale import Places, among, places


class Person:
    """`reviewer`: her name; `settles`: whether she settles what others decided differently, and so sees all they said. `now` gives the time."""

    def __init__(self, at: Layout, reviewer: str, settles: bool, now: Callable[[], datetime]) -> None:
        self.at, self.reviewer, self.settles, self.now = at, reviewer, settles, now
        self.lock = threading.RLock()
        self.codebook: Codebook = load_codebook(at.setting("codebook"))
        self.claims = load_propositions(at.setting("propositions"), self.codebook)
        self.plan = inputs.settings(ScreeningPlan, "screen", at)
        self.review = Review(at)
        self.tables = Tables(at, self.codebook, self.claims.ids())
        self._stale: dict[str, Places] = {}

    @property
    def blind(self) -> bool:
        """Whether nothing may be shown that others decided, nor anything that follows from it."""
        return self.plan.blind and not self.settles

    @cached_property
    def works(self) -> Works:
        return Works(self.review)

    @cached_property
    def mentions(self) -> Mentions:
        """What references lead to, by the records of the last build."""
        from evidence.deduplicate.rows import Membership
        from evidence.ingest.rows import Record

        return Mentions(self.review[Record], self.review[Membership])

    @cached_property
    def ground(self) -> AsBuilt:
        """What judgements rest on that are made here."""
        return AsBuilt(self.review, self.codebook, self.claims.items)

    def holds(self, row: Any) -> bool:
        """Whether a decision was made on what stands now, as far as the last build knows."""
        kind = given_by(type(row)).name
        if kind not in self._stale:
            self._stale[kind] = places(self.review, kind)
        return not among(row, self._stale[kind])

    def work_of(self, reference: str) -> str:
        """The id of the one work that a reference leads to, or nothing."""
        found = {self.works.of_record[record] for record in self.entry_of(reference)}
        return found.pop() if len(found) == 1 else ""

    def entry_of(self, reference: str) -> frozenset[str]:
        """The records that a reference may mean."""
        if reference in self.works.of_record:
            return frozenset((reference,))
        return frozenset(record.record_id for record in self.mentions.find(reference))

    def decisions(self, row: type) -> list[Any]:
        """The rows of a table that stand now and that this person may see, in the order in which they were decided."""
        return self.mine(row) if self.blind else self.tables.rows(row)

    def mine(self, row: type) -> list[Any]:
        """Those that are her own."""
        if "reviewer" not in given_by(row).names:
            return self.tables.rows(row)
        return [one for one in self.tables.rows(row) if same_person(one.reviewer, self.signs)]

    def version(self, row: type) -> tuple[int, int]:
        """What changes with any row of this table, whoever wrote it."""
        return self.tables.version(row)

    @property
    def signs(self) -> str:
        """The name that her rows are signed with."""
        return CONSENSUS if self.settles else self.reviewer

    def signed(self, queue: Queue, cells: Cells) -> dict[str, str]:
        return {**self._when(queue), **self._who(queue), **self._on_what(queue, cells), **cells}

    def _who(self, queue: Queue) -> dict[str, str]:
        names = given_by(queue.row).names
        who = {"reviewer": self.signs} if "reviewer" in names else {}
        return who | ({"settled_by": self.reviewer} if self.settles and "settled_by" in names else {})

    def _on_what(self, queue: Queue, cells: Cells) -> dict[str, str]:
        """What is judged, by its fingerprints."""
        table = given_by(queue.row)
        return {"judged": cell(self.ground.of(table.name, cells))} if "judged" in table.names else {}

    def _when(self, queue: Queue) -> dict[str, str]:
        stamp = self.now().replace(microsecond=0, tzinfo=None).isoformat()
        return {"date": stamp} if "date" in given_by(queue.row).names else {}
