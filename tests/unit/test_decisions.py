"""Decision tables: rows by their lines, references by what people write."""

import pytest

from evidence.decisions import References, ScreeningDecision, numbered_rows, parse, unresolved
from evidence.ingest import Source, ingest

HEADER = "record,decision,reason,basis,reviewer,date\n"
BIB = b"""@misc{k1, title={A}, doi={10.1000/A}}
@misc{k2, title={B}, pmid={123}}
@misc{k2, title={C}}
@misc{title={D}}"""


@pytest.fixture(scope="module")
def records():
    return ingest([Source("a.bib", BIB)]).records


def test_lines_over_blank_lines_and_quoted_newlines():
    text = HEADER + '\nk1,include,"two\nlines",t,An,2001-01-01\n,,,\n\n\nk2,exclude,r,t,An,2001-01-02'
    rows = parse(text, "s.csv", ScreeningDecision)
    assert [(row.line, row.record) for row in rows] == [(3, "k1"), (8, "k2")]
    assert rows[0].reason == "two\nlines"


def test_header_over_two_lines():
    assert list(numbered_rows('a,"b\nc"\n1,2')) == [(3, {"a": "1", "b\nc": "2"})]


def test_cells_are_stripped_and_missing_columns_are_blank():
    (row,) = parse("decision,record\n include , k1 \n", "s.csv", ScreeningDecision)
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


def test_references(records):
    references = References(records)
    one = [records[0]]
    assert references.find("k1") == one
    assert references.find("10.1000/a") == one
    assert references.find("https://doi.org/10.1000/A") == one
    assert references.find(records[0].record_id) == one
    assert references.find("123") == [records[1]]
    assert references.find("k2") == records[1:3]
    assert references.find("k3") == []
    assert references.find("") == []


def test_remark_for_what_was_not_applied():
    decision = ScreeningDecision("s.csv", 7, "k9", "include", "", "", "An", "2001-01-01")
    none, two = (unresolved(decision, "k9", "record", found) for found in (0, 2))
    assert (none.line, none.value, none.source_file) == (7, "k9", "s.csv")
    assert "no record" in none.problem
    assert "2 records" in two.problem
    assert none.how_to_fix != two.how_to_fix
