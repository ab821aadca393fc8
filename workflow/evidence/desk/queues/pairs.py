"""Pairs of works that may be one, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evidence.deduplicate.decisions import DuplicateDecision, Judgement, ReportOf
from evidence.deduplicate.questions import Question
from evidence.desk.differing import Piece, differing
from evidence.desk.held import Held, text
from evidence.desk.queue import Cells, Queue
from evidence.desk.sheet import options
from evidence.errors import UserError
from evidence.waiting.pairs import pairs
from evidence.waiting.stale import STALE

DECIDED = {
    Judgement.DUPLICATE: "One publication",
    Judgement.SAME_STUDY: "Two reports of one study",
    Judgement.DISTINCT: "Two works",
}
_MARKED = ("title", "authors", "container", "abstract")


class Pairs(Held):
    """A thing is a question about two works; its key names the records that stand for them."""

    def everything(self) -> Mapping[str, Question]:
        decided = self.desk.decisions(DuplicateDecision)
        asked = pairs(self.desk.review, decided, answered=False)
        return {_key(q.record_a, q.record_b): q for q in asked}

    def key_of(self, row: Any) -> str:
        as_said = row.record_a, row.record_b
        a, b = map(self._record, as_said)
        return next((key for key in (_key(*as_said), _key(a, b), _key(b, a)) if key in self.things), "")

    def _record(self, reference: str) -> str:
        work = self.desk.work_of(reference)
        return self.desk.works.record_of[work] if work else reference

    def title(self, key: str) -> str:
        both = self.things[key].shown["title"]
        return " ≟ ".join(title or "(no title)" for title in dict.fromkeys(both))

    def told(self, row: Any) -> str:
        return DECIDED[row.decision] + (f": {row.reason}" if row.reason else "")

    def shown(self, key: str) -> Mapping[str, Any] | None:
        if key not in self.things:
            return None
        question = self.things[key]
        works = [self.desk.works[self.desk.work_of(name)] for name in (question.record_a, question.record_b)]
        told = question.shown
        return {
            "question": question,
            "works": works,
            "rows": [(name, *_pieces(name, *both)) for name, both in told.items() if any(both)],
            "said": [row for row in self.desk.mine(DuplicateDecision) if self.key_of(row) == key][-1:],
            "relations": options(ReportOf),
            "decided": DECIDED,
        }

    def rows(self, key: str, form: Any) -> Sequence[Cells]:
        decision = text(form, "decision")
        if decision not in DECIDED:
            raise UserError("no decision was given", field="decision", allowed=list(Judgement))
        question = self.things[key]
        relation = text(form, "relation") if decision == Judgement.SAME_STUDY else ""
        (title_a, title_b) = question.shown["title"]
        return [
            {
                "record_a": question.record_a,
                "record_b": question.record_b,
                "decision": decision,
                "relation": relation,
                "reason": text(form, "reason"),
                "title_a": title_a,
                "title_b": title_b,
            }
        ]

    def said(self, key: str, rows: Sequence[Cells]) -> str:
        return f"{DECIDED[Judgement(rows[0]['decision'])]}: {self.title(key)}"


def _pieces(name: str, a: str, b: str) -> tuple[Any, Any, bool]:
    """The two texts in pieces, and whether they are the same; of a number or an address all is marked where it differs."""
    if name in _MARKED and a and b:
        return *differing(a, b), a == b
    marked = bool(a and b and a != b and name != "source")
    return [Piece(a, marked)], [Piece(b, marked)], a == b


def _key(a: str, b: str) -> str:
    return f"{a} {b}"


QUEUE = Queue(
    name="pairs",
    label="pairs of works to decide",
    place=10,
    row=DuplicateDecision,
    open=Pairs,
    also=(STALE["duplicates"],),
)
