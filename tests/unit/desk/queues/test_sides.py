"""Which side of a claim a study is on, and how directly it speaks."""

from __future__ import annotations

import pytest

from evidence.errors import UserError
from evidence.synthesise.claim_rows import SideOfStudy

from .asking import built, rows, said, waits


def test_a_side_is_read_with_how_directly_it_speaks(desk, folder):
    [key] = waits(desk, "sides")
    with pytest.raises(UserError, match="how directly"):
        desk.decide("sides", key, said(side="for"))
    desk.decide("sides", key, said(side="for", directness="direct", reason="More was picked"))
    [row] = rows(folder, "decisions/sides-ella.csv")
    assert (row["proposition"], row["side"], row["directness"]) == ("G1", "for", "direct")
    assert not waits(desk, "sides")
    work = key.partition(" ")[2]
    [side] = [
        s for s in built(folder, "synthesise")[SideOfStudy] if s.proposition == "G1" and s.work_id == work
    ]
    assert (side.side, side.directness, side.reason) == ("for", "direct", "More was picked")


def test_what_a_side_changed_is_said_with_the_numbers_before_and_after(desk):
    [key] = waits(desk, "sides")
    desk.consequences.begin()
    assert desk.consequences.ready(20)
    desk.decide("sides", key, said(side="against", directness="direct", reason="Less was picked"))
    told = desk.consequences.told(20)
    assert len(told) == 1 and told[0].startswith("G1: ")
    assert "against becomes" in told[0] and "not yet read becomes" in told[0]


def test_a_silent_study_needs_no_directness(desk):
    [key] = waits(desk, "sides")
    desk.decide("sides", key, said(side="silent", directness="direct"))
    assert not waits(desk, "sides") and desk.mine(desk.queues["sides"].queue.row)[0].directness == ""
