"""Counted studies to appraise: the next questions of the tools of their design, one after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2s
from typing import Any

from evidence.appraise.asked import Asks, Question
from evidence.appraise.decisions import AppraisalDecision
from evidence.appraise.meant import as_meant
from evidence.appraise.open_questions import every_question
from evidence.appraise.tool_files import own_tools
from evidence.appraise.toolbox import Toolbox, toolbox
from evidence.desk.held import Held, text
from evidence.desk.queue import Cells, Line, Queue
from evidence.desk.sheet import Group, Option
from evidence.errors import UserError
from evidence.given.reviewers import same_person
from evidence.waiting.appraisals import ToAppraise, open_questions, to_appraise
from evidence.waiting.stale import STALE

_ANSWER = "answer-"
_Asked = tuple[str, Question]
"""A question of a result, which is blank for the study as a whole."""


@dataclass(frozen=True)
class Part:
    """What is asked of one domain, or of none. `about`: the domain in words, or the tool."""

    about: str
    asked: tuple[_Asked, ...]

    def at_once(self) -> tuple[tuple[_Asked, ...], tuple[_Asked, ...]]:
        """(what is asked first, judgements that the rule of the tool can propose only once that is answered)."""
        asks = tuple(each for each in self.asked if each[1].kind not in (Asks.DOMAIN, Asks.OVERALL))
        return (asks, tuple(each for each in self.asked if each not in asks)) if asks else (self.asked, ())


class Appraisals(Held):
    """A thing is a study. It waits until its tools ask nothing more; the questions of a page follow from the answers so far.

    One domain is asked at a time, its questions first, so that its judgement is asked beside what the tool's rule proposes; the others
    can be opened beneath."""

    def __init__(self, desk: Any, queue: Queue) -> None:
        super().__init__(desk, queue)
        self._at_hand = ""

    @cached_property
    def tools(self) -> Toolbox:
        return toolbox(own_tools(self.desk.at.appraisal_tools), self.desk.codebook)

    def offered(self) -> bool:
        return not self.desk.settles and super().offered()

    def everything(self) -> Mapping[str, ToAppraise]:
        return {
            one.study_id: one for one in to_appraise(self.desk.review, self.tools, self.desk.codebook).asked
        }

    def key_of(self, row: Any) -> str:
        study = self.desk.works.study_of.get(self.desk.work_of(row.record), "")
        return study if study in self.things else ""

    def _said(self) -> Mapping[str, list[Any]]:
        """Answers by study, as they are meant: all that this person may see, the later behind the earlier."""
        found: dict[str, list[Any]] = defaultdict(list)
        stand = filter(self.desk.holds, self.desk.decisions(AppraisalDecision))
        for row in as_meant(stand, self.tools)[0]:
            if key := self.key_of(row):
                found[key].append(row)
        return found

    def answered(self, rows: Iterable[Any]) -> set[str]:
        said = self._said()
        return {key for key in self.things if key in said and not self._open(key, said[key])}

    def _open(self, key: str, said: Sequence[Any]) -> tuple[tuple[str, Question], ...]:
        try:
            return open_questions(said, self.tools, self.things[key].tools)
        except ValueError:  # answers of two categories: `evidence check` names them
            return ()

    def next(self, passed: Collection[str]) -> str:
        """The study at hand while it has questions."""
        if self._at_hand in self.keys() and self._at_hand not in passed:
            return self._at_hand
        return super().next(passed)

    def title(self, key: str) -> str:
        one = self.things[key]
        return f"{one.label}: {one.work.title}"

    def told(self, row: Any) -> str:
        of = f", {row.result}" if row.result else ""
        return f"{row.tool} {row.item}{of}: {row.answer}"

    def line(self, row: Any) -> Line:
        return Line(self.key_of(row), self.title(self.key_of(row)), self.told(row), row.moment)

    def shown(self, key: str) -> Mapping[str, Any] | None:
        if key not in self.things:
            return None
        one, said = self.things[key], self._said().get(key, [])
        latest = {(row.tool, row.result, row.item): row for row in said}
        open_ = self._open(key, said)
        asked = self._asked(key, said)
        now, *others = _parts(asked) if open_ else [Part("", tuple(asked))]
        asks, judges = now.at_once() if open_ else (now.asked, ())

        def groups(asked: Iterable[_Asked]) -> list[Group]:
            return [self._group(result, q, latest.get((q.tool, result, q.item))) for result, q in asked]

        return {
            "one": one,
            "work": one.work,
            "tools": [tool for tool in map(self.tools.get, one.tools) if tool],
            "done": [(self._asks(row), row.answer, row.statement) for row in latest.values()]
            if open_
            else [],
            "about": now.about,
            "groups": groups(asks),
            "judged_at_once": groups(judges),
            "others": [(part.about, groups(part.asked)) for part in others],
            "whole": not open_,
        }

    def _asked(self, key: str, said: Sequence[Any]) -> Sequence[_Asked]:
        """What is asked now; of a study that is asked no more, all of it once more, by the answers that stand."""
        if open_ := self._open(key, said):
            return open_
        one = self.things[key]
        try:
            return every_question(said, self.tools, one.tools)
        except ValueError:
            return one.open

    def _asks(self, row: Any) -> str:
        tool = self.tools.get(row.tool)
        asks = next((item.asks for item in tool.every_item if item.id == row.item), "") if tool else ""
        return f"{row.item} {asks}".strip()

    def _group(self, result: str, question: Question, row: Any) -> Group:
        of = f" ({result})" if result else ""
        tool = self.tools.get(question.tool)
        return Group(
            _field(result, question),
            question.asks
            if question.kind in (Asks.OVERALL, Asks.CATEGORY)
            else f"{question.item}{of}: {question.asks}",
            tuple(
                Option(
                    word,
                    _label(tool, question, word),
                    proposed="proposed by the rule of the tool" if word == question.proposed else "",
                )
                for word in question.answers
            ),
            help=" ".join(part for part in (question.help, question.note) if part),
            chosen=(row.answer,) if row else (),
        )

    def rows(self, key: str, form: Any) -> Sequence[Cells]:
        one, said = self.things[key], self._said().get(key, [])
        asked = {_field(*one): one for one in self._asked(key, said)}
        given = {name: text(form, name) for name in form if name.startswith(_ANSWER) and text(form, name)}
        if gone := given.keys() - asked.keys():
            fix = "look at the page as it is now, and answer again"
            raise UserError(
                "other questions are asked now, as answers were given elsewhere", field=min(gone), fix=fix
            )
        if not given:
            raise UserError(
                "nothing was answered", field=next(iter(asked), ""), fix="answer one question at least"
            )
        beside = {"statement": text(form, "statement"), "note": text(form, "note"), "title": one.work.title}
        latest = {(row.tool, row.item, row.result): row for row in said}
        mine = {
            (row.tool, row.item, row.answer, row.result)
            for row in latest.values()
            if same_person(row.reviewer, self.desk.reviewer)
        }
        found = []
        for name, (result, question) in asked.items():
            if name not in given:
                continue
            if given[name] not in question.answers:
                fix = f"answer {', '.join(question.answers)}"
                raise UserError("this question has no such answer", field=name, value=given[name], fix=fix)
            row = {"tool": question.tool, "item": question.item, "answer": given[name], "result": result}
            if tuple(row.values()) not in mine or text(form, "statement") or text(form, "note"):
                found.append({"record": self._reference(key), **row, **beside})
        if not found:
            fix = "change an answer, or say why"
            raise UserError("every answer is the one that you gave before", field=min(given), fix=fix)
        return found

    def _reference(self, key: str) -> str:
        mine = [row.record for row in self.desk.mine(AppraisalDecision) if self.key_of(row) == key]
        return mine[-1] if mine else self.desk.works.record_of[self.things[key].work.work_id]

    def wrote(self, rows: Sequence[Any]) -> None:
        self._at_hand = self.key_of(rows[-1]) if rows else ""

    def said(self, key: str, rows: Sequence[Cells]) -> str:
        answers = "answer" if len(rows) == 1 else "answers"
        return f"{len(rows)} {answers} on {self.things[key].label}"


def _parts(asked: Iterable[_Asked]) -> list[Part]:
    """Questions by what they are about, each part with the judgement to which its questions lead."""
    found: dict[tuple[str, str, str], list[_Asked]] = defaultdict(list)
    for result, question in asked:
        found[question.tool, result, question.domain].append((result, question))
    return [Part(_about(*own[0]), tuple(own)) for own in found.values()]


def _about(result: str, question: Question) -> str:
    label = f"{question.domain}: {question.about}" if question.kind is not Asks.OVERALL else question.about
    return " ".join(
        filter(None, [label if question.domain else question.tool, f"({result})" if result else ""])
    )


def _field(result: str, question: Question) -> str:
    """The name of a question on its page, which is that of no other whatever was answered meanwhile."""
    return _ANSWER + blake2s(repr((question.tool, question.item, result)).encode(), digest_size=6).hexdigest()


def _label(tool: Any, question: Question, word: str) -> str:
    """An answer, and of a category what it is called."""
    if tool is None or question.kind is not Asks.CATEGORY or not tool.category:
        return word
    label = next((category.label for category in tool.category.of if category.id == word), "")
    return f"{label} ({word})" if label else word


QUEUE = Queue(
    name="appraisal",
    label="counted studies to appraise",
    place=60,
    row=AppraisalDecision,
    open=Appraisals,
    also=("appraisals to finish", STALE["appraisal"]),
)
