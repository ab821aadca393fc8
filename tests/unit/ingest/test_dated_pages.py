"""Pages that a spreadsheet took for dates. The truth is what the test typed, as Excel shows it in each country."""

import io
from datetime import date

import pytest
from openpyxl import Workbook

from evidence.ingest.stage import Source, ingest

# What was typed → how it is shown: day and month (Europe), month and day (USA), month and year.
SHOWN = [
    ("5-10", "5-Oct"),
    ("5-10", "10-May"),
    ("10-15", "15-Oct"),
    ("10-15", "Oct-15"),
    ("10-99", "Oct-99"),
    ("1-10", "01-Okt"),
    ("5-10", "05. Okt"),
    ("3-9", "09-mars"),
    ("8-28", "28-août"),
    ("2-5", "05-fev"),
    ("1-12", "12-ene"),
    ("5-10", "05.10.2026"),
    ("10-15", "10/15/2026"),
    ("10-15", "2026-10-15 00:00:00"),
]


def read(pages, name="Pages"):
    return ingest([Source("f", f'Title,Authors,Year,{name}\nOn tea,"Ash, A",2001,{pages}\n'.encode())])


@pytest.mark.parametrize(("typed", "shown"), SHOWN)
def test_pages_that_became_a_date_are_those_that_were_typed(typed, shown):
    result = read(shown)
    (record,) = result.records
    assert record.pages == typed
    assert f'"pages (as given)": "{shown}"' in record.extra
    assert [(said.field, said.value) for said in result.remarks] == [("pages", shown)]
    assert f"read as {typed}" in result.remarks[0].problem


@pytest.mark.parametrize("shown", ["Oct-05", "Oct-2015", "2015-10-01", "1/10/2026", "01.10.2026", "1-Oct-15"])
def test_a_date_that_may_be_of_other_pages_is_left_out_and_said(shown):
    result = read(shown)
    (record,) = result.records
    assert (record.pages, f'"pages (as given)": "{shown}"' in record.extra) == ("", True)
    assert "left out" in result.remarks[0].problem


@pytest.mark.parametrize(
    "pages", ["5-10", "379-87", "S5-S10", "e12", "31-Feb", "99-Oct", "5-Act", "xii-xx", "2015-10"]
)
def test_pages_that_are_no_date_are_as_they_stand(pages):
    result = read(pages)
    assert [record.pages for record in result.records] == [pages]
    assert result.remarks == []


def test_only_pages_are_looked_at():
    result = read("Oct-15", "Accessed")
    assert (result.records[0].extra, result.remarks) == ('{"accessed": "Oct-15"}', [])


def test_pages_that_a_workbook_keeps_as_a_date():
    book = Workbook()
    book.active.append(["Title", "Year", "Pages"])
    book.active.append(["On tea", 2001, date(2026, 10, 5)])
    book.active.append(["On rent", 2002, date(1999, 10, 1)])
    out = io.BytesIO()
    book.save(out)
    result = ingest([Source("a.xlsx", out.getvalue())])
    assert [record.pages for record in result.records] == ["5-10", "10-99"]
    assert len(result.remarks) == 2
