"""Full texts to assess: works that were included by title and abstract, decided on once more with the text at hand."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from evidence.desk.desk import Desk
from evidence.desk.queue import Queue
from evidence.desk.queues.screening import Works
from evidence.desk.voices import FULL_TEXTS, RECORDS
from evidence.screen.decisions import Basis, ScreeningDecision
from evidence.screen.rows import Screen


class FullTexts(Works):
    """The full texts that wait for this person's decision."""

    level = FULL_TEXTS

    def __init__(self, desk: Desk, queue: Queue) -> None:
        super().__init__(desk, queue)
        self._version: Any = None
        self._wanted: dict[str, None] = {}

    def offered(self) -> bool:
        return not self.desk.settles

    @property
    def waiting(self) -> dict[str, None]:
        """Works included by title and abstract on whose text she has not decided: few, so they are looked through anew with each row."""
        self._fresh()
        if self._version != (now := self.desk.version(self.queue.row)):
            self._version = now
            self._wanted = {work: None for work in self._answers_on_records() if self.waits(work)}
        return self._wanted

    def _answers_on_records(self) -> Iterable[str]:
        for work in self._voices.works():
            said = [v.row.decision for v in self._voices.all_of(work) if v.level == RECORDS]
            if Screen.INCLUDE in said:
                yield work

    def basis(self, key: str) -> str:
        return Basis.FULL_TEXT

    def next(self, passed: Collection[str]) -> str:
        waiting = self.waiting
        return next((work for work in waiting if work not in passed), "") or next(
            (work for work in passed if work in waiting), ""
        )

    def progress(self) -> tuple[int, int, str]:
        done, left = self.done(), self.left()
        return done, done + left, f"{done:,} assessed by you, {left:,} left"

    def telling(self) -> tuple[Collection[str], Collection[str]]:
        return (), ()

    def warm(self) -> bool:
        return True

    def under(self) -> Iterable[str]:
        return ()


QUEUE = Queue(
    name="full_texts", label="full texts to assess", place=25, row=ScreeningDecision, open=FullTexts
)
