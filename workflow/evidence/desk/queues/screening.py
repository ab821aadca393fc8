"""Works to screen: title and abstract, the criteria beside, one key for each decision."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from evidence.decisions import by_work
from evidence.desk.desk import Desk
from evidence.desk.marking import marked, phrases
from evidence.desk.queue import Cells, Line, Open, Queue
from evidence.desk.voices import Voice, Voices
from evidence.errors import UserError
from evidence.given.reviewers import CONSENSUS, same_person
from evidence.screen.decisions import Basis, ScreeningDecision
from evidence.screen.rows import Screen

DECIDED = {
    Screen.INCLUDE: "Included",
    Screen.BACKGROUND: "Kept as background",
    Screen.EXCLUDE: "Excluded",
}
_REASONS = 9  # that have a key


class Works(Open):
    """The works that wait for this person's decision, and those that she decided on."""

    def __init__(self, desk: Desk, queue: Queue) -> None:
        super().__init__(desk, queue)
        self._reread = -1
        self._voices = Voices(desk.entry_of)
        self._waiting: dict[str, None] = {}
        self._own: dict[str, None] = {}
        self._mine: list[Any] = []
        self._reasons: dict[str, int] = {}

    def offered(self) -> bool:
        return not self.desk.settles

    # What waits.

    @property
    def voices(self) -> Voices:
        """What was said of each work, as this person may see it; read anew where files were changed elsewhere."""
        if self._reread != (now := self.desk.tables.reread(ScreeningDecision)):
            self._reread = now
            self._begin()
        return self._voices

    def _begin(self) -> None:
        self._voices, self._own, self._reasons = Voices(self.desk.entry_of), {}, {}
        for row, work in placed(self.desk, self.desk.decisions(ScreeningDecision)):
            self._voices.add(work, row)
            self._count(row)
        self._mine = list(self.desk.mine(ScreeningDecision))
        for row in self._mine:
            self._own[self.desk.work_of(row.record)] = None
        self._waiting = {work: None for work in self.desk.works.ids if self._waits(work)}

    def _waits(self, work: str) -> bool:
        if work in self._own:
            return False
        said = self._voices.of(work)
        settled = any(voice.reviewer == CONSENSUS for voice in said)
        spoke = len({voice.reviewer for voice in said})
        return self.desk.blind or not (settled or spoke >= self.desk.plan.reviewers_per_work)

    def _count(self, row: Any) -> None:
        if row.reason and row.decision == Screen.EXCLUDE:
            self._reasons[row.reason] = self._reasons.get(row.reason, 0) + 1

    def wrote(self, rows: Sequence[Any]) -> None:
        """Cheap, whatever the number of works: nothing is read again after a decision of one's own."""
        for row in rows:
            work = self.desk.work_of(row.record)
            self.voices.add(work, row)
            if row.withdrawn:
                last = next(
                    n for n in range(len(self._mine) - 1, -1, -1) if self._mine[n].record == row.record
                )
                del self._mine[last]
            else:
                self._mine.append(row)
                self._count(row)
            if any(voice.reviewer == row.reviewer for voice in self._voices.all_of(work)):
                self._own[work] = None
            else:
                self._own.pop(work, None)
            if self._waits(work):
                self._waiting[work] = None
            else:
                self._waiting.pop(work, None)

    def order(self) -> Iterable[str]:
        """All works in the order in which they are asked."""
        return self.desk.works.ids

    def next(self, passed: Collection[str]) -> str:
        assert self.voices
        ahead = (work for work in self.order() if work in self._waiting and work not in passed)
        return next(ahead, "") or next((work for work in passed if work in self._waiting), "")

    def keys(self) -> Sequence[str]:
        assert self.voices
        return list(self._waiting)

    def left(self) -> int:
        assert self.voices
        return len(self._waiting)

    def done(self) -> int:
        assert self.voices
        return len(self._own)

    # One work.

    @cached_property
    def _phrases(self) -> Any:
        return phrases(self.desk.codebook)

    def shown(self, key: str) -> Mapping[str, Any] | None:
        if key not in self.desk.works:
            return None
        work = self.desk.works[key]
        yes, no = self.telling()
        return {
            "work": work,
            "title": marked(work.title or "(no title)", self._phrases, yes, no),
            "abstract": marked(work.abstract, self._phrases, yes, no),
            "criteria": self.desk.codebook.screening,
            "reasons": self.reasons(),
            "said": [voice.row for voice in self._own_voices(key)],
        }

    def telling(self) -> tuple[Collection[str], Collection[str]]:
        """(words of what was included, words of what was excluded), as the ranking has learnt them."""
        return (), ()

    def reasons(self) -> list[str]:
        """What is offered as a reason: that of the settings, then those given before, the most frequent first."""
        assert self.voices
        used = sorted(self._reasons, key=lambda reason: (-self._reasons[reason], reason))
        return list(dict.fromkeys([*self.desk.plan.reasons, *used]))[:_REASONS]

    def _own_voices(self, work: str) -> list[Voice]:
        return [voice for voice in self.voices.all_of(work) if same_person(voice.reviewer, self.desk.signs)]

    def rows(self, key: str, form: Any) -> Sequence[Cells]:
        decision = form.get("decision", "")
        because = form.get("because", "")
        if because:
            decision = Screen.EXCLUDE
        if decision not in DECIDED:
            raise UserError("no decision was given", field="decision", allowed=list(DECIDED))
        work = self.desk.works[key]
        references = [v.row.record for v in self._own_voices(key)] or [self.desk.works.record_of[key]]
        return [
            {
                "record": reference,
                "decision": decision,
                "reason": because or form.get("reason", "").strip(),
                "basis": self.basis(work),
                "title": work.title,
            }
            for reference in references
        ]

    def basis(self, work: Any) -> str:
        """What is read here of a work."""
        return Basis.ABSTRACT if work.abstract else Basis.TITLE

    def said(self, key: str, rows: Sequence[Cells]) -> str:
        because = f" ({rows[0]['reason']})" if rows[0]["reason"] else ""
        return f"{DECIDED[Screen(rows[0]['decision'])]}{because}: {self.desk.works.title(key)}"

    def key_of(self, row: Any) -> str:
        return self.desk.work_of(row.record)

    def line(self, row: Any) -> Line:
        work = self.desk.work_of(row.record)
        because = f": {row.reason}" if row.reason else ""
        return Line(
            work,
            self.desk.works.title(work) or row.title or row.record,
            f"{DECIDED[row.decision]}{because}",
            row.moment,
        )

    def mine(self) -> Sequence[Any]:
        assert self.voices
        return self._mine[::-1]

    def find(self, words: str) -> Iterable[Line]:
        for work in self.desk.works.find(words):
            own = self._own_voices(work)
            yield Line(work, self.desk.works.title(work), DECIDED[own[0].row.decision] if own else "")


def placed(desk: Desk, rows: Sequence[Any]) -> list[tuple[Any, str]]:
    """Rows with the work that each is on, as `screen` finds it; those that lead to none or several are left out."""
    if all(row.record in desk.works.of_record for row in rows):
        return [(row, desk.works.of_record[row.record]) for row in rows]
    return by_work(rows, desk.mentions, desk.works.of_record)[0]


QUEUE = Queue(name="screening", label="works to screen", place=20, row=ScreeningDecision, open=Works)
