"""Codes of works, a row a facet."""

from __future__ import annotations

import pytest

from evidence.classify.rows import Label
from evidence.errors import UserError

from .asking import built, of, rows, said, waits


def test_codes_are_written_a_row_a_facet_with_the_main_one_first(desk, folder):
    yew = of(desk, "yew2005")
    shown = desk.queues["codes"].shown(yew)
    assert [group.asks for group in shown["groups"]], "what nobody has coded is asked"
    form = said({"order-lease": "town club", "statement": "It says so."})
    form.setlist("code-lease", ["club", "town"])
    form["code-country"] = "Wales; Malta"
    desk.decide("codes", yew, form)
    told = {row["facet"]: row for row in rows(folder, "decisions/coding-ella.csv")}
    assert told["lease"]["codes"] == "town;club" and told["country"]["codes"] == "Wales;Malta"
    assert told["lease"]["statement"] == "It says so." and set(told) == {"lease", "country"}
    labels = built(folder, "classify")[Label]
    coded = {(x.facet, x.code) for x in labels if x.work_id == yew and x.source == "person"}
    assert coded >= {("lease", "town"), ("lease", "club"), ("country", "Wales"), ("country", "Malta")}


def test_a_work_waits_until_each_of_its_facets_has_a_code(desk):
    queue, yew = desk.queues["codes"], of(desk, "yew2005")
    asked = [group.name for group in queue.shown(yew)["groups"]]
    answers = {"code-lease": "club", "code-crop": "roses", "code-design": "trial", "code-country": "Wales"}
    for name in asked[:-1]:
        desk.decide("codes", yew, said({name: answers[name]}))
        assert yew in waits(desk, "codes") and name not in [
            group.name for group in queue.shown(yew)["groups"]
        ]
    desk.decide("codes", yew, said({asked[-1]: answers[asked[-1]]}))
    assert yew not in waits(desk, "codes")
    assert desk.undo("codes") == yew and yew in waits(desk, "codes")


def test_two_codes_of_a_facet_that_has_one_are_refused(desk):
    form = said()
    form.setlist("code-design", ["trial", "essay"])
    with pytest.raises(UserError, match="one code of design"):
        desk.decide("codes", of(desk, "yew2005"), form)
    with pytest.raises(UserError, match="no code was chosen"):
        desk.decide("codes", of(desk, "yew2005"), said())
