"""Included works to code: the facets that nobody has coded, with definitions beside and what the machine proposes and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evidence.classify.decisions import CodingDecision
from evidence.codebook import Facet
from evidence.desk.consequences import MOST_WORKS
from evidence.desk.held import Held, text
from evidence.desk.queue import Cells, Line, Queue
from evidence.desk.sheet import Group, Option
from evidence.errors import UserError
from evidence.waiting.codes import Proposal, ToCode, to_code
from evidence.waiting.facets import codable
from evidence.waiting.needs import Stake
from evidence.waiting.staked import staked_by_words
from evidence.waiting.stale import STALE


class Codes(Held):
    """A thing is a work. It waits while one facet of those that were open has no code."""

    def everything(self) -> Mapping[str, ToCode]:
        found = to_code(self.desk.review, self.desk.codebook, stakes=self._stakes())
        return {one.work.work_id: one for one in found}

    def _stakes(self) -> Mapping[str, Stake]:
        """What hangs on each work; nothing while screening is blind, since it follows from what others said, before findings were made, or where it
        would keep the desk from opening."""
        if self.desk.blind or len(self.desk.works) > MOST_WORKS:
            return {}
        try:
            return staked_by_words(self.desk.review, self.desk.claims)
        except UserError:
            return {}

    def key_of(self, row: Any) -> str:
        return self.desk.work_of(row.record)

    def answered(self, rows: Iterable[Any]) -> set[str]:
        coded: dict[str, set[str]] = {}
        for row in filter(self.desk.holds, rows):
            coded.setdefault(self.key_of(row), set()).add(row.facet)
        return {
            key for key, one in self.things.items() if {f.id for f in one.facets} <= coded.get(key, set())
        }

    def title(self, key: str) -> str:
        return self.desk.works.title(key)

    def line(self, row: Any) -> Line:
        key = self.key_of(row)
        return Line(key, self.title(key) or row.title or row.record, self.told(row), row.moment)

    def told(self, row: Any) -> str:
        facet = self.desk.codebook.find(row.facet)
        codes = (facet.label_of(code) if facet else code for code in row.codes.split(";"))
        return f"{facet.label if facet else row.facet}: {', '.join(codes)}"

    def shown(self, key: str) -> Mapping[str, Any] | None:
        if key not in self.desk.works:
            return None
        one = self.things.get(key)
        mine = (row for row in self.desk.mine(CodingDecision) if self.key_of(row) == key)
        own = {row.facet: row for row in mine if self.desk.holds(row)}
        facets = one.facets if one else codable(self.desk.codebook)
        open_ones = [f for f in facets if f.id not in own] if self._waits(key) else list(facets)
        return {
            "work": self.desk.works[key],
            "needed": one.needed if one else "",
            "groups": [
                _group(f, one.proposed.get(f.id, ()) if one else (), own[f.id].codes if f.id in own else "")
                for f in open_ones
            ],
            "said": [self.told(row) for row in own.values()],
            "earlier": [] if one is None or self.desk.blind else list(one.earlier.items()),
        }

    def _waits(self, key: str) -> bool:
        return key in self.keys()

    def rows(self, key: str, form: Any) -> Sequence[Cells]:
        work, found = self.desk.works[key], []
        for facet in codable(self.desk.codebook):
            codes = _in_order(form.getlist(f"code-{facet.id}"), text(form, f"order-{facet.id}"))
            if codes:
                found.append({"facet": facet.id, "codes": ";".join(codes)})
        if not found:
            raise UserError("no code was chosen", field="codes", fix="choose a code of one facet at least")
        beside = {"statement": text(form, "statement"), "note": text(form, "note"), "title": work.title}
        return [{"record": self._reference(key), **cells, **beside} for cells in found]

    def _reference(self, key: str) -> str:
        """The record that a work is named by: as she has named it before, so that what she says now follows on that."""
        mine = [row.record for row in self.desk.mine(CodingDecision) if self.key_of(row) == key]
        return mine[-1] if mine else self.desk.works.record_of[key]

    def said(self, key: str, rows: Sequence[Cells]) -> str:
        facets = [self.desk.codebook.facet(cells["facet"]).label for cells in rows]
        return f"Coded ({', '.join(facets)}): {self.title(key)}"


def _group(facet: Facet, proposed: Sequence[Proposal], standing: str) -> Group:
    by_code = {one.code: one for one in proposed}
    doubt = by_code.get("")
    return Group(
        f"code-{facet.id}",
        facet.label,
        tuple(_option(code, by_code.get(code.id)) for code in facet.codes),
        several=facet.multiple,
        help=facet.definition,
        note=facet.rule,
        facts=tuple(f"The machine abstains: {why}" for why in (doubt.why if doubt else ())),
        chosen=tuple(code for code in standing.split(";") if code),
        free=facet.open,
    )


def _option(code: Any, proposal: Proposal | None) -> Option:
    more = [
        f"Use it for: {code.include}" if code.include else "",
        f"Not for: {code.exclude}" if code.exclude else "",
    ]
    told = " ".join(part.rstrip(".") + "." for part in (code.definition, *more) if part)
    if proposal is None:
        return Option(code.id, code.label, told)
    share = "" if proposal.probability is None else f" ({proposal.probability:.2f})"
    return Option(code.id, code.label, told, f"proposed by the machine{share}", proposal.why)


def _in_order(codes: Iterable[str], order: str) -> list[str]:
    """Codes in the order in which they were chosen, where the page tells it: the main one comes first."""
    parts = [part.strip() for code in codes for part in code.split(";") if part.strip()]
    chosen = order.split()
    return sorted(
        dict.fromkeys(parts), key=lambda code: chosen.index(code) if code in chosen else len(chosen)
    )


QUEUE = Queue(
    name="codes",
    label="works to code",
    place=40,
    row=CodingDecision,
    open=Codes,
    also=("works where the machine abstained", STALE["coding"]),
)
