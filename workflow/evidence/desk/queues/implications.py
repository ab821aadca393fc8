"""Implications to renew, and claims on which nobody has written one. Nothing here words one for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evidence.assess.decisions import ImplicationDecision, Standing
from evidence.desk.held import Held, text
from evidence.desk.queue import Cells, Queue
from evidence.errors import UserError
from evidence.given.declare import given_by
from evidence.waiting.implications import implications


class Implications(Held):
    """A thing is an implication: one whose claims moved, or one that could be written."""

    def everything(self) -> Mapping[str, Mapping[str, str]]:
        return {cells["implication"]: cells for cells in implications(self.desk.review, self.desk.claims)}

    def key_of(self, row: Any) -> str:
        return row.implication

    def answers(self, row: Any) -> bool:
        cells = self.things.get(row.implication)
        return cells is None or row.evidence_hash == cells["evidence_hash"] or bool(row.standing)

    def title(self, key: str) -> str:
        cells = self.things.get(key, {})
        return f"{key}: {cells.get('text') or cells.get('claims', '')}"

    def told(self, row: Any) -> str:
        return f"{row.standing or 'stands'}: {row.text}"

    def shown(self, key: str) -> Mapping[str, Any] | None:
        cells = self._cells(key)
        if cells is None:
            return None
        named = cells["claims"].split(";")
        own = [row for row in self.desk.decisions(ImplicationDecision) if row.implication == key][-1:]
        return {
            "cells": {**cells, **({"text": own[0].text, "note": own[0].note} if own else {})},
            "claims": [claim for claim in self.desk.claims.items if claim.id in named],
            "facts": cells["facts"].split("; ") if cells.get("facts") else [],
            "said": [self.told(row) for row in own],
        }

    def _cells(self, key: str) -> Mapping[str, str] | None:
        if key in self.things:
            return self.things[key]
        try:
            return implications(self.desk.review, self.desk.claims, key)[0]
        except UserError:
            return None

    def rows(self, key: str, form: Any) -> Sequence[Cells]:
        cells = self._cells(key)
        assert cells is not None
        standing = Standing.WITHDRAWN if form.get("decision") == "withdraw" else Standing.STANDS
        if not text(form, "text") and not standing:
            raise UserError(
                "nothing was written", field="text", fix="say in a sentence what follows from the claims"
            )
        told = {"text": text(form, "text") or cells.get("text", ""), "note": text(form, "note")}
        known = {name: cell for name, cell in cells.items() if name in given_by(ImplicationDecision).names}
        return [{**known, **told, "standing": str(standing)}]

    def said(self, key: str, rows: Sequence[Cells]) -> str:
        return f"{key}: {'withdrawn' if rows[0]['standing'] else 'written'}"


QUEUE = Queue(
    name="implications",
    label="implications to write or renew",
    place=90,
    row=ImplicationDecision,
    open=Implications,
    also=("stale implications to renew",),
)
