"""The worksheet of implications: what is to be renewed, and rows in which a person may write. Nothing here words one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from evidence.assess.implications import fingerprint
from evidence.assess.rows import Implication
from evidence.assess.states import STALE
from evidence.errors import UserError
from evidence.propositions import Propositions
from evidence.seed import point_names
from evidence.synthesise.claim_rows import Finding
from evidence.written import as_allowed

Cells = dict[str, str]
"""Cells of a row by the names of its columns."""


def to_write(
    claims: Propositions, findings: Iterable[Finding], written: Sequence[Implication], only: str = ""
) -> list[Cells]:
    """One row each for what is stale and for what nobody has written on: the implications of the source, or its key claims where it has none.

    `only`: an implication, or ids of claims parted by semicolons. Raises UserError where it is neither.
    """
    sheet = _Sheet(claims, {finding.proposition: finding for finding in findings}, written)
    if not only:
        return [*(sheet.again(row) for row in written if row.state == STALE), *sheet.fresh()]
    named = as_allowed(only, [row.implication for row in written])
    if own := [row for row in written if row.implication == named]:
        return [sheet.again(own[0])]
    asked = [as_allowed(name, claims.ids()) for name in only.split(";") if name.strip()]
    if wrong := [name for name in asked if name not in claims.ids()]:
        raise UserError(
            "no claim and no implication has this id",
            value=wrong[0],
            allowed=[*claims.ids(), *(row.implication for row in written)],
            fix="name one implication, or claims parted by semicolons, in quotation marks",
        )
    return [sheet.blank(asked, "")]


class _Sheet:
    def __init__(
        self, claims: Propositions, findings: dict[str, Finding], written: Sequence[Implication]
    ) -> None:
        self._claims, self._findings, self._written = claims, findings, written
        known = {row.implication for row in written}
        self._free = (name for number in count(1) if (name := f"I{number}") not in known)

    def again(self, row: Implication) -> Cells:
        """What stands, with the fingerprint of its claims as they are now; to be signed anew."""
        own = {"implication": row.implication, "text": row.text, "point": row.point, "note": row.note}
        return {**own, **self._rests(row.claims)}

    def blank(self, claims: Sequence[str], point: str) -> Cells:
        return {"implication": next(self._free), "point": point, **self._rests(claims)}

    def fresh(self) -> Iterator[Cells]:
        """A blank row for each implication of the source that nobody has taken up; else for each key claim on which none rests."""
        points = zip(point_names(self._claims.seed), self._claims.seed.get("points", ()), strict=True)
        own = [(name, point) for name, point in points if point["kind"] == "implication"]
        taken = {row.point for row in self._written}
        for name, point in own:
            if name not in taken:
                yield self.blank(point["claims"], name)
        rested = {claim for row in self._written for claim in row.claims}
        for claim in self._claims.items if not own else ():
            if claim.key and claim.id not in rested:
                yield self.blank([claim.id], "")

    def _rests(self, claims: Sequence[str]) -> Cells:
        told = {p.id: p.that for p in self._claims.items}
        facts = [f"{c}, that {told[c]}: {str(self._findings[c].verdict).replace('_', ' ')}" for c in claims]
        return {
            "claims": ";".join(claims),
            "evidence_hash": fingerprint(claims, self._findings),
            "facts": "; ".join(facts),
        }
