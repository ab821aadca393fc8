"""A row is added as the table is written; what stands there stays to the letter."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import UserError
from evidence.given.appending import Shape, widened
from evidence.given.reading import numbered_rows
from evidence.owned import Pen

KNOWN = ("record", "decision", "date", "note")


def added(text: bytes, tmp_path, **cells) -> bytes:
    path = tmp_path / "t.csv"
    path.write_bytes(text)
    Pen().append(path, KNOWN, [cells])
    now = path.read_bytes()
    return now


@pytest.mark.parametrize(
    ("before", "line"),
    [
        (b"record,decision\na,x\n", b"b,y\n"),
        (b"decision,record\nx,a\n", b"y,b\n"),
        (b"DECISION;Record\nx;a\n", b"y;b\n"),
        (b"decision\trecord\r\nx\ta\r\n", b"y\tb\r\n"),
        (b"sep=;\r\nrecord;decision\r\na;x\r\n", b"b;y\r\n"),
        (b"_own,record,decision,date (day/month/year)\n1,a,x,02/03/2026\n", b",b,y,\n"),
        (b"record,decision\na,x", b"\nb,y\n"),
        (b'record,decision\n"a\nb",x\n', b"b,y\n"),
        ("\ufeffrecord,decision\né,x\n".encode(), b"b,y\n"),
        ("record,decision\nsé,x\n".encode("cp1252"), b"b,y\n"),
    ],
)
def test_the_columns_separator_lines_and_encoding_are_those_of_the_table(tmp_path, before, line):
    assert added(before, tmp_path, record="b", decision="y") == before + line


def test_a_worksheet_below_a_table_has_the_columns_that_count_at_its_end(tmp_path):
    before = b"record,decision\na,x\nrecord,decision,note\nb,x,n\n"
    assert added(before, tmp_path, record="c", decision="y") == before + b"c,y,\n"


def test_a_column_that_lacks_is_added_to_every_row(tmp_path):
    before = b'record;decision\n"a;\nb";x\nc;y\n'
    now = added(before, tmp_path, record="d", decision="z", note="n").decode()
    assert now == 'record;decision;note\n"a;\nb";x;\nc;y;\nd;z;n\n'
    assert [row for _, row in numbered_rows(now)][0] == {"record": "a;\nb", "decision": "x", "note": ""}


def test_a_letter_that_the_encoding_lacks_is_said_and_nothing_written(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes("record,decision\nsé,x\n".encode("cp1252"))
    with pytest.raises(UserError, match="no such letter"):
        Pen().append(path, KNOWN, [{"record": "Łódź", "decision": "y"}])
    path.write_bytes("record,decision\nsé,x\n".encode("utf-16"))
    with pytest.raises(UserError, match="UTF-8|UTF-16"):
        Pen().append(path, KNOWN, [{"record": "b", "decision": "y"}])


def test_what_was_edited_between_two_rows_is_read_again(tmp_path):
    path, pen = tmp_path / "t.csv", Pen()
    pen.append(path, KNOWN, [{"record": "a"}])
    path.write_text("decision;record\nx;a\n")
    pen.append(path, KNOWN, [{"record": "b", "decision": "y"}])
    assert path.read_text() == "decision;record\nx;a\ny;b\n"


CELL = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\n\x00\u2028\u2029\x85\x0b\x0c\x1c\x1d\x1e"),
    max_size=8,
)


@given(st.lists(st.tuples(CELL, CELL), max_size=4), st.sampled_from(",;\t"), CELL)
def test_any_table_is_the_same_with_one_row_more(rows, delimiter, note):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", delimiter=delimiter)
    writer.writerows([("record", "decision"), *rows])
    text = out.getvalue()
    wide = widened(text, ["note"], delimiter)
    shape = Shape.of(wide, KNOWN)
    now = wide + shape.lines([{"record": "r", "note": note}]).decode()
    read = [*csv.reader(io.StringIO(now), delimiter=delimiter)]
    assert read[0] == ["record", "decision", "note"]
    assert [row[:2] for row in read[1:-1] if any(row)] == [[*row] for row in rows if any(row)]
    assert read[-1] == ["r", "", " ".join(note.split())]
