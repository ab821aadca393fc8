"""The worksheet of duplicates: one question for two works, printed, filled in, read back."""

import csv
import io

import pytest

from evidence.deduplicate.decisions import DUPLICATES_SHEET, DuplicateDecision
from evidence.deduplicate.questions import questions
from evidence.deduplicate.rows import Comparison, MaybePair
from evidence.deduplicate.stage import deduplicate
from evidence.given.check import check_table
from evidence.given.declare import given_by
from evidence.given.reading import as_rows, numbered_rows
from evidence.io import to_json

from .test_stage import decide, like, members

RECORDS = [
    like("a", doi="10.1000/x", source_file="one.ris", line=7),
    like("a2", source_key="a", doi="10.1000/x", source_file="two.bib", line=3),
    like("b", authors=("Elm, Bo",), issue="4", source_file="two.bib", line=20),
]
OLD = ",".join(given_by(DuplicateDecision).needed) + "\nx,y,distinct,,earlier,An,2020-01-01\n"


FIELDS = to_json({"title": ["same", 1.5], "authors": ["none shared", -2.0], "issue": ["one missing", -0.3]})


def asked(records, decided=(), a="a2", b="b"):
    """As the stage would ask, through whichever records of the two works it found alike."""
    done = deduplicate(records, [decide("10.1000/x", "b", "distinct")])
    maybe = [MaybePair(a, b, "alike", 0.3), MaybePair("a", b, "alike too", 0.2)]
    compared = [Comparison(a, b, "question", 0.3, "the authors differ", FIELDS)]
    return questions(maybe, done.works, done.memberships, compared, records, decided)


def parse(text):
    rows = numbered_rows(text, DUPLICATES_SHEET)
    return as_rows(rows, "d.csv", DuplicateDecision)


def sheet(asked, header=True, **filled):
    out = io.StringIO()
    writer = csv.DictWriter(out, DUPLICATES_SHEET, lineterminator="\n")
    if header:
        writer.writeheader()
    writer.writerows({**dict(zip(DUPLICATES_SHEET, q.row(), strict=True)), **filled} for q in asked)
    return out.getvalue()


def test_a_question_is_about_two_works_side_by_side():
    (question,) = asked(RECORDS)
    row = dict(zip(DUPLICATES_SHEET, question.row(), strict=True))
    assert (row["record_a"], row["record_b"]) == ("a", "b")
    assert (row["authors_a"], row["authors_b"]) == ("Ash, Ann", "Elm, Bo")
    assert (row["doi_a"], row["doi_b"], row["issue_b"]) == ("10.1000/x", "", "4")
    assert row["source_a"] == "one.ris:7; two.bib:3"
    assert row["speaks_for"] == "title same (+1.5)"
    assert row["speaks_against"] == "authors none shared (-2.0); the authors differ"
    assert row["probability"] == "0.300" and not row["decision"]
    text = "\n".join(question.lines(1))
    assert "Ash, Ann" in text and "Elm, Bo" in text and "≠" in text and max(map(len, text.splitlines())) < 125


SHEET = ",".join(DUPLICATES_SHEET) + "\n"


@pytest.mark.parametrize(
    ("before", "header"), [(OLD, True), (OLD, False), ("", True), (SHEET, True), (SHEET, False)]
)
def test_a_sheet_is_read_back_however_it_is_appended(before, header):
    text = before + sheet(
        asked(RECORDS), header, decision="distinct", reason="other people", reviewer="Bo", date="2020-01-02"
    )
    checked = check_table(text, "d.csv", DuplicateDecision)
    assert checked.set_aside == []
    last = parse(text)[-1]
    assert (last.record_a, last.record_b, last.decision, last.reviewer) == ("a", "b", "distinct", "Bo")
    assert last.title_a == RECORDS[0].title
    result = deduplicate(RECORDS, [last])
    assert members(result) == [("a", "a2"), ("b",)] and result.maybe == [] and result.remarks == []


def test_what_is_answered_or_not_answered_yet_is_no_question_and_no_row():
    (question,) = asked(RECORDS)
    given = DuplicateDecision("d.csv", 2, "10.1000/x", "b", "distinct", "", "", "An", "2020-01-01")
    assert asked(RECORDS, [given]) == []
    unanswered = OLD + sheet([question])
    assert len(parse(unanswered)) == 1
    assert check_table(unanswered, "d.csv", DuplicateDecision).set_aside == []


def test_half_an_answer_is_a_mistake():
    text = OLD + sheet(asked(RECORDS), decision="distinct")
    (bad,) = check_table(text, "d.csv", DuplicateDecision).set_aside
    assert bad.line == 4 and bad.field == "reviewer"


def test_a_row_of_any_other_width_is_still_a_mistake():
    checked = check_table(OLD + "x,y,distinct,,r,An,2020-01-01,more\n", "d.csv", DuplicateDecision)
    assert len(checked.rows) == 1 and len(checked.set_aside) == 1


def test_a_key_that_is_used_again_does_not_move_an_answer():
    """The sheet notes the titles: they say which work was meant."""
    text = sheet(asked(RECORDS), decision="distinct", reviewer="Bo", date="2020-01-02")
    (row,) = parse(text)
    records = [
        *RECORDS,
        like("q", source_key="b", title="Bees in winter"),
        like("b-id", source_key="b", authors=("Elm, Bo",)),
    ]
    result = deduplicate([r for r in records if r.record_id != "b"], [row])
    assert not result.remarks
    assert {"a", "b-id"} not in [{m.record_a, m.record_b} for m in result.maybe]
