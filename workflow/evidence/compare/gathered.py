"""A claim judged by the product's own rules from parts that were computed before, one for each group of studies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evidence.appraise.risks import Risks
from evidence.extract.rows import EvidenceItem
from evidence.propositions import Proposition, Propositions
from evidence.synthesise.claim_rows import SideOfStudy
from evidence.synthesise.findings import Claims
from evidence.synthesise.sides import Shares, in_bodies


@dataclass(frozen=True)
class Part:
    """What a few studies give to a claim: their items, their sides, their codes of design, and the exports that they stand in."""

    items: list[EvidenceItem]
    sides: list[Shares]
    designs: Mapping[str, set[str]]
    exports: Mapping[str, set[str]]


class Gathered(Claims):
    """`Claims` of one claim, in place of whose sides and designs those of the parts are taken."""

    def __init__(self, parts: Iterable[Part], propositions: Propositions) -> None:
        parts = list(parts)
        self.items = sorted((item for part in parts for item in part.items), key=lambda item: item.item_id)
        self.propositions = propositions
        self.place = {item.item_id: item.case_id or item.work_id for item in self.items}
        self.designs = self.with_machine = _together(part.designs for part in parts)
        self.exports = _together(part.exports for part in parts)
        self.appraised, self.risks, self.within = {}, Risks(), []
        self.labels, self.remarks, self.read = [], [], {}
        self._own = sorted((one for part in parts for one in part.sides), key=lambda one: one[0].study_id)

    def sides(self, proposition: Proposition) -> list[SideOfStudy]:
        return in_bodies(self._own)

    def fingerprint(self, proposition: Proposition, rows: list[SideOfStudy]) -> str:
        return ""  # which nobody asks for here, and which takes longer than the verdict


def _together(parts: Iterable[Mapping[str, set[str]]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for part in parts:
        for name, own in part.items():
            found[name] = found.get(name, set()) | own
    return found
