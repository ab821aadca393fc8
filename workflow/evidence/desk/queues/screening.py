"""Works to screen: title and abstract, the criteria beside, one key for each decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from textwrap import shorten
from typing import Any

from evidence.desk.marking import marked, phrases
from evidence.desk.queue import Cells, Line, Queue
from evidence.desk.reading import Reading
from evidence.errors import UserError
from evidence.screen.decisions import Basis, ScreeningDecision
from evidence.screen.rows import Screen
from evidence.screen.stopping import Next
from evidence.screen.stopping_words import in_words

DECIDED = {
    Screen.INCLUDE: "Included",
    Screen.BACKGROUND: "Kept as background",
    Screen.EXCLUDE: "Excluded",
}
_REASONS = 9  # that have a key
_SPOKEN = 200  # letters of a reason that are read out


class Works(Reading):
    """The works that wait for this person's decision, and those that she decided on."""

    def offered(self) -> bool:
        return not self.desk.settles

    def keys(self) -> Sequence[str]:
        return list(self.waiting)

    def progress(self) -> tuple[int, int, str]:
        all_, left, done = len(self.desk.works), self.left(), self.done()
        return all_ - left, all_, f"{all_ - left:,} of {all_:,} screened, {done:,} by you, {left:,} left"

    def warm(self) -> bool:
        return self.desk.order == "random" or self.learnt is not None

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
            "learnt": bool(yes or no),
            "criteria": self.desk.codebook.screening,
            "reasons": self.reasons()[:_REASONS],
            "said": [voice.row for voice in self.own(key)],
            "voices": self.others(key),
        }

    def others(self, key: str) -> list[Any]:
        """What is shown of other people's decisions: nothing here, so that nobody leans on them."""
        return []

    def rows(self, key: str, form: Any) -> Sequence[Cells]:
        """One row; where one person had judged several entries of the work apart, one for each of them, so that none is left over."""
        because, own = form.get("because", ""), form.get("own", "")
        decision = Screen.EXCLUDE if because else own or form.get("decision", "")
        if decision not in DECIDED:
            raise UserError(
                "no decision was given", field="decision", fix=f"choose one of {', '.join(DECIDED)}"
            )
        written = form.get("reason", "").strip()
        if own and not written:
            raise UserError(
                "no reason was written", field="reason", fix="write one, or press the decision alone"
            )
        if because and written and because != written:
            raise UserError(
                f"one reason is written and another was pressed ({because})",
                field="reason",
                fix="press Exclude for the one that is written, or empty the line and press the other again",
            )
        work = self.desk.works[key]
        references = [voice.row.record for voice in self.own(key)] or [self.desk.works.record_of[key]]
        told = {
            "decision": decision,
            "reason": because or written,
            "basis": self.basis(key),
            "title": work.title,
            "stage": self.stage_of(key),
        }
        return [{"record": reference, **told} for reference in references]

    def stage_of(self, key: str) -> str:
        """The stage of selection that an answer is of."""
        return self.level

    def basis(self, key: str) -> str:
        """What is read here of a work."""
        return Basis.ABSTRACT if self.desk.works[key].abstract else Basis.TITLE

    def said(self, key: str, rows: Sequence[Cells]) -> str:
        because = f" ({shorten(rows[0]['reason'], _SPOKEN)})" if rows[0]["reason"] else ""
        now = rows[0]["decision"]
        return f"{DECIDED[Screen(now)]}{because}: {self.desk.works.title(key)}{self._instead(key, now)}"

    def _instead(self, key: str, now: str) -> str:
        """What stood before and was something else: the page may have been an old one, which did not show it."""
        stood = {str(voice.rows[-2].decision) for voice in self.own(key) if len(voice.rows) > 1} - {now}
        who = "it was settled as" if self.desk.settles else "you said"
        return f" \u2013 {who} {' and '.join(sorted(stood))} before; it is {now} now." if stood else ""

    def key_of(self, row: Any) -> str:
        return self.desk.work_of(row.record)

    def line(self, row: Any) -> Line:
        work = self.desk.work_of(row.record)
        because = f": {row.reason}" if row.reason else ""
        title = self.desk.works.title(work) or row.title or row.record
        return Line(work, title, f"{DECIDED[row.decision]}{because}", row.moment)

    def find(self, words: str) -> Iterable[Line]:
        for work in self.desk.works.find(words):
            own = self.own(work)
            yield Line(work, self.desk.works.title(work), DECIDED[own[0].row.decision] if own else "")

    def under(self) -> Iterable[str]:
        learnt = self.learnt
        if self.desk.order == "random":
            yield f"At random, by the seed {self.desk.seed}."
        elif learnt is None:
            yield "By relevance: the order is being worked out; until then in the order of the records."
        elif not learnt.both:
            yield f"In order {learnt.because}."
        elif learnt.rule.next != Next.RANKED:
            yield "By chance, as the stopping rule asks: the same order for everyone."
        else:
            yield f"By relevance, as learnt from {learnt.answers:,} decisions{' of your own' if self.desk.blind else ''}."
        if learnt is not None and learnt.rule.read:
            yield in_words(learnt.rule, self.left())


QUEUE = Queue(name="screening", label="works to screen", place=20, row=ScreeningDecision, open=Works)
