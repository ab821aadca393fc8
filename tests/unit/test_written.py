"""Cells of people, read kindly where they can mean one thing only."""

import pytest

from evidence.written import as_allowed, as_date, as_moment, column, meant, nearest_first


@pytest.mark.parametrize(
    ("cell", "order", "day"),
    [
        ("2026-05-31", "", "2026-05-31"),
        (" 2026-5-1 ", "", "2026-05-01"),
        ("2026/05/31", "", "2026-05-31"),
        ("31 May 2026", "", "2026-05-31"),
        ("May 31, 2026", "", "2026-05-31"),
        ("2026-05-31T10:20:30", "", "2026-05-31"),
        ("31/05/2026", "dmy", "2026-05-31"),
        ("05/31/2026", "mdy", "2026-05-31"),
        ("02.03.1994", "dmy", "1994-03-02"),
        ("02/03/1994", "", ""),
        ("31/05/2026", "", ""),
        ("31/05/2026", "mdy", ""),
        ("2026-13-01", "", ""),
        ("2026-02-30", "", ""),
        ("02/03/94", "dmy", ""),
        ("yesterday", "dmy", ""),
        ("", "", ""),
    ],
)
def test_dates(cell, order, day):
    assert as_date(cell, order) == day


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("date", ("date", "")),
        ("date (day/month/year)", ("date", "dmy")),
        ("Date (m/d/y)", ("date", "mdy")),
        ("date (day/day/year)", ("date (day/day/year)", "")),
        (" reason ", ("reason", "")),
    ],
)
def test_a_header_declares_the_order_of_its_dates(name, read):
    assert column(name) == read


def test_capitals_and_spaces_are_no_other_word():
    assert as_allowed("  YES ", ["yes", "no"]) == "yes"
    assert as_allowed("Can't  tell", ["yes", "can't tell"]) == "can't tell"
    assert as_allowed("yess", ["yes"]) == "yess"


def test_the_nearest_comes_first_and_a_far_one_is_not_proposed():
    assert nearest_first("inclde", ["exclude", "include", "background"])[0] == "include"
    assert meant("inclde", ["exclude", "include"]) == "include"
    assert meant("zzz", ["exclude", "include"]) == ""


@pytest.mark.parametrize(
    ("cell", "order", "moment"),
    [
        ("2026-11-26T19:02:11", "", "2026-11-26T19:02:11"),
        ("2026-11-26 19:02", "", "2026-11-26T19:02:00"),
        ("2026-11-26T19:02:11.123456Z", "", "2026-11-26T19:02:11"),
        ("26/11/2026 9:02:11", "dmy", "2026-11-26T09:02:11"),
        ("26 November 2026 19:02", "", "2026-11-26T19:02:00"),
        ("2026-11-26", "", "2026-11-26"),
        ("2026-11-26T24:00", "", ""),
        ("2026-02-30T10:00", "", ""),
        ("26/11/2026 9:02", "", ""),
        ("11/26/2026 7:28:06 PM", "mdy", "2026-11-26T19:28:06"),
        ("11/26/2026, 12:28 a.m.", "mdy", "2026-11-26T00:28:00"),
        ("26.11.2026 12:28 pm", "dmy", "2026-11-26T12:28:00"),
        ("2026-11-26 0:28 AM", "", ""),
    ],
)
def test_a_time_stays_behind_its_day(cell, order, moment):
    assert as_moment(cell, order) == moment
    assert as_date(cell, order) == moment[:10]
