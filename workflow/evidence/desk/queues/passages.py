"""Coded passages: further codes of each, with the words that carry them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evidence.desk.held import Held
from evidence.desk.queue import Cells, Queue
from evidence.desk.sheet import Option, options
from evidence.errors import UserError
from evidence.extract.coded import PassageCode
from evidence.extract.readings import says
from evidence.extract.rows import Coding, EvidenceItem, Strength
from evidence.item_words import Direction, Kind

_UNITS = ("extract", "both")


class Passages(Held):
    """A thing is a passage. It waits until somebody has given it one further code."""

    def everything(self) -> Mapping[str, EvidenceItem]:
        items = self.desk.review[EvidenceItem]
        return {item.item_id: item for item in items if item.kind == Kind.EXTRACT}

    def key_of(self, row: Any) -> str:
        return row.extract if row.extract in self.things else ""

    def title(self, key: str) -> str:
        item = self.things[key]
        return f"{item.measure}: {item.text}"

    def told(self, row: Any) -> str:
        facet = self.desk.codebook.find(row.facet)
        return f"{facet.label_of(row.code) if facet else row.code}: “{row.words}”"

    def shown(self, key: str) -> Mapping[str, Any] | None:
        if key not in self.things:
            return None
        item, book = self.things[key], self.desk.codebook
        own = [c for c in self.desk.review[Coding] if c.item_id == key and not c.further]
        return {
            "passage": item,
            "codes": _by_facet(book, own),
            "said": [self.told(row) for row in self.desk.decisions(PassageCode) if row.extract == key],
            "facets": [
                (
                    facet,
                    [Option(f"{facet.id}={code.id}", code.label, code.definition) for code in facet.codes],
                )
                for facet in book.facets
                if facet.unit in _UNITS and not facet.open
            ],
            "directions": options(Direction),
            "strengths": options(Strength),
        }

    def rows(self, key: str, form: Any) -> Sequence[Cells]:
        item, found = self.things[key], []
        given = zip(*(form.getlist(n) for n in ("code", "words", "direction", "strength")), strict=False)
        for code, words, direction, strength in given:
            if not code:
                continue
            facet, _, name = code.partition("=")
            words = " ".join(words.split())
            if not words or not says(item.text, words):
                fix = "copy words of the passage, with ... for what is left out"
                raise UserError("the passage does not hold these words", field="words", value=words, fix=fix)
            found.append(
                {
                    "extract": key,
                    "facet": facet,
                    "code": name,
                    "direction": direction,
                    "words": words,
                    "strength": strength,
                }
            )
        if not found:
            raise UserError("no code was chosen", field="code", fix="choose a code, or put the passage off")
        return found

    def said(self, key: str, rows: Sequence[Cells]) -> str:
        return f"{len(rows)} further {'code' if len(rows) == 1 else 'codes'}: {key}"


def _by_facet(book: Any, own: Sequence[Coding]) -> list[tuple[str, str]]:
    """(facet, its codes) in words."""
    told: dict[str, list[str]] = {}
    for c in own:
        direction = f", {c.direction}" if c.direction else ""
        told.setdefault(_label(book, c.facet), []).append(_code(book, c.facet, c.code) + direction)
    return [(facet, "; ".join(codes)) for facet, codes in told.items()]


def _label(book: Any, facet: str) -> str:
    found = book.find(facet)
    return found.label if found else facet


def _code(book: Any, facet: str, code: str) -> str:
    found = book.find(facet)
    return found.label_of(code) if found else code


QUEUE = Queue(name="passages", label="passages to code further", place=45, row=PassageCode, open=Passages)
