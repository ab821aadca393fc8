"""Rayyan's log: who is who is told by decisions, and left open where these do not tell."""

from __future__ import annotations

from evidence.brought.tools.rayyan_log import is_log, read_log

from ..layouts import rayyan_log


def log(*events):
    return read_log(
        rayyan_log(
            [(a, w, f"2026-11-20 10:00:0{n}", "included", v) for n, (a, w, v) in enumerate(events)]
        ).encode()
    )


def test_two_who_decided_alike_are_not_told_apart():
    found = log((1, "e@x", "1"), (1, "b@x", "1"))
    assert found.people({"1": {"ella": "Included", "ben": "Included"}}) == {}
    found = log((1, "e@x", "1"), (1, "b@x", "1"), (2, "e@x", "-1"), (2, "b@x", "1"))
    votes = {"1": {"ella": "Included", "ben": "Included"}, "2": {"ella": "Excluded", "ben": "Included"}}
    assert found.people(votes) == {"ella": "e@x", "ben": "b@x"}


def test_a_decision_that_was_deleted_has_no_time():
    found = log((1, "e@x", "1"), (1, "e@x", "deleted"))
    assert found.time("e@x", "1") == "" and found.words["e@x", "1"] == ""


def test_it_is_told_by_its_first_line():
    assert is_log("x", rayyan_log([]).encode()) and not is_log("x", b"title,year\nOne,2001\n")
