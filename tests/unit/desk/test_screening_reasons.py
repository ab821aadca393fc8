"""Reasons at the screening desk: which are offered, by which key, and that what is written is kept whole."""

from __future__ import annotations

import re

from .rooms import HEADER, Sitting, decisions, room


def test_reasons_are_those_of_the_settings_and_those_given_before(tmp_path):
    ella = Sitting(room(tmp_path, screen='{reasons: ["no trial"]}'))
    ella.says("exclude", "no birds")
    page = ella.get("/q/screening").text
    assert re.findall(r'name="because" value="([^"]*)"', page) == ["no trial", "no birds"]
    ella.post("/q/screening", item=ella.asked(), because="no trial")
    assert [row[1:3] for row in ella.rows()[1:]] == [["exclude", "no birds"], ["exclude", "no trial"]]


def offered(ella):
    return re.findall(r'name="because" value="([^"]*)"', ella.get("/q/screening").text)


def test_a_figure_means_the_same_reason_for_a_whole_sitting(tmp_path):
    at = room(tmp_path)
    rows = "wren,exclude,rare,t,ella,2026-11-20\nrobin,exclude,often,t,ella,2026-11-20\nheron,exclude,often,t,ella,2026-11-20\n"
    decisions(at, "screening-ella", f"{HEADER}\n{rows}".replace(",t,", ",title,"))
    ella = Sitting(at)
    assert offered(ella) == ["often", "rare"]  # at the beginning the most frequent is first
    for reason in ("zebra", "alone", "alone", "rare", "rare", "l" * 201):
        ella.says("exclude", reason)
    decisions(at, "screening-ben", f"{HEADER}\nlark,exclude,bens,title,ben,2026-11-25\n")  # all is read again
    assert offered(ella) == ["often", "rare", "zebra", "alone", "bens"]
    again = offered(Sitting(at))
    assert again[0] == "rare" and set(again) == {"often", "rare", "zebra", "alone", "bens"}


def test_a_line_for_a_reason_that_is_empty_writes_nothing(tmp_path):
    ella = Sitting(room(tmp_path))
    for own in ("exclude", "background", "include"):
        refused = ella.post("/q/screening", item=ella.asked(), own=own, reason="  ")
        assert refused.status_code == 422 and "no reason was written" in refused.text
    assert ella.rows() == []
    assert ella.post("/q/screening", item=ella.asked(), own="background", reason="in part").status_code == 303
    assert ella.rows()[1][1:3] == ["background", "in part"]


def test_a_reason_that_is_written_goes_with_whichever_button_or_is_asked_about(tmp_path):
    ella = Sitting(room(tmp_path, screen='{reasons: ["no trial"]}'))
    page = ella.get("/q/screening").text
    (line,) = re.findall(r'<input id="reason"[^>]*>', page)
    assert 'form="answer"' in line  # the form of the large buttons
    refused = ella.post("/q/screening", item=ella.asked(), because="no trial", reason="too few")
    assert (
        refused.status_code == 422
        and "one reason is written and another was pressed (no trial)" in refused.text
    )
    assert 'value="too few"' in refused.text and ella.rows() == []
    ella.post("/q/screening", item=ella.asked(), because="no trial", reason="no trial")
    assert ella.rows()[1][1:3] == ["exclude", "no trial"]


def test_a_long_reason_is_kept_whole(tmp_path):
    ella = Sitting(room(tmp_path))
    reason = "word " * 2000 + "end"
    assert "maxlength" not in ella.get("/q/screening").text
    ella.says("exclude", reason)
    assert ella.rows()[1][2] == reason
    assert len(ella.desk.heard()) < 500
