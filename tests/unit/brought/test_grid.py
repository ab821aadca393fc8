"""Spreadsheets of anybody's: workbooks and CSV, headers in one or two lines wherever they stand."""

from __future__ import annotations

import datetime
import io

import pytest
from openpyxl import Workbook

from evidence.brought.grid import sheets
from evidence.errors import UserError

HEADS = ("Study", "Experimental Events", "Experimental Total", "Control Events", "Control Total", "Weight")


def book(*tables: list[list[object]], merged: tuple[str, ...] = ()) -> bytes:
    made = Workbook()
    made.remove(made.active)
    for n, rows in enumerate(tables, start=1):
        sheet = made.create_sheet(f"Sheet {n}")
        for row in rows:
            sheet.append(row)
        for cells in merged:
            sheet.merge_cells(cells)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_numbers_days_and_blanks_of_a_workbook():
    rows = [
        ["study", "n", "when", "yi", None, None],
        ["Abel", 12, datetime.datetime(2026, 1, 2), 0.25, None, None],
        [None] * 6,
    ]
    (sheet,) = sheets("a.xlsx", book(rows))
    assert sheet.names == ("study", "n", "when", "yi")
    assert sheet.rows == ((2, ("Abel", "12", "2026-01-02", "0.25")),)


@pytest.mark.parametrize("merged", [(), ("B3:C3", "D3:E3")])
def test_two_lines_of_header_below_a_title(merged):
    rows = [
        ["Comparison 1: this against that"], [],
        ["Study", "Experimental", None, "Control", None, "Weight"], [None, "Events", "Total", "Events", "Total", None],
        ["Abel 2001", 3, 10, 4, 11, "5 %"],
    ]  # fmt: skip
    (sheet,) = sheets("a.xlsx", book(rows, merged=merged))
    assert sheet.names == HEADS and sheet.lines == (3, 4)
    assert sheet.rows == ((5, ("Abel 2001", "3", "10", "4", "11", "5 %")),)


def test_every_sheet_that_holds_a_table():
    found = sheets("a.xlsx", book([["a", "b"], ["x", 1]], [["only a note"]], [["a", "b"], ["y", 2]]))
    assert [(sheet.name, sheet.rows[0][1]) for sheet in found] == [
        ("Sheet 1", ("x", "1")),
        ("Sheet 3", ("y", "2")),
    ]


def test_csv_of_another_country():
    text = "sep=;\r\nStudie;Mean 1;SD 1;;\r\nMüller 2010;3,5;1,25;;\r\n"
    (sheet,) = sheets("a.csv", text.encode("cp1252"))
    assert sheet.names == ("Studie", "Mean 1", "SD 1") and sheet.rows == (
        (3, ("Müller 2010", "3.5", "1.25")),
    )


def test_a_mark_and_a_comma_that_parts_thousands_are_no_trouble():
    (sheet,) = sheets("a.csv", '\ufeffstudy,yi\r\n"Abel, 2001",0.5\r\n'.encode())
    assert sheet.rows == ((2, ("Abel, 2001", "0.5")),)


def test_names_that_are_used_twice_are_told_apart():
    (sheet,) = sheets("a.csv", b"study,mean,sd,mean,sd\nA,1,2,3,4\n")
    assert sheet.names == ("study", "mean", "sd", "mean (2)", "sd (2)")


def test_the_line_of_names_may_be_said():
    (sheet,) = sheets("a.csv", b"2001,2002\nstudy,yi\nA,0.5\n", header=2)
    assert sheet.names == ("study", "yi")


def test_a_workbook_that_cannot_be_opened_is_refused_in_words():
    with pytest.raises(UserError, match="cannot be opened"):
        sheets("a.xlsx", b"PK\x03\x04 and no more")


def test_a_name_merged_over_several_rows_is_the_name_of_each_and_a_result_counts_once():
    # what openpyxl wrote: Excel and LibreOffice show "Abel", 2001 and 0.4 beside both outcomes
    rows = [
        ["Study", "Year", "Outcome", "n", "yi"],
        ["Abel", 2001, "Rent", 12, 0.4],
        [None, None, "Work", 13, None],
        ["Beck", 2004, "Rent", 14, 0.2],
        [None] * 5,
    ]
    (sheet,) = sheets("a.xlsx", book(rows, merged=("A2:A3", "B2:B3", "E2:E3", "A4:A5")))
    assert sheet.rows == (
        (2, ("Abel", "2001", "Rent", "12", "0.4")),
        (3, ("Abel", "2001", "Work", "13", "")),
        (4, ("Beck", "2004", "Rent", "14", "0.2")),
    )
