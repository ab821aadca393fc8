"""Works on which two people decided differently: both decisions side by side, for who settles them.

She signs as `consensus`, which stands alone (`screen/stage.py`); the column `settled_by` keeps her name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from evidence.desk.queue import Line, Queue
from evidence.desk.queues.screening import DECIDED, Works
from evidence.desk.voices import FULL_TEXTS, Voice
from evidence.given.reviewers import CONSENSUS
from evidence.screen.decisions import Basis, ScreeningDecision


class Conflicts(Works):
    """The conflicts that nobody has settled."""

    def offered(self) -> bool:
        return self.desk.settles

    def waits(self, work: str) -> bool:
        said = self._voices.of(work)
        return len({voice.row.decision for voice in said}) > 1

    def progress(self) -> tuple[int, int, str]:
        left, done = self.left(), self.done()
        return done, done + left, f"{done:,} settled, {left:,} left"

    def warm(self) -> bool:
        return True

    def others(self, key: str) -> list[Voice]:
        return [voice for voice in self.voices.all_of(key) if voice.reviewer != CONSENSUS]

    def own(self, work: str) -> list[Voice]:
        """What was settled of a work, at the stage that is in question."""
        level = self.stage_of(work)
        return [v for v in self.voices.all_of(work) if v.reviewer == CONSENSUS and v.level == level]

    def stage_of(self, key: str) -> str:
        said = self.voices.of(key)
        return said[0].level if said else self.level

    def basis(self, key: str) -> str:
        return Basis.FULL_TEXT if self.stage_of(key) == FULL_TEXTS else super().basis(key)

    def next(self, passed: Any) -> str:
        """In the order in which the works stand: there is nothing to learn here."""
        waiting = self.waiting
        return next((work for work in waiting if work not in passed), "") or next(
            (work for work in passed if work in waiting), ""
        )

    def telling(self) -> tuple[Sequence[str], Sequence[str]]:
        return (), ()

    def find(self, words: str) -> Iterable[Line]:
        for work in self.desk.works.find(words):
            said = "; ".join(
                f"{v.reviewer}: {DECIDED[v.row.decision].lower()}" for v in self.voices.all_of(work)
            )
            yield Line(work, self.desk.works.title(work), said)

    def under(self) -> Iterable[str]:
        return ()


QUEUE = Queue(
    name="conflicts",
    label="screening conflicts to settle",
    place=30,
    row=ScreeningDecision,
    open=Conflicts,
    settles=True,
)
