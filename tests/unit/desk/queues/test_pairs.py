"""Pairs of works that may be one, side by side."""

from __future__ import annotations

import pytest

from evidence.deduplicate.rows import Membership

from .asking import built, rows, said, waits


def test_a_pair_stands_side_by_side_with_the_words_that_differ(desk):
    queue = desk.queues["pairs"]
    [key] = queue.keys()
    titles = next(row for row in queue.shown(key)["rows"] if row[0] == "title")
    marked = ["".join(piece.text for piece in own if piece.differs) for own in titles[1:3]]
    whole = ["".join(piece.text for piece in own) for own in titles[1:3]]
    assert whole == [work.title for work in queue.shown(key)["works"]] and any(marked)


@pytest.mark.parametrize(("decision", "together"), [("duplicate", True), ("distinct", False)])
def test_what_is_said_of_a_pair_is_what_becomes_of_it(desk, folder, decision, together):
    [key] = waits(desk, "pairs")
    desk.decide("pairs", key, said(decision=decision, relation="version_of", reason="the same beans"))
    [row] = rows(folder, "decisions/duplicates-ella.csv")
    assert (row["decision"], row["relation"], row["reason"]) == (decision, "", "the same beans")
    assert f"{row['record_a']} {row['record_b']}" == key and row["title_a"] != row["title_b"]
    assert not waits(desk, "pairs")
    works = {m.record_id: m.work_id for m in built(folder, "deduplicate")[Membership]}
    assert (works[row["record_a"]] == works[row["record_b"]]) is together


def test_a_pair_that_is_taken_back_waits_again(desk):
    [key] = waits(desk, "pairs")
    desk.decide("pairs", key, said(decision="distinct"))
    assert desk.undo("pairs") == key and waits(desk, "pairs") == [key]
