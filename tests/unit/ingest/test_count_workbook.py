"""Rows of a workbook that are counted from the outside, so that none is lost in silence."""

import re
from dataclasses import replace

import pytest

from evidence.ingest import count_workbook, workbook

from .workbooks import book, changed, read, rows


def test_rows_are_counted_from_the_outside_and_what_is_lost_is_said(monkeypatch):
    data = book(("S", [*rows("A", "B"), [], ["C", "", ""]]), ("Notes", [["x"]]))
    assert count_workbook.outside(data).rows == 5
    whole = workbook._sheet

    def blind(opened, name):
        sheet = whole(opened, name)
        lines = sheet.text.split("\n")
        return (
            replace(sheet, text="\n".join(lines[:-1]), filled=sheet.filled - 1) if len(lines) > 2 else sheet
        )

    monkeypatch.setattr(workbook, "_sheet", blind)
    result = read(data)
    assert (len(result.records), len(result.quarantine)) == (2, 1)
    assert "could be told apart" in result.quarantine[0].problem


@pytest.mark.parametrize("mark", [b"</row>", b"<row", b"</row><row"])
def test_a_row_whose_mark_is_torn_is_read_or_set_aside(mark):
    def tear(part):
        rows = list(re.finditer(re.escape(mark), part))
        at = rows[2 if mark == b"<row" else 1]
        return part[: at.start()] + part[at.end() :]

    whole = read(book(("S", rows("A", "B", "C"))))
    torn = read(changed(book(("S", rows("A", "B", "C"))), tear))
    assert (len(whole.records), whole.remarks) == (3, [])
    assert len(torn.records) == 3 or torn.quarantine


def test_a_sheet_that_is_not_well_formed_is_said():
    data = changed(
        book(("S", rows("A", "B"))), lambda part: part.replace(b"</row></sheetData>", b"</sheetData>")
    )
    assert any("is damaged" in said.problem for said in read(data).remarks)


def test_rows_are_counted_by_either_of_their_marks():
    def tear(part):
        return part.replace(b"</row>", b"", 2).replace(b'<row r="4">', b"")

    data = changed(book(("S", rows("A", "B", "C"))), tear)
    assert count_workbook.outside(data).rows >= 3
