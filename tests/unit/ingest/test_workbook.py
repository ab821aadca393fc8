"""Workbooks: every row of every sheet, what cells hold as text, and what is no table of records."""

import datetime
import io
import re
import zipfile

import pytest
from openpyxl import Workbook

from .workbooks import HEAD, book, changed, read, rows, saved, titles


def test_every_sheet_is_read_by_its_own_header():
    data = book(("Scopus", rows("A", "B")), ("ERIC", [["Jahr", "Titel"], [2011, "C"]]))
    assert titles(data) == ["A", "B", "C"]
    assert [record.year for record in read(data).records] == [2010, 2010, 2011]


def test_what_a_sheet_says_of_its_size_is_not_believed():
    def lie(part):
        return re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', part)

    assert titles(changed(book(("S", rows("A", "B"))), lie)) == ["A", "B"]


def test_hidden_sheets_and_rows_are_read():
    made = Workbook()
    for row in rows("A", "B"):
        made.active.append(row)
    made.active.row_dimensions[2].hidden = True
    hidden = made.create_sheet("more")
    for row in rows("C"):
        hidden.append(row)
    hidden.sheet_state = "veryHidden"
    assert titles(saved(made)) == ["A", "B", "C"]


def test_values_are_text():
    head = ["Title", "Year", "Volume", "Issue", "Note", "Seen", "Date added", "DOI"]
    row = [
        "A",
        2019.0,
        15660.0,
        2.5,
        True,
        datetime.date(2020, 5, 1),
        datetime.datetime(2020, 5, 1, 3, 4),
        "10.1000/x",
    ]
    (record,) = read(book(("S", [head, row]))).records
    assert (record.year, record.volume, record.issue, record.doi) == (2019, "15660", "2.5", "10.1000/x")
    assert '"note": "TRUE"' in record.extra
    assert "2020-05-01 03:04" in record.extra


def test_lines_within_a_cell_are_no_rows():
    data = book(
        (
            "S",
            [
                [*HEAD, "Abstract"],
                ["A\nB", "Ash, B.\nElm, C.", 2001, "one\n\ntwo\tthree"],
                ["C", "", 2002, ""],
            ],
        )
    )
    first, second = read(data).records
    assert (first.title, first.abstract, len(first.authors)) == ("A B", "one two three", 2)
    assert (first.line, second.line) == (2, 3)


def test_a_header_below_notes_and_a_table_that_begins_to_the_right():
    data = book(("S", [["Our export"], [], [None, None, *HEAD], [None, None, "A", "Ash, B.", 2001]]))
    (record,) = read(data).records
    assert (record.title, record.year, record.line) == ("A", 2001, 4)


def test_merged_names_of_columns():
    made = Workbook()
    for row in (
        ["Title", "Where", None, "Authors"],
        [None, "Journal", "Year", None],
        ["A", "J Tea", 2001, "Ash, B."],
    ):
        made.active.append(row)
    for merged in ("A1:A2", "B1:C1", "D1:D2"):
        made.active.merge_cells(merged)
    (record,) = read(saved(made)).records
    assert (record.title, record.container, record.year) == ("A", "J Tea", 2001)


def test_what_is_merged_over_several_rows_is_of_each():
    made = Workbook()
    for row in (
        ["Papers that we found"],
        ["Journal", "Year", "Title", "Authors"],
        ["J Tea", 2001, "A", "Ash, B."],
        [None, None, "B", "Cy, D."],
        [None, None, None, None],
        ["J Rye", 2002, "C", None],
    ):
        made.active.append(row)
    for merged in ("A1:D1", "A3:A5", "B3:B5"):
        made.active.merge_cells(merged)
    result = read(saved(made))
    assert [(r.title, r.container, r.year) for r in result.records] == [
        ("A", "J Tea", 2001),
        ("B", "J Tea", 2001),
        ("C", "J Rye", 2002),
    ]
    assert not result.quarantine


def test_a_header_met_again_is_no_record():
    assert titles(book(("S", [*rows("A"), *rows("B")]))) == ["A", "B"]


def test_sheets_without_records_are_said():
    data = book(("Notes", [["What this is"], ["made by us"]]), ("S", rows("A")), ("Empty", []))
    result = read(data)
    assert len(result.records) == 1
    (remark,) = result.remarks
    assert "“Notes”" in remark.problem
    assert "Empty" not in remark.problem


def test_a_table_without_titles_is_set_aside_as_one():
    table = [["Nr", "Wer", "Wann", "Wo"], *([n, "x", 2000 + n, "y"] for n in range(30))]
    result = read(book(("Liste", table), ("S", rows("A"))))
    assert (len(result.records), len(result.quarantine)) == (1, 1)
    assert "“Liste”" in result.quarantine[0].problem
    assert result.counts[0].counted == 2


def test_a_workbook_that_holds_nothing_known_is_no_silence():
    result = read(book(("S", [["hello"], ["world"]])))
    assert (len(result.records), len(result.quarantine)) == (0, 1)


