"""Who has read which work, which waits for whom, and in which order: kept up a row at a time, so that the next of a hundred thousand works
comes at once."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from evidence.decisions import by_work
from evidence.desk.desk import Desk
from evidence.desk.learner import Learnt, Question
from evidence.desk.queue import Open, Queue
from evidence.desk.voices import RECORDS, Voice, Voices
from evidence.given.reviewers import CONSENSUS, same_person
from evidence.screen.reading_order import moment_of
from evidence.screen.rows import Screen

_LONGEST = 200  # letters of a reason that is offered again


class Reading(Open):
    """A queue of works on which people decide once or twice, at one stage of selection."""

    level = RECORDS

    def __init__(self, desk: Desk, queue: Queue) -> None:
        super().__init__(desk, queue)
        self._reread = -1
        self._unlearnt = True
        self._offered: dict[str, None] = {}

    # Who said what, as this person may see it.

    @property
    def voices(self) -> Voices:
        self._fresh()
        return self._voices

    @property
    def waiting(self) -> dict[str, None]:
        """The works that wait for her."""
        self._fresh()
        return self._waiting

    def own(self, work: str) -> list[Voice]:
        """What she has said of a work at this stage."""
        said = (voice for voice in self.voices.all_of(work) if voice.level == self.level)
        return [voice for voice in said if same_person(voice.reviewer, self.desk.signs)]

    def reasons(self) -> list[str]:
        """What is offered as a reason: those of the settings, then those given before, the most frequent first; each keeps its place for the
        sitting, so that a figure always means the same, and further ones come after. A long one is said of one work and is not offered."""
        self._fresh()
        used: Iterable[str] = self._reasons
        if not self._offered:
            self._offered = dict.fromkeys(self.desk.plan.reasons)
            used = sorted(used, key=lambda reason: (-self._reasons[reason], reason))
        self._offered |= dict.fromkeys(one for one in used if len(one) <= _LONGEST)
        return list(self._offered)

    def waits(self, work: str) -> bool:
        """Whether a work waits for her."""
        if work in self._decided:
            return False
        said = [voice for voice in self._voices.of(work) if self.counts(voice)]
        settled = any(voice.reviewer == CONSENSUS for voice in said)
        spoke = len({voice.reviewer for voice in said})
        return self.desk.blind or not (settled or spoke >= self.desk.plan.reviewers_per_work)

    def counts(self, voice: Voice) -> bool:
        """Whether a voice is a decision as far as this stage goes: one on the full text is one on the record, too."""
        return self.level in (RECORDS, voice.level)

    def _fresh(self) -> None:
        """Begin anew where files were changed elsewhere."""
        now = self.desk.tables.reread(self.queue.row)
        if self._reread == now:
            return
        self._reread, self._unlearnt = now, True
        self._voices = Voices(self.desk.entry_of)
        self._answers: dict[str, bool] = {}
        self._reasons: dict[str, int] = {}
        self._decided: dict[str, None] = {}
        self._first: dict[str, int] = {}  # when each work was first decided on
        self._moments: set[int] = set()
        self._mine: list[Any] = []
        for row, work in placed(self.desk, self.desk.decisions(self.queue.row)):
            self._add(row, work)
        self._waiting = {work: None for work in self.desk.works.ids if self.waits(work)}

    def _add(self, row: Any, work: str) -> None:
        self._voices.add(work, row)
        now = moment_of(row)
        self._moments.add(now)
        self._first[work] = min(self._first.get(work, now), now)
        here = row.level == self.level
        if here and not row.withdrawn and row.reason and row.decision == Screen.EXCLUDE:
            self._reasons[row.reason] = self._reasons.get(row.reason, 0) + 1
        said = [voice.row.decision for voice in self._voices.of(work) if self.counts(voice)]
        if said:
            self._answers[work] = any(decision != Screen.EXCLUDE for decision in said)
        else:
            self._answers.pop(work, None)
        if same_person(row.reviewer, self.desk.signs):
            self._note_own(row, work)

    def _note_own(self, row: Any, work: str) -> None:
        if row.level == self.level:
            if row.withdrawn:
                back = range(len(self._mine) - 1, -1, -1)
                for n in [n for n in back if self._mine[n].record == row.record][
                    :1
                ]:  # none where it was deleted by hand
                    del self._mine[n]
            else:
                self._mine.append(row)
        voices = (voice for voice in self._voices.all_of(work) if self.counts(voice))
        if any(same_person(voice.reviewer, row.reviewer) for voice in voices):
            self._decided[work] = None
        else:
            self._decided.pop(work, None)

    def wrote(self, rows: Sequence[Any]) -> None:
        """Nothing is read again after a decision of one's own."""
        for row in rows:
            work = self.desk.work_of(row.record)
            self._fresh()
            self._add(row, work)
            if self.waits(work):
                self._waiting[work] = None
            else:
                self._waiting.pop(work, None)
        self._unlearnt = True

    # In which order.

    def next(self, passed: Collection[str]) -> str:
        waiting = self.waiting
        ahead = (work for work in self._order() if work in waiting and work not in passed)
        return next(ahead, "") or next((work for work in passed if work in waiting), "")

    def left(self) -> int:
        return len(self.waiting)

    def done(self) -> int:
        self._fresh()
        return len(self._decided)

    def mine(self) -> Sequence[Any]:
        self._fresh()
        return self._mine[::-1]

    def _order(self) -> Iterable[str]:
        """Works as they are asked: by what was learnt, then the rest as they stand."""
        ids = self.desk.works.ids
        learnt = self.learnt
        if self.desk.order == "random":
            yield from self._shuffled
            return
        if learnt is not None:
            for row in learnt.order:
                yield ids[row]
        yield from ids

    @cached_property
    def _shuffled(self) -> list[str]:
        """All works in an order that a seed gives; further works do not change that of the others."""
        seed = self.desk.seed
        return sorted(
            self.desk.works.ids, key=lambda work: hashlib.sha256(f"{seed}:{work}".encode()).digest()
        )

    @cached_property
    def _learner(self) -> Any:
        from evidence.desk.works import Texts

        return self.desk.learner(Texts(self.desk.at))

    @property
    def learnt(self) -> Learnt | None:
        """What was learnt last; asks anew where there are answers since, and never waits."""
        self._fresh()
        if self._unlearnt and self._learner.ask(self._question):
            self._unlearnt = False
        latest: Learnt | None = self._learner.latest()
        return latest

    def telling(self) -> tuple[Collection[str], Collection[str]]:
        """(words of what was included, words of what was excluded), as the ranking has learnt them."""
        learnt = self.learnt
        return (learnt.yes, learnt.no) if learnt else ((), ())

    def _question(self) -> Question:
        answers, place = self._answers, self.desk.works.place
        rows = np.fromiter((place(work) for work in answers), np.int64, len(answers))
        included = np.fromiter(answers.values(), bool, len(answers))
        moments = np.fromiter((self._first[work] for work in answers), np.int64, len(answers))
        every = np.array(sorted(self._moments), np.int64)
        return Question(rows, included, self.desk.plan.recall, moments, every)

    def close(self) -> None:
        if "_learner" in self.__dict__:
            self._learner.close()


def placed(desk: Desk, rows: Sequence[Any]) -> list[tuple[Any, str]]:
    """Rows with the work that each is on, as `screen` finds it; those that lead to none or to several are left out."""
    if all(row.record in desk.works.of_record for row in rows):
        return [(row, desk.works.of_record[row.record]) for row in rows]
    return by_work(rows, desk.mentions, desk.works.of_record)[0]
