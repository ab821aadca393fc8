"""What is taken back, in whatever order of files and days, and that every row keeps a fate."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evidence.deduplicate.decisions import DuplicateDecision
from evidence.given.withdrawn import without_withdrawn
from evidence.screen.decisions import ScreeningDecision


def row(
    line, record="ash", decision="include", reviewer="ann", date="2026-01-01", back="", file="s.csv", time=""
):
    return ScreeningDecision(
        file, line, record, decision, "", "", reviewer, date, withdrawn="yes" if back else "", time=time
    )


def lines(rows):
    return [each.line for each in rows]


def test_a_row_takes_back_the_last_of_the_same_person_on_the_same_thing():
    rows = [row(2), row(3, decision="exclude"), row(4, reviewer="bo"), row(5, record="elm"), row(6, back="x")]
    kept = without_withdrawn(rows)
    assert lines(kept.rows) == [2, 4, 5] and sorted(lines(kept.gone)) == [3, 6] and kept.remarks == []


def test_two_take_back_two_and_a_third_is_told():
    rows = [
        row(2),
        row(3, "ASH "),
        row(4, back="x"),
        row(5, back="x"),
        row(6, back="x"),
        row(7, decision="exclude"),
    ]
    kept = without_withdrawn(rows)
    assert lines(kept.rows) == [7] and sorted(lines(kept.gone)) == [2, 3, 4, 5]
    (told,) = kept.remarks
    assert told.line == 6 and told.dropped and told.field == "withdrawn"


def test_an_unsigned_row_that_takes_back_nothing_is_told_in_words() -> None:
    (told,) = without_withdrawn([row(2, reviewer="", back="x")]).remarks
    assert told.problem.startswith("this row names no reviewer, and there is no earlier row")
    assert "nobody" not in told.problem


def test_the_order_is_that_of_days_and_times_and_not_of_lines():
    rows = [row(2, date="2026-01-03"), row(3, date="2026-01-02", back="x"), row(4, date="2026-01-01")]
    assert lines(without_withdrawn(rows).rows) == [2]
    rows = [row(2, time="10:00:00"), row(3, time="09:30:00", back="x"), row(4, time="09:00:00")]
    assert lines(without_withdrawn(rows).rows) == [2]


def test_a_pair_is_the_same_whichever_record_stands_first():
    def pair(line, a, b, back=""):
        return DuplicateDecision("d.csv", line, a, b, "distinct", "", "", "ann", "2026-01-01", withdrawn=back)

    assert lines(without_withdrawn([pair(2, "a", "b"), pair(3, "b", "a", "yes")]).rows) == []
    assert lines(without_withdrawn([pair(2, "a", "b"), pair(3, "a", "c")]).rows) == [2, 3]


WORDS = st.tuples(st.sampled_from("ae"), st.sampled_from(("ann", "bo")), st.booleans(), st.integers(1, 3))


@given(st.lists(WORDS, max_size=12))
def test_every_row_stands_is_withdrawn_or_is_told(words):
    rows = [
        row(n, record, reviewer=who, date=f"2026-01-0{day}", back=back)
        for n, (record, who, back, day) in enumerate(words, start=2)
    ]
    kept = without_withdrawn(rows)
    fates = [*lines(kept.rows), *lines(kept.gone), *(r.line for r in kept.remarks)]
    assert sorted(fates) == lines(rows)
    assert not any(each.withdrawn for each in kept.rows)
    # By hand: a stack for each person and record.
    stacks: dict = {}
    for each in sorted(rows, key=lambda r: (r.date, r.line)):
        own = stacks.setdefault((each.record, each.reviewer), [])
        if not each.withdrawn:
            own.append(each.line)
        elif own:
            own.pop()
    assert sorted(lines(kept.rows)) == sorted(n for own in stacks.values() for n in own)
