"""Passages, and the words that carry a code."""

from __future__ import annotations

import pytest

from evidence.errors import UserError
from evidence.extract.rows import Coding

from .asking import built, rows, said, waits


def test_a_passage_gets_further_codes_with_the_words_that_carry_them(desk, folder):
    queue = desk.queues["passages"]
    key = queue.keys()[0]
    words = queue.shown(key)["passage"].text.split()[0]
    form = said()
    form.setlist("code", ["reasons=gate", ""])
    form.setlist("words", [words, ""])
    form.setlist("direction", ["negative", ""])
    form.setlist("strength", ["inferred", ""])
    desk.decide("passages", key, form)
    [row] = rows(folder, "case_studies/passage_codes-ella.csv")
    assert (row["extract"], row["facet"], row["code"], row["words"]) == (key, "reasons", "gate", words)
    further = [c for c in built(folder, "extract")[Coding] if c.by == "ella"]
    assert [(c.item_id, c.code, c.direction, c.strength) for c in further] == [
        (key, "gate", "negative", "inferred")
    ]
    desk.undo("passages")
    assert not [c for c in built(folder, "extract")[Coding] if c.by == "ella"]


def test_words_that_the_passage_has_not_are_refused(desk):
    form = said(code="reasons=gate", words="nothing of the kind", direction="", strength="")
    with pytest.raises(UserError, match="does not hold these words"):
        desk.decide("passages", waits(desk, "passages")[0], form)
