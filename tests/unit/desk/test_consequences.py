"""What an answer changed is found out beside the pages, told for what was written, and given up where it takes long."""

from __future__ import annotations

import threading

import pytest

from evidence.desk import consequences, recomputed
from evidence.desk.changed import Stand
from evidence.desk.consequences import Consequences
from evidence.layout import Layout

from ..builders import make


class Counted:
    """Stands in which one claim has as many studies for it as tables were taken in."""

    made = 0
    hold = threading.Event()

    def __init__(self, at: Layout) -> None:
        pass

    def after(self, table: str) -> Stand:
        from evidence.synthesise.claim_rows import Finding

        Counted.hold.wait(10)
        Counted.made += 1
        return Stand({"P1": make(Finding, proposition="P1", n_for=Counted.made)}, {})


@pytest.fixture
def counted(monkeypatch):
    monkeypatch.setattr(recomputed, "Recomputed", Counted)
    Counted.made = 0
    Counted.hold.set()
    return Consequences(Layout())


def test_an_answer_is_told_with_the_numbers_before_it(counted):
    counted.begin()
    assert counted.ready(10)
    counted.decided("sides")
    assert counted.told(10) == ["P1: 1 for becomes 2."]
    counted.decided("effects")
    assert counted.told(10) == ["P1: 2 for becomes 3."]


def test_what_moves_no_verdict_is_not_computed(counted):
    counted.begin()
    assert counted.ready(10)
    counted.decided("certainty")
    assert counted.told(10) == [] and Counted.made == 1


def test_nothing_is_told_of_an_answer_that_came_before_it_was_known_how_things_stood(counted):
    Counted.hold.clear()
    counted.begin()
    counted.decided("sides")
    Counted.hold.set()
    assert counted.told(10) == []
    counted.decided("sides")
    assert counted.told(10) == ["P1: 2 for becomes 3."]


def test_nobody_waits_longer_than_they_say(counted):
    counted.begin()
    assert counted.ready(10)
    Counted.hold.clear()
    counted.decided("sides")
    assert counted.told(0.01) == []
    Counted.hold.set()
    assert counted.told(10)


def test_where_it_takes_long_it_is_not_tried_again(counted, monkeypatch):
    monkeypatch.setattr(consequences, "_LONGEST", -1.0)
    counted.begin()
    assert counted.ready(10)
    counted.decided("sides")
    counted.told(10)
    made = Counted.made
    counted.decided("sides")
    assert counted.told(10) == [] and Counted.made == made


def test_a_review_that_cannot_be_computed_is_left_alone(monkeypatch, tmp_path):
    given_up = Consequences(Layout(tmp_path))
    given_up.begin()
    assert not given_up.ready(20)
    given_up.decided("sides")
    assert given_up.told(1) == []
