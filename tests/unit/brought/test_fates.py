"""One fate for every row, and sums that hold."""

from __future__ import annotations

from evidence.brought.fates import Fate, balance, fates
from evidence.brought.matching import Match
from evidence.brought.told import Given, Told
from evidence.ingest.rows import Record
from evidence.screen.decisions import ScreeningDecision
from evidence.screen.rows import Screen

from ..builders import make

IN, OUT = Screen.INCLUDE, Screen.EXCLUDE


def told(name, decision, time="", line=1, reviewer="ella", stage="", why="", word=""):
    entry = make(Record, record_id=name, title=f"Title of {name}")
    return "f.csv", Told(entry, line, word, decision, reviewer, time, stage, reasons=(why,) if why else ())


def held(decision, date, reviewer="ella", line=2):
    return ScreeningDecision("s.csv", line, "r", decision, "", "", reviewer, date), "w"


def run(rows, before=(), given=Given()):
    """Names that begin with `w` are entries of work w, with `d` in doubt, else of none."""
    names = {row[1].entry.record_id for row in rows}
    matched = {
        n: Match("w", "r", "DOI") if n[0] == "w" else Match(problem="why", doubtful=n[0] == "d")
        for n in names
    }
    found = fates(rows, matched, before, given)
    assert balance(found).holds and balance(found).left == len(rows)
    return [str(row.fate) for row in found]


def test_each_kind_of_row():
    rows = [
        told("w1", IN, line=1),
        told("w1", None, line=2, reviewer="ben", word="Maybe"),
        told("d", IN, line=3),
        told("x", IN, line=4),
    ]
    assert run(rows) == ["written", "no decision in it", "in doubt", "of no work of ours"]


def test_without_an_abstract_the_title_is_what_was_read():
    def basis(bare, abstract, stage="title_abstract"):
        entry = make(Record, record_id="w", title="T", abstract=abstract)
        matched = {"w": Match("w", "r", "DOI", bare=bare)}
        (row,) = fates([("f.csv", Told(entry, 1, "", IN, "ella", stage=stage))], matched, (), Given())
        return row.basis

    assert basis(True, "") == "title" and basis(True, "", "full_text") == "full_text"
    assert basis(True, "It was read.") == basis(False, "") == "title_abstract"


def test_the_same_again_is_known():
    assert run([told("w", IN, "2026-11-20")], [held(IN, "2026-11-20")]) == ["known already"]
    assert run([told("w", IN, "2026-11-20T10:00:00")], [held(IN, "2026-11-20")]) == ["known already"]
    assert run([told("w", IN)], [held(IN, "2026-11-20")], Given(date="2026-12-01")) == ["known already"]
    assert run([told("w", IN, "2026-11-20", reviewer="E. L-la")], [held(IN, "2026-11-20")]) == [
        "known already"
    ]


def test_a_changed_decision_is_written_and_an_older_one_is_not():
    assert run([told("w", OUT, "2026-11-21")], [held(IN, "2026-11-20")]) == ["written"]
    assert run([told("w", OUT, "2026-11-19")], [held(IN, "2026-11-20")]) == ["changed since"]
    # She said so before, changed her mind and was brought once more: her earlier word is known.
    assert run([told("w", OUT, "2026-11-19")], [held(OUT, "2026-11-19"), held(IN, "2026-11-20")]) == [
        "known already"
    ]


def test_another_person_or_stage_is_another_decision():
    rows = [told("w", IN, "2026-11-20", 1, "ben"), told("w", OUT, "2026-11-20", 2, "ella", "full_text")]
    assert run(rows, [held(IN, "2026-11-20")]) == ["written", "written"]


def test_in_one_file_the_later_counts():
    rows = [
        told("w1", IN, "2026-11-20T10:00:00", 1),
        told("w1", OUT, "2026-11-20T11:00:00", 2),
        told("w2", OUT, "", 3),
    ]
    assert run(rows[:2]) == run(rows[1::-1]) == ["changed since", "written"]
    assert run([rows[1], rows[2]], given=Given(date="2026-11-20")) == ["written", "known already"]


def test_what_a_file_says_both_ways_at_once_is_in_doubt():
    assert run([told("w1", IN, "", 1), told("w2", OUT, "", 2)]) == ["in doubt", "in doubt"]


def test_words_that_differ_are_told_and_not_lost():
    rows = fates(
        [told("w", IN, "2026-11-20", why="new words")],
        {"w": Match("w", "r", "DOI")},
        [held(IN, "2026-11-20")],
        Given(),
    )
    assert rows[0].fate is Fate.KNOWN and "new words" in rows[0].why


def test_of_two_that_say_the_same_the_one_with_words_is_written():
    rows = fates(
        [told("w1", IN, "2026-11-20", 1), told("w2", IN, "2026-11-20", 2, why="words")],
        {n: Match("w", "r", "DOI") for n in ("w1", "w2")}, (), Given(),
    )  # fmt: skip
    assert [str(row.fate) for row in rows] == ["known already", "written"]
