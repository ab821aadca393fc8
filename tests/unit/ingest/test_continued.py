"""Sheets that have no line of names: which go on with the sheet before."""

import datetime

import pytest

from .workbooks import book, read

WIDE = ["Title", "Authors", "Year", "Journal", "DOI"]


def wide(*numbers):
    return [[f"On homes {n}", "Ash, Bo", 2000 + n, "Housing Studies", f"10.1000/{n}"] for n in numbers]


def test_a_sheet_without_names_goes_on_with_the_sheet_before():
    gap = [["On homes 5", "Elm, Cy", None, None, None], *wide(6)]
    result = read(book(("1", [WIDE, *wide(1, 2)]), ("2", [*wide(3, 4), *gap]), ("3", wide(7))))
    assert [record.title[-1] for record in result.records] == list("1234567")
    third = result.records[2]
    assert (third.authors, third.year, third.container, third.doi) == (
        ("Ash, Bo",),
        2003,
        "Housing Studies",
        "10.1000/3",
    )
    assert [record.line for record in result.records] == [2, 3, 1, 2, 3, 4, 1]
    assert [(c.counted, c.read, c.quarantined) for c in result.counts] == [(7, 7, 0)]
    said = [remark.problem for remark in result.remarks]
    assert len(said) == 2
    assert (
        "sheet “2” does not name its columns; its 4 rows were read by the names of the sheet “1”" in said[0]
    )


@pytest.mark.parametrize(
    ("names", "rows"),
    [
        (
            ["Title", "Date"],
            [["On homes 3", datetime.date(2003, 5, 1)], ["On homes 4", datetime.date(2004, 5, 1)]],
        ),
        (["DOI", "Title"], [["https://doi.org/10.1000/3", "On homes 3"], [None, "On homes 4"]]),
        (
            ["Title", "Note", "Abstract"],
            [["On homes 3", None, "We asked. " * 20], ["On homes 4", 1, "None."]],
        ),
    ],
)
def test_what_shows_that_a_sheet_goes_on(names, rows):
    result = read(book(("1", [names, rows[0]]), ("2", rows)))
    assert [record.title[-1] for record in result.records] == list("334")
    assert result.quarantine == []


def test_a_sheet_of_entries_that_fit_no_header_is_set_aside():
    turned = [[row[2], row[0], row[1], "x", row[3], row[4]] for row in wide(3, 4)]
    result = read(book(("1", [WIDE, *wide(1, 2)]), ("2", turned)))
    assert [record.title[-1] for record in result.records] == list("12")
    (aside,) = result.quarantine
    assert "“2”" in aside.problem
    assert "2 rows" in aside.problem


def test_notes_and_counts_beside_a_table_are_spoken_of_only():
    notes = [["Searched by Ann on 5 May 2021"], ["See the protocol of 2020 for more"]]
    pivot = [["Year", "Count"], [2001, 3], [2002, 4], ["All", 7]]
    journals = [
        ["Row Labels", "Year", "Count"],
        ["Journal of Social Policy", 2001, 3],
        ["Housing Studies", 2002, 4],
    ]
    result = read(book(("1", [WIDE, *wide(1)]), ("Notes", notes), ("Pivot", pivot), ("By journal", journals)))
    assert (len(result.records), result.quarantine) == (1, [])
    assert "“Notes”, “Pivot”, “By journal”" in result.remarks[0].problem
