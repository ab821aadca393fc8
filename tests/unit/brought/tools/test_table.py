"""Any table with a column of decisions: who, when and why stand under the names that people give such columns."""

from __future__ import annotations

import pytest

from evidence.brought.opened import Opened
from evidence.brought.told import FULL_TEXT, Given
from evidence.brought.tools.table import TOOL
from evidence.errors import UserError
from evidence.screen.rows import Screen


def test_a_worksheet_of_ones_own():
    text = (
        "title;year;decision;exclusion reason;screener;date of decision;stage;comments\n"
        "One study;2001;Include;;Ella;20/11/2026;full text;seen\nAnother;2002;no;old;Ella;21.11.2026;full text;\nA third;2003;maybe;;Ella;;;\n"
    )
    file = Opened("t.csv", text.encode("cp1252"), "")
    assert "decision" in TOOL.tell(file)
    found = [
        (t.decision, t.word, t.reviewer, t.time, t.stage, t.reason, t.note) for t in TOOL.read(file, Given())
    ]
    assert found == [
        (Screen.INCLUDE, "Include", "Ella", "2026-11-20", FULL_TEXT, "", "seen"),
        (Screen.EXCLUDE, "no", "Ella", "2026-11-21", FULL_TEXT, "old", ""),
        (None, "maybe", "Ella", "", "", "", ""),
    ]


def test_a_column_with_other_words_is_none_of_decisions():
    assert not TOOL.tell(Opened("t.csv", b"title,year,status\nOne,2001,published\nTwo,2002,in press\n", ""))


@pytest.mark.parametrize("day", ["2026-11-20", "20.11.2026"])
def test_a_date_without_a_year_beside_it_is_of_the_decision_and_of_no_publication(day: str):
    text = f"title,decision,reviewer,date\nOne study,include,ella,{day}\nAnother,exclude,ella,\n"
    one, other = TOOL.read(Opened("t.csv", text.encode(), ""), Given())
    assert (one.time, one.entry.year, other.time) == ("2026-11-20", None, "")


@pytest.mark.parametrize("header", ["title,decision,reviewer,date", "title,year,decision,reviewer,when"])
@pytest.mark.parametrize(
    ("days", "first"),
    [
        (("03/04/2026", "13/04/2026"), "2026-04-03"),
        (("03/04/2026", "04/13/2026"), "2026-03-04"),
        (("03.04.2026", ""), "2026-04-03"),
        (("04/04/2026", ""), "2026-04-04"),
    ],
)
def test_the_order_of_days_is_that_which_one_of_them_shows(header: str, days: tuple[str, str], first: str):
    year = "2001," if "year" in header else ""
    rows = "".join(f"Study {n},{year}include,ella,{day}\n" for n, day in enumerate(days))
    told = list(TOOL.read(Opened("t.csv", f"{header}\n{rows}".encode(), ""), Given()))
    assert told[0].time == first and bool(told[1].time) is bool(days[1])


def test_a_day_that_may_be_two_is_asked_about_and_a_header_says_which():
    text = "title,decision,reviewer,{}\nOne study,include,ella,03/04/2026\n"
    with pytest.raises(UserError) as raised:
        list(TOOL.read(Opened("t.csv", text.format("date").encode(), ""), Given()))
    assert (
        "whether the day or the month" in str(raised.value) and "date (month/day/year)" in raised.value.text()
    )
    (one,) = TOOL.read(Opened("t.csv", text.format("date (month/day/year)").encode(), ""), Given())
    assert one.time == "2026-03-04"


def test_a_date_that_is_of_the_publication_stays_so():
    text = "title,date,decision,decided\nOne study,1999,include,2026-11-20\n"
    (one,) = TOOL.read(Opened("t.csv", text.encode(), ""), Given())
    assert (one.time, one.entry.year) == ("2026-11-20", 1999)
    text = "title,date,decision\nOne study,1999,include\n"
    (one,) = TOOL.read(Opened("t.csv", text.encode(), ""), Given())
    assert (one.time, one.entry.year) == ("", 1999)


@pytest.mark.parametrize(
    ("table", "line", "value"),
    [
        ("title,decision\nOne,include\nTwo,Nein\n", 3, "Nein"),
        ("title,decision\nOne,Oui\n", 2, "Oui"),
        ("title,ella decides,omar decides\nOne,include,exclude\n", 1, None),
    ],
)
def test_words_that_cannot_be_read_are_not_told_as_silence(table: str, line: int, value: str | None):
    file = Opened("t.csv", table.encode(), "")
    with pytest.raises(UserError) as refused:
        list(TOOL.read(file, Given()))
    assert (refused.value.line, refused.value.value) == (line, value)
    assert [t.word for t in TOOL.read(file, Given(for_codes=True))]
