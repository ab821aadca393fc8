"""One person at work in one folder: what the pages ask, and what becomes of an answer."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from evidence.desk.agreed import by_stage
from evidence.desk.built import changed_since
from evidence.desk.consequences import MOST_WORKS, Consequences
from evidence.desk.learner import Here, Learner, Matter
from evidence.desk.pace import pace
from evidence.desk.person import Person
from evidence.desk.queue import Open
from evidence.desk.queues import QUEUES
from evidence.desk.sitting import Sitting, Tokens
from evidence.errors import UserError
from evidence.given.declare import given_by
from evidence.given.reviewers import CONSENSUS, same_person
from evidence.layout import Layout
from evidence.screen.decisions import ScreeningDecision
from evidence.singular import agreeing


class Desk(Person):
    """`reviewer`: who sits at it; `settles`: whether she settles what others decided differently, and so sees all they said.

    `order` is `relevance` or `random`, the latter by `seed`; `now` gives the time, `tasks` what waits elsewhere (how many, what, how);
    `learner` puts works in order.
    """

    def __init__(
        self,
        at: Layout,
        reviewer: str,
        *,
        settles: bool = False,
        order: str = "relevance",
        seed: int = 1,
        now: Callable[[], datetime] = datetime.now,
        tasks: Callable[[], Sequence[tuple[int, str, str]]] = lambda: (),
        learner: Callable[[Callable[[], Matter]], Learner] = Here,
    ) -> None:
        super().__init__(at, reviewer, settles, now)
        self.order, self.seed, self.tasks, self.learner = order, seed, tasks, learner
        self.said = self._lost = ""
        self._agreed: tuple[Any, str] = ((), "")
        self._sat: dict[str, Sitting] = defaultdict(Sitting)
        self.tokens = Tokens()

    @cached_property
    def queues(self) -> dict[str, Open]:
        """The queues that this review and this person have, in order."""
        opened = [queue.open(self, queue) for queue in QUEUES if self.settles or not queue.settles]
        return {one.queue.name: one for one in opened if one.offered()}

    @cached_property
    def consequences(self) -> Consequences:
        """What answers change in verdicts; nothing while screening is blind, or where there are many works."""
        return Consequences(self.at, tried=not self.blind and len(self.works) <= MOST_WORKS)

    @property
    def changed(self) -> str:
        """What of the inputs has changed since the last build, in a sentence; or nothing."""
        return changed_since(self.at)

    def elsewhere(self) -> list[tuple[int, str, str]]:
        """What waits for a person and has no queue here, as the last build has it; nothing while screening is blind, or before a whole build."""
        if self.blind:
            return []
        own = {label for one in self.queues.values() for label in (one.queue.label, *one.queue.also)}
        try:
            return [task for task in self.tasks() if task[0] and task[1] not in own]
        except UserError:
            return []

    def agreement(self) -> str:
        """How far those who screen agree, in a sentence; nothing while screening is blind, but for who settles."""
        if self.blind:
            return ""
        version = self.version(ScreeningDecision)
        if self._agreed[0] != version:
            said = (
                (row.level, work, row.reviewer, row.decision)
                for row in self.tables.rows(ScreeningDecision)
                if row.reviewer != CONSENSUS and (work := self.work_of(row.record))
            )
            self._agreed = version, by_stage(said)
        return self._agreed[1]

    def check_may_settle(self) -> None:
        """Raises UserError where she screened herself and it is blind: who settles sees what the others said."""
        if self.settles and self.plan.blind:
            own = [r for r in self.tables.rows(ScreeningDecision) if same_person(r.reviewer, self.reviewer)]
            if own:
                raise UserError(
                    f"{self.reviewer} has screened, and while screening is blind somebody else settles",
                    file=self.at.setting("config"),
                    field="screen.blind",
                    value="true",
                    fix="let another person settle; or, when everybody has ended, set `blind: false`",
                )

    def look(self) -> None:
        """Read again what was changed elsewhere."""
        for row in {queue.queue.row for queue in self.queues.values()}:
            self.tables.look(row)
            if lost := self.tables.gone.pop(self.tables.file(row, self.signs), 0):
                self._tell_lost(row, lost)

    def next(self, name: str) -> str:
        """The next thing of a queue, or nothing."""
        return self.queues[name].next(self._sat[name].passed)

    def pass_over(self, name: str, key: str) -> None:
        """Put one thing off until all others have been asked."""
        self._sat[name].put_off(key)

    def decide(self, name: str, key: str, form: Any) -> None:
        """Write what was answered. Raises UserError where it is no answer; then nothing was written."""
        queue = self.queues[name]
        cells = [self.signed(queue.queue, given) for given in queue.rows(key, form)]
        checked = self.tables.checked(queue.queue.row, cells)
        rows = self.tables.write(queue.queue.row, checked, self.signs)
        self._sat[name].answered(key, rows, self.now())
        self._tell(queue.queue.row, rows)
        self.said = queue.said(key, checked)

    def looked_at(self, name: str, key: str, form: Any) -> tuple[UserError | None, Mapping[str, Any]]:
        """(what is wrong with a form that is being filled in, what follows from it); nothing is written."""
        queue = self.queues[name]
        wrong: UserError | None = None
        derived: Mapping[str, Any] = {}
        try:
            cells = [self.signed(queue.queue, given) for given in queue.rows(key, form)]
            self.tables.checked(queue.queue.row, cells)
        except UserError as error:
            wrong = error
        try:
            derived = queue.derived(key, form)
        except UserError as error:
            wrong = wrong or error
        return wrong, derived

    def undo(self, name: str) -> str:
        """Take back what she did last in a queue: an answer by further rows, a thing that was put off by asking it again; the thing that it was
        about, or nothing where there is none."""
        if back := self._sat[name].put_off_last():
            self.said = "Put off no more: it is asked again."
            return back
        queue = self.queues[name]
        row = queue.queue.row
        if "withdrawn" not in given_by(row).names:
            raise UserError("rows of this table are not taken back here", fix="mend the row in its file")
        key, last = self._last_said(name)
        if not last:
            return ""
        cells = [
            {**given, **self._when(queue.queue), **self._who(queue.queue)} for given in queue.taken_back(last)
        ]
        written = self.tables.write(row, cells, self.signs)
        self._tell(row, written)
        del self._sat[name].times[-1:]
        self.said = f"Taken back: {queue.line(last[-1]).title}"
        return key

    def heard(self) -> str:
        """What is to be said on the next page, once."""
        said, self.said, self._lost = f"{self._lost}{self.said}", "", ""
        return said

    def pace(self, name: str) -> tuple[float, timedelta | None]:
        """(decisions an hour, time that the rest takes at this pace) of this sitting; 0 and None before it can be told."""
        return pace(self._sat[name].times, self.queues[name].left())

    def warm(self, seconds: float) -> None:
        """Wait for what queues work out first, but no longer than this."""
        until = time.monotonic() + seconds
        queues = self.queues.values()
        while sum(queue.warm() for queue in queues) < len(queues) and time.monotonic() < until:
            time.sleep(0.1)

    def close(self) -> None:
        """End what queues do in the background."""
        for queue in self.queues.values():
            queue.close()

    def _last_said(self, name: str) -> tuple[str, list[Any]]:
        queue = self.queues[name]
        if done := self._sat[name].done:
            return done.pop()
        mine = queue.mine()
        if not mine:
            return "", []
        key, when = queue.key_of(mine[0]), (mine[0].date, mine[0].time)
        together = [
            row
            for row in mine[:200]
            if queue.key_of(row) == key and (row.date, row.time) == when and row.time
        ]
        return key, together or [mine[0]]

    def _tell_lost(self, row: type, lost: int) -> None:
        """Her own file has gone with what she had decided: what was done in this sitting cannot be taken back from it."""
        for queue in self.queues.values():
            if queue.queue.row is row:
                self._sat[queue.queue.name].lose()
        file = self.tables.file(row, self.signs).name
        self._lost += agreeing(f"Your file {file} with {lost:,} decisions has gone; a new one is begun. ")

    def _tell(self, row: type, rows: list[Any]) -> None:
        """Rows were written: every queue of their table takes them in."""
        for queue in self.queues.values():
            if queue.queue.row is row:
                queue.wrote(rows)
        self.consequences.decided(given_by(row).name)
