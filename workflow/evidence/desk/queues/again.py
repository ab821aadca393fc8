"""Works that were screened by other criteria than those that stand now, to be looked at once more."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from evidence.desk.desk import Desk
from evidence.desk.queue import Queue
from evidence.desk.queues.screening import Works
from evidence.desk.reading import placed
from evidence.desk.voices import FULL_TEXTS, Voice
from evidence.given.reviewers import same_person
from evidence.screen.decisions import Basis, ScreeningDecision
from evidence.waiting.stale import STALE, stale


class Again(Works):
    """Works on which a decision stands that was made by other criteria, and on which she has said nothing since."""

    def __init__(self, desk: Desk, queue: Queue) -> None:
        super().__init__(desk, queue)
        self._version: Any = None
        self._again: dict[str, str] = {}

    def offered(self) -> bool:
        return not self.desk.settles and bool(stale(self.desk.review, "screening"))

    @property
    def waiting(self) -> dict[str, Any]:
        """Works, each with the stage at which it was decided on."""
        if self._version != (now := self.desk.version(self.queue.row)):
            self._version = now
            asked: dict[str, str] = {}
            for row, work in placed(self.desk, self.desk.decisions(self.queue.row)):
                if not self.desk.holds(row):
                    asked[work] = row.level
                elif same_person(row.reviewer, self.desk.signs) and asked.get(work) == row.level:
                    del asked[work]
            self._again = asked
        return self._again

    def own(self, work: str) -> list[Voice]:
        said = (voice for voice in self.voices.all_of(work) if voice.level == self.stage_of(work))
        return [voice for voice in said if same_person(voice.reviewer, self.desk.signs)]

    def stage_of(self, key: str) -> str:
        return str(self.waiting.get(key, self.level))

    def basis(self, key: str) -> str:
        return Basis.FULL_TEXT if self.stage_of(key) == FULL_TEXTS else super().basis(key)

    def next(self, passed: Collection[str]) -> str:
        waiting = self.waiting
        return next((work for work in waiting if work not in passed), "") or next(
            (work for work in passed if work in waiting), ""
        )

    def progress(self) -> tuple[int, int, str]:
        left = self.left()
        return 0, left, f"{left:,} left"

    def telling(self) -> tuple[Collection[str], Collection[str]]:
        return (), ()

    def warm(self) -> bool:
        return True

    def under(self) -> Iterable[str]:
        return (
            "The criteria of the codebook are otherwise than they were when these works were decided on.",
        )


QUEUE = Queue(name="again", label=STALE["screening"], place=27, row=ScreeningDecision, open=Again)
