"""Decision tables: rows by their lines."""

import pytest

from evidence.given.reading import as_rows, delimiter_of, header_of, numbered_rows
from evidence.screen.decisions import ScreeningDecision

HEADER = "record,decision,reason,basis,reviewer,date\n"


def test_lines_over_blank_lines_and_quoted_newlines():
    text = HEADER + '\nk1,include,"two\nlines",t,An,2001-01-01\n,,,\n\n\nk2,exclude,r,t,An,2001-01-02'
    rows = as_rows(numbered_rows(text), "s.csv", ScreeningDecision)
    assert [(row.line, row.record) for row in rows] == [(3, "k1"), (8, "k2")]
    assert rows[0].reason == "two\nlines"


def test_header_over_two_lines():
    assert list(numbered_rows('a,"b\nc"\n1,2')) == [(3, {"a": "1", "b\nc": "2"})]


def test_cells_are_stripped_and_missing_columns_are_blank():
    (row,) = as_rows(numbered_rows("decision,record\n include , k1 \n"), "s.csv", ScreeningDecision)
    assert (row.record, row.decision, row.reviewer) == ("k1", "include", "")


def test_too_few_and_too_many_cells_stand_out():
    rows = dict(numbered_rows("a,b\n1\n1,2,3\n"))
    assert rows[2] == {"a": "1", "b": None}
    assert rows[3] == {"a": "1", "b": "2", None: ["3"]}


def test_a_stray_quote_costs_its_own_row():
    rows = dict(numbered_rows('a,b\n1,"x\n2,y\n3,z\n'))
    assert None in rows[2]
    assert rows[3] == {"a": "2", "b": "y"}
    assert rows[4] == {"a": "3", "b": "z"}


@pytest.mark.parametrize("text", ["", "\n\n", "a,b\n", "a,b"])
def test_no_rows(text):
    assert list(numbered_rows(text)) == []


@pytest.mark.parametrize("parted", [",", ";", "\t"])
@pytest.mark.parametrize("before", ["", "\n", "\n\n"])
def test_one_reader_of_headers_whatever_parts_the_columns_and_however_many_lines_stand_before(parted, before):
    text = f"{before}a{parted}b\n1{parted}2\n"
    line = 1 + len(before)
    assert delimiter_of(text) == parted and header_of(text) == (line, ["a", "b"])
    assert list(numbered_rows(text)) == [(line + 1, {"a": "1", "b": "2"})]


@pytest.mark.parametrize("said", ["sep=;", '"sep=;"', "SEP=; "])
def test_the_line_by_which_a_spreadsheet_says_what_parts_the_columns_is_no_header(said):
    text = f"{said}\na,x;b\n1,5;2\n"
    assert header_of(text) == (2, ["a,x", "b"])
    assert list(numbered_rows(text)) == [(3, {"a,x": "1,5", "b": "2"})]


@pytest.mark.parametrize("blank", ["\u00a0", "\u200b", "\ufeff", "\u2060"])
def test_what_cannot_be_seen_round_a_cell_is_not_of_it(blank):
    (row,) = as_rows(
        numbered_rows(f"record,decision\n{blank}k1{blank} ,include{blank}\n"), "s.csv", ScreeningDecision
    )
    assert (row.record, row.decision) == ("k1", "include")


def test_rows_that_a_spreadsheet_of_another_country_put_into_one_cell_are_read() -> None:
    rows = [
        "k1,include,A title of its own",
        'k2,exclude,"A title, parted"',
        'k3,include,"He said ""no"", twice"',
    ]
    text = "record,decision,title\n" + "\n".join(rows) + "\n"
    saved = "\n".join('"' + row.replace('"', '""') + '"' if '"' in row else row for row in text.splitlines())
    assert saved != text and list(numbered_rows(saved)) == list(numbered_rows(text))
    headed = saved.replace("record,decision,title", '"record,decision,title"', 1)
    assert list(numbered_rows(headed)) == list(numbered_rows(text))


def test_one_cell_that_is_no_row_stays_one() -> None:
    ((_, row),) = numbered_rows('record,decision,title\n"k1, and no more"\n')
    assert row == {"record": "k1, and no more", "decision": None, "title": None}
