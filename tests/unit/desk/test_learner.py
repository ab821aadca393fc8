"""What is learnt of made-up texts in which one word tells everything; the same in a process apart."""

from __future__ import annotations

import time
from functools import partial

import numpy as np

from evidence.desk.learner import Apart, Here, Matter, Mind, Question
from evidence.screen.reading_order import moment_number
from evidence.screen.stopping import stopping

TEXTS = [f"{'whale' if n % 3 == 0 else 'gravel'} paper number{n} about things" for n in range(60)]


IDS = [f"w{n:02}" for n in range(60)]


def texts(given=tuple(TEXTS)):
    return Matter(given, IDS, [False] * len(given))


def question(decided: int) -> Question:
    rows = np.arange(decided)
    included = rows % 3 == 0
    return Question(rows, included, 0.95)


def test_what_was_included_tells_what_comes_first_and_which_words_are_marked():
    one = Here(texts)
    assert one.ask(lambda: question(18))
    learnt = one.latest()
    whales = sum(n % 3 == 0 for n in range(18, 60))
    assert {int(n) % 3 for n in learnt.order[:whales]} == {0}
    assert sorted(learnt.order) == [*range(18, 60)]
    assert "whale" in learnt.yes and "gravel" in learnt.no and learnt.answers == 18
    assert learnt.rule == stopping([n % 3 == 0 for n in range(18)], 60, 0.95)


def test_of_one_kind_of_answer_likeness_to_it_decides():
    one = Here(texts)
    one.ask(lambda: question(1))
    assert {int(n) % 3 for n in one.latest().order[:19]} == {0} and len(one.latest().order) == 59
    assert not one.latest().yes and not one.latest().both and one.latest().rule.read == 1
    assert one.latest().because == "by likeness to what was included: nobody has excluded a work yet"


def test_before_any_answer_the_question_decides():
    asked = Mind(Matter(TEXTS, IDS, [False] * 60, "What is known about gravel?"))
    assert {int(n) % 3 for n in asked.learn(question(0)).order[:40]} == {1, 2}
    assert asked.learn(question(0)).because.endswith("the question: nobody has decided yet")


def test_meaning_is_taken_up_when_it_has_been_read():
    mind = Mind(
        Matter(
            ["aa", "bb"] * 30,
            IDS,
            [False] * 60,
            "",
            lambda texts: np.eye(2)[[int(n % 4 > 1) for n in range(61)]],
        )
    )
    before = mind.learn(Question(np.array([0]), np.array([True]), 0.95))
    assert {int(n) % 2 for n in before.order[:29]} == {0}
    mind.read()
    after = mind.learn(Question(np.array([0]), np.array([True]), 0.95))
    assert {int(n) % 4 for n in after.order[:14]} == {0}


def test_another_process_says_the_same_and_ends_with_its_desk():
    here, apart = Here(texts), Apart(partial(texts))
    here.ask(lambda: question(18))
    try:
        asked, until = False, time.monotonic() + 120
        while apart.latest() is None and time.monotonic() < until:
            asked = asked or apart.ask(lambda: question(18))
            time.sleep(0.02)
        assert np.array_equal(apart.latest().order, here.latest().order)
        assert apart.latest().yes == here.latest().yes
    finally:
        apart.close()
    apart._process.join(10)
    assert not apart._process.is_alive() and not apart.ask(lambda: question(18))


def test_works_without_an_abstract_come_last_and_days_without_times_are_said():
    mind = Mind(Matter(TEXTS, IDS, [n >= 50 for n in range(60)]))
    rows = np.arange(18)
    day = np.full(18, moment_number("2026-11-23", ""))
    learnt = mind.learn(Question(rows, rows % 3 == 0, 0.95, day, day[:1]))
    assert set(learnt.order[-10:]) == {*range(50, 60)} and learnt.rule.bare.left == 10
    assert any("within a day is not known" in one for one in learnt.rule.warnings)
    timed = np.array([moment_number("2026-11-23", f"09:00:{n:02}") for n in rows])
    assert not any(
        "within a day" in one
        for one in mind.learn(Question(rows, rows % 3 == 0, 0.95, timed, timed)).rule.warnings
    )
