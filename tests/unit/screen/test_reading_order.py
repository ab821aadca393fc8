"""The same decisions are one reading, in whatever order their rows stand."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations

from evidence.screen.reading_order import reading_of, unknown


@dataclass
class Row:
    date: str
    time: str = ""
    of_above: bool = False


TIMED = [(Row("2026-11-22", "09:00:01"), "c"), (Row("2026-11-22", "09:00:02"), "a"), (Row("2026-11-22", "09:00:03"), "b")]  # fmt: skip
UNTIMED = [(Row("2026-11-23"), "z"), (Row("2026-11-23"), "d"), (Row("2026-11-23", "08:00:00"), "e")]


def test_times_tell_the_order_whatever_that_of_rows():
    for rows in permutations(TIMED):
        told = reading_of(rows)
        assert told.works == ["c", "a", "b"] and told.blocks is None and unknown(told.blocks) == 0


def test_a_day_with_a_row_without_time_is_of_no_known_order():
    for rows in permutations(UNTIMED):
        told = reading_of([*TIMED, *rows])
        assert told.works == ["c", "a", "b", "d", "e", "z"]
        assert told.blocks.tolist() == [0, 1, 2, 3, 3, 3] and unknown(told.blocks) == 3


def test_a_changed_decision_stands_where_it_was_first_made():
    told = reading_of([*TIMED, (Row("2026-11-24", "10:00:00"), "c")])
    assert told.works == ["c", "a", "b"]


def test_a_time_that_is_that_of_the_row_above_tells_no_order():
    timed = Row("2026-11-23", "09:00:00"), Row("2026-11-23", "09:05:00")
    borrowed = Row("2026-11-23", "09:05:00", True)
    told = reading_of([(timed[0], "a"), (timed[1], "b"), (borrowed, "c")])
    assert len(set(told.blocks.tolist())) == 1
