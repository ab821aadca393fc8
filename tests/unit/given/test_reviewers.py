"""One person under one name, however she writes it."""

from evidence.appraise.decisions import AppraisalDecision
from evidence.deduplicate.decisions import KnownWork
from evidence.given.reviewers import one_spelling
from evidence.screen.decisions import ScreeningDecision


def _row(line, who):
    return ScreeningDecision("s.csv", line, "k", "include", "", "", who, "2026-01-01")


def test_capitals_spaces_and_marks_make_no_other_person():
    rows, told = one_spelling(
        [_row(n, who) for n, who in enumerate(["AB", "ab", "A. B.", "ab ", "AC", "A1"], 2)]
    )
    assert [row.reviewer for row in rows] == ["AB", "AB", "AB", "AB", "AC", "A1"]
    assert [(r.line, r.value, r.dropped) for r in told] == [
        (3, "ab", False),
        (4, "A. B.", False),
        (5, "ab ", False),
    ]
    assert all("taken for AB (line 2 of s.csv)" in r.problem for r in told)


def test_names_that_differ_in_a_letter_or_a_figure_are_two():
    names = ["coder-1", "coder-2", "coder-11", "Müller", "Muller", "王", "李", "?", "-"]
    rows, told = one_spelling([_row(n, who) for n, who in enumerate(names, 2)])
    assert [row.reviewer for row in rows] == names and told == []


def test_consensus_is_known_in_whatever_capitals_and_needs_no_word():
    given = [AppraisalDecision("a.csv", 2, "k", "MMAT 2018", "S1", "yes", "", "Consensus", "2026-01-01")]
    rows, told = one_spelling(given)
    assert ([row.reviewer for row in rows], told) == (["consensus"], [])


def test_a_table_without_reviewers_stays_as_it_is():
    rows = [KnownWork("k.csv", 2, "r", "w")]
    assert one_spelling(rows) == (rows, [])
