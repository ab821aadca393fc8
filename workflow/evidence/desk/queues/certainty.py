"""Findings and pooled effects to judge: the facts of CERQual or GRADE beside, the earlier judgement, and what changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evidence.assess.decisions import Bias, CertaintyDecision, GradeDecision, Seriousness
from evidence.assess.rows import Concern, Level
from evidence.assess.states import STALE
from evidence.desk.held import Held, text
from evidence.desk.queue import Cells, Queue
from evidence.desk.sheet import Group, options
from evidence.errors import UserError
from evidence.extract.side_readings import SideDecision
from evidence.given.declare import given_by
from evidence.waiting.certainty import Part, ToJudge, facts_then, to_grade, to_judge
from evidence.waiting.since import read_since


class Certainty(Held):
    """A thing is a claim, a theme or a pool whose certainty nobody has judged on the evidence as it stands in the last build."""

    def everything(self) -> Mapping[str, ToJudge]:
        return {one.name: one for one in self._asked()}

    def _asked(self, only: str = "") -> list[ToJudge]:
        then = {} if self.desk.blind else facts_then(CertaintyDecision, self.desk.at)
        return to_judge(self.desk.review, self.desk.claims.items, then, only)

    def key_of(self, row: Any) -> str:
        return row.finding

    def answers(self, row: Any) -> bool:
        one = self.things.get(self.key_of(row))
        parts = all(getattr(row, part.name) for part in one.parts) if one else True
        return parts and (one is None or row.evidence_hash == one.evidence_hash)

    def title(self, key: str) -> str:
        one = self._one(key)
        return f"{key}: {one.says}" if one else key

    def told(self, row: Any) -> str:
        return f"{row.level}: {row.reason}"

    def _one(self, key: str) -> ToJudge | None:
        if key in self.things:
            return self.things[key]
        try:
            return self._asked(key)[0]
        except UserError:
            return None

    def shown(self, key: str) -> Mapping[str, Any] | None:
        one = self._one(key)
        if one is None:
            return None
        own = [row for row in self.desk.decisions(self.queue.row) if self.key_of(row) == key][-1:]
        stands = own[0] if own else None
        return {
            "one": one,
            "said": [self.told(row) for row in own if row.evidence_hash == one.evidence_hash],
            "since": one.since or self._read_since(one),
            "groups": [*(_concern(part, stands) for part in one.parts), _level(stands, one)],
            "reason": stands.reason if stands and stands.evidence_hash == one.evidence_hash else "",
        }

    def _read_since(self, one: ToJudge) -> list[str]:
        if one.state != STALE:
            return []
        return read_since(self.desk.decisions(SideDecision), one.name, one.date)

    def rows(self, key: str, form: Any) -> Sequence[Cells]:
        one = self._one(key)
        assert one is not None
        if not text(form, "level"):
            raise UserError(
                "no level was given", field="level", fix="say how certain you are of it as a whole"
            )
        if not text(form, "reason"):
            raise UserError(
                "no reason was given", field="reason", fix="say in a sentence why it is this level"
            )
        told = {name: text(form, name) for name in ("level", "reason", *(part.name for part in one.parts))}
        shown = {name: cell for name, cell in one.cells().items() if name in given_by(self.queue.row).names}
        return [{**shown, **told}]

    def said(self, key: str, rows: Sequence[Cells]) -> str:
        return f"{key}: {rows[0]['level']}"


class Grade(Certainty):
    """The same of pooled effects, where the facts propose concerns."""

    def _asked(self, only: str = "") -> list[ToJudge]:
        then = {} if self.desk.blind else facts_then(GradeDecision, self.desk.at)
        return to_grade(self.desk.review, then, only)

    def key_of(self, row: Any) -> str:
        return row.pool


def _concern(part: Part, stands: Any) -> Group:
    words = Concern if not part.proposed else Bias if part.name == "publication_bias" else Seriousness
    return Group(
        part.name,
        part.name.replace("_", " ").capitalize(),
        options(words),
        facts=tuple(part.facts.split("; ")) if part.facts else (),
        note=f"The facts propose: {part.proposed}." if part.proposed else "",
        chosen=(str(getattr(stands, part.name)),) if stands is not None else (),
    )


def _level(stands: Any, one: ToJudge) -> Group:
    holds = stands is not None and stands.evidence_hash == one.evidence_hash
    return Group(
        "level",
        "Overall certainty",
        options(Level),
        help="How far the finding is likely to be true of what it is about, with all of the above together.",
        chosen=(str(stands.level),) if holds else (),
    )


QUEUES = (
    Queue(
        name="certainty",
        label="findings to judge for certainty",
        place=80,
        row=CertaintyDecision,
        open=Certainty,
        also=("stale certainty judgements to renew", "themes to judge for certainty"),
    ),
    Queue(
        name="grade", label="pooled effects to judge for certainty", place=85, row=GradeDecision, open=Grade
    ),
)
