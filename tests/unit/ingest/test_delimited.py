"""The CSV reader: rows by their lines, columns by their many names."""

import pytest

from evidence.ingest.formats import BY_NAME
from evidence.ingest.formats.delimited import FORMAT


def both(text):
    entries = list(FORMAT.entries(text))
    assert BY_NAME["csv"].count(text) == len(entries)
    return entries


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters(delimiter):
    rows = [["id", "title", "authors", "year"], ["k", "On tea", '"Ash, A; Elm, B"', "2001"]]
    (entry,) = both("\n".join(delimiter.join(row) for row in rows))
    assert (entry.key, entry.fields["title"], entry.fields["year"]) == ("k", "On tea", "2001")
    assert entry.authors == ["Ash, A", "Elm, B"]


def test_quotes_with_newlines_keep_the_lines_right():
    text = 'title,abstract\nA,"one\ntwo ""x"", three\n\nfour"\nB,x\n\n  \nC,y\n'
    entries = both(text)
    assert [(entry.line, entry.fields["title"]) for entry in entries] == [
        (2, "A"),
        (6, "B"),
        (9, "C"),
    ]
    assert entries[0].fields["abstract"] == 'one\ntwo "x", three\n\nfour'
    assert entries[0].raw == 'A,"one\ntwo ""x"", three\n\nfour"'


@pytest.mark.parametrize(("row", "cells"), [("A", 1), ("A,2001,x,y", 4)])
def test_wrong_number_of_cells(row, cells):
    first, second, third = both(f"title,year,note\nX,2000,n\n{row}\nB,2002,n")
    assert f"{cells} cells" in second.problem.problem
    assert (second.line, second.raw) == (3, row)
    assert first.problem is None
    assert third.problem is None


def test_unclosed_quote_costs_its_own_row():
    entries = both('title,year\nA,2000\n"B,2001\nC,2002\nD,2003')
    assert [entry.problem is None for entry in entries] == [True, False, True, True]
    assert (entries[1].line, entries[1].raw) == (3, '"B,2001')
    assert "quote" in entries[1].problem.problem


def test_two_unclosed_quotes_do_not_swallow_the_rows_between():
    entries = both('title,year\n"A,2000\nB,2001\nC "c,2002\n"D,2003\nE,2004')
    assert [entry.fields.get("title") for entry in entries] == [None, "B", 'C "c', None, "E"]


def test_inch_marks_are_text():
    entries = both('title,year\nPipes of 12" and 5",2000\nB,2001')
    assert entries[0].fields["title"] == 'Pipes of 12" and 5"'
    assert entries[0].repairs == []


def test_loose_quote_inside_a_quoted_cell_is_read_with_a_remark():
    first, second = both('title,year\n"The "new" tea",2000\nB,2001')
    assert first.fields["year"] == "2000"
    assert "quote" in first.repairs[0][2]
    assert second.problem is None


def test_listed_aliases_win_over_the_order_of_columns():
    (entry,) = both("Source,Date,Source title,Publication Year,Document Title\nDB,May,J Tea,2001,A")
    assert entry.fields == {"container": "J Tea", "year": "2001", "title": "A"}
    assert entry.extra == {"source": "DB", "date": "May"}


def test_file_without_a_title_column_says_so():
    (entry,) = both("name,year\nA,2001")
    assert entry.problem.field == "title"


def test_blank_lines_before_the_header():
    (entry,) = both("\n\ntitle,year\nA,2001")
    assert (entry.line, entry.fields["title"]) == (4, "A")


def test_cells_longer_than_the_limit_of_the_csv_module():
    (entry,) = both("title,abstract\nA," + "x" * 200_000)
    assert len(entry.fields["abstract"]) == 200_000


def test_only_newlines_end_a_line():
    first, second = both("title,year\nA\u2028\x0cB,2001\nC,2002")
    assert first.raw == "A\u2028\x0cB,2001"
    assert second.line == 3
