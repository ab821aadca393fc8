"""Studies to read for a claim: the side that each takes, and how directly it speaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evidence.desk.held import Held, text
from evidence.desk.queue import Cells, Queue
from evidence.desk.sheet import Group, Option, options
from evidence.errors import UserError
from evidence.extract.side_readings import SideDecision
from evidence.side_words import TAKEN, Directness, Side
from evidence.waiting.needs import Need
from evidence.waiting.sides import ToRead, to_read
from evidence.waiting.staked import needs
from evidence.waiting.stale import STALE

_DIRECTNESS = {
    Directness.DIRECT: "it compares what the claim compares",
    Directness.RELATED: "it compares something near",
    Directness.ONE_ARM: "it sees one side of the comparison alone",
    Directness.PROXY: "it measures what stands for it",
}
_MEANING = {
    Side.FOR: "what it found speaks for the claim",
    Side.AGAINST: "what it found speaks against it",
    Side.QUALIFIES: "for some, or under some conditions",
    Side.SILENT: "it was read, and says nothing on it",
    Side.NOT_READ: "it cannot be had",
}


class Sides(Held):
    """A thing is one study for one claim."""

    def everything(self) -> Mapping[str, ToRead]:
        found = to_read(self.desk.review, self.desk.claims.items, self.desk.codebook, needs=self._needs())
        return {f"{one.claim.id} {one.work.work_id}": one for one in found}

    def _needs(self) -> list[Need]:
        """What each claim needs; nothing while screening is blind, since it follows from what others said, or before findings were made."""
        try:
            return [] if self.desk.blind else needs(self.desk.review, self.desk.claims)
        except UserError:
            return []

    def key_of(self, row: Any) -> str:
        work = self.desk.work_of(row.record)
        return f"{row.proposition} {work}" if work else ""

    def answers(self, row: Any) -> bool:
        return row.side == Side.SILENT or (row.side in TAKEN and bool(row.directness))

    def title(self, key: str) -> str:
        claim, _, work = key.partition(" ")
        return f"{claim}: {self.desk.works.title(work)}"

    def told(self, row: Any) -> str:
        how = f", {row.directness.replace('_', ' ')}" if row.directness else ""
        return f"{row.side.replace('_', ' ')}{how}: {row.reason}"

    def shown(self, key: str) -> Mapping[str, Any] | None:
        claim_id, _, work_id = key.partition(" ")
        claim = next((one for one in self.desk.claims.items if one.id == claim_id), None)
        if claim is None or work_id not in self.desk.works:
            return None
        one = self.things.get(key)
        own = [row for row in self.desk.decisions(SideDecision) if self.key_of(row) == key][-1:]
        stands = own[0] if own else None
        return {
            "claim": claim,
            "work": self.desk.works[work_id],
            "earlier": one.earlier if one else "",
            "needed": next((need.why for need in self._needs() if need.claim == claim_id), ""),
            "since": one.moved if one and not (stands and self.desk.holds(stands)) else "",
            "said": [self.told(row) for row in own],
            "groups": [
                Group(
                    "side",
                    "What does it say to the claim?",
                    tuple(Option(side, side.replace("_", " "), _MEANING[side]) for side in Side),
                    chosen=(stands.side,) if stands else ((one.row.side,) if one and one.unsaid else ()),
                ),
                Group(
                    "directness",
                    "How directly?",
                    tuple(
                        Option(o.value, o.label, _DIRECTNESS[Directness(o.value)])
                        for o in options(Directness)
                    ),
                    help=f"Directly speaks a study that {claim.directly}." if claim.directly else "",
                    chosen=(stands.directness,) if stands and stands.directness else (),
                ),
            ],
            "stands": stands,
            "reason": stands.reason if stands else (one.row.reason if one and one.unsaid else ""),
        }

    def rows(self, key: str, form: Any) -> Sequence[Cells]:
        claim, _, work_id = key.partition(" ")
        side, directness = text(form, "side"), text(form, "directness")
        if not side:
            raise UserError("no side was given", field="side", fix="say what the study says to the claim")
        if side in TAKEN and not directness:
            fix = "say it, or that the study is silent"
            raise UserError("nobody knows yet how directly it speaks", field="directness", fix=fix)
        return [
            {
                "record": self._reference(key),
                "proposition": claim,
                "side": side,
                "directness": directness if side in TAKEN else "",
                "title": self.desk.works.title(work_id),
                **{name: text(form, name) for name in ("reason", "compares", "basis", "shares_evidence")},
            }
        ]

    def _reference(self, key: str) -> str:
        mine = [row.record for row in self.desk.mine(SideDecision) if self.key_of(row) == key]
        return mine[-1] if mine else self.desk.works.record_of[key.partition(" ")[2]]

    def said(self, key: str, rows: Sequence[Cells]) -> str:
        cells = rows[0]
        return (
            f"{cells['proposition']}: {cells['side'].replace('_', ' ')}, {self.title(key).partition(': ')[2]}"
        )


QUEUE = Queue(
    name="sides",
    label="readings of a study for a claim",
    place=70,
    row=SideDecision,
    open=Sides,
    also=("sides of which nobody has said how directly", STALE["sides"]),
)