def test_problems_name_sheet_and_row():
    result = read(book(("S", rows("A")), ("T", [*rows("B"), ["", "Elm, C.", 2011]])))
    (aside,) = result.quarantine
    assert aside.line == 3
    assert "no title" in aside.problem


def test_formulas_without_results_and_errors_are_said():
    result = read(book(("S", [[*HEAD, "Note"], ["A", "Ash, B.", 2001, "=1+1"]])))
    assert any("1 cells show an error" in remark.problem for remark in result.remarks)


def test_a_formula_is_text_when_it_is_text():
    made = Workbook()
    for row in rows('=HYPERLINK("x")'):
        made.active.append(row)
    made.active["A2"].data_type = "s"
    assert titles(saved(made)) == ['=HYPERLINK("x")']


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "cannot be opened"),
        (b"PK\x03\x04xl/", "cannot be opened"),
    ],
)
def test_what_cannot_be_opened_says_why(data, said):
    (aside,) = read(data).quarantine
    assert said in aside.problem
    assert aside.how_to_fix


@pytest.mark.parametrize(("name", "said"), [("word/document.xml", "text document"), ("a.ris", "archive")])
def test_other_archives_are_told(name, said):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(name, "x")
    (aside,) = read(out.getvalue()).quarantine
    assert said in aside.problem


def test_a_cell_far_away_is_named_and_does_not_fill_the_memory():
    made = Workbook()
    for row in rows("A"):
        made.active.append(row)
    made.active["XFD1048576"] = "here"
    (aside,) = read(saved(made)).quarantine
    assert "column XFD, row 1048576" in aside.problem


def test_cells_behind_the_last_column_with_a_name_are_kept_and_said():
    result = read(
        book(("S", [HEAD, ["A", "Ash, B.", 2001, "B", "Elm, C.", 2002], ["C", "Yew", 2003, "a note"]]))
    )
    assert len(result.records) == 2
    (said,) = result.remarks
    assert said.row_id == result.records[0].record_id
    assert "3 cells stand behind" in said.problem
    assert "Elm" in result.records[0].extra


def test_a_link_whose_words_were_not_saved_is_read_by_its_formula():
    data = book(
        (
            "Sheet1",
            [
                ["Title", "Authors", "Year", "DOI", "URL"],
                [
                    '=HYPERLINK("https://example.org/1","Homes & ""rent"" <for> all")',
                    "Ash, B.",
                    2001,
                    '=HYPERLINK("https://doi.org/10.1000/a","10.1000/a")',
                    '=HYPERLINK("https://example.org/full","Full text")',
                ],
                ["Rent", "Elm, C.", 2002, '=HYPERLINK("https://doi.org/10.1000/b")', "=A1&B1"],
            ],
        )
    )
    result = read(data)
    first, second = result.records
    assert (first.title, first.doi, first.url) == (
        'Homes & "rent" <for> all',
        "10.1000/a",
        "https://example.org/full",
    )
    assert (second.title, second.doi, second.url) == ("Rent", "10.1000/b", "")
    assert [r.problem[:7] for r in result.remarks] == ["1 cells"]


def test_a_sheet_with_a_work_for_each_column_is_set_aside_and_the_others_are_read():
    works = ("Works", [["Title", "Year"], ["On tea", 2001], ["On rent", 2002]])
    upright = ("Turned", [["Title", "A", "B"], ["Authors", "Ash, B", "Elm, C"], ["Year", 2001, 2002], ["DOI", "10.1000/a", "10.1000/b"]])  # fmt: skip
    assert titles(book(works, upright)) == ["On tea", "On rent"]
    (aside,) = read(book(works, upright)).quarantine
    assert "“Turned”" in aside.problem and "below one another" in aside.problem


def test_a_sheet_that_explains_the_columns_is_no_list_of_works():
    works = ("Works", [["Title", "Authors", "Year", "DOI"], ["On tea", "Ash, B", 2001, "10.1000/a"]])
    legend = ("Legend", [["Title", "of the work"], ["Authors", "in full"], ["Year", "of print"], ["DOI", "if any"]])  # fmt: skip
    assert titles(book(works, legend)) == ["On tea"]


def test_of_a_table_without_names_its_first_filled_row_is_told():
    (aside,) = read(
        book(("S", [[None, None, None], ["On tea and rent", "Ash, A.", 2001], ["On homes", "Elm, B.", 2002]]))
    ).quarantine
    assert aside.problem == (
        "no row of the sheet “S” names its columns; it holds 2 rows, the first “On tea and rent”, “Ash, A.”, “2001”"
    )
    assert "put a row above the others" in aside.how_to_fix


def test_what_excel_writes_for_a_sign_is_that_sign():
    assert titles(book(("S", [["Title", "Year"], ["On tea _x2013_ and _x005F_x0041_", 2001]]))) == [
        "On tea – and _x0041_"
    ]
