"""EPPI-Reviewer: codes of screening tools are decisions of their stage, other codes are kept as tags."""

from __future__ import annotations

from evidence.brought.opened import Opened
from evidence.brought.told import FULL_TEXT, TITLE_ABSTRACT, Given
from evidence.brought.tools.eppi import TOOL
from evidence.screen.rows import Screen

from ..layouts import WORKS, eppi


def told(text, name="e.json"):
    file = Opened(name, text.encode(), "2026-01-01")
    assert TOOL.tell(file)
    return [(t.entry.year, t.word, t.decision, t.stage, t.reason, t.note) for t in TOOL.read(file, Given())]


def test_a_decision_a_stage():
    codes = {
        "abel2001": [(12, "children"), (31, "")],
        "baker2002": [(11, ""), (22, "")],
        "clark2003": [(11, ""), (21, "")],
        "davis2004": [(23, "")],
    }
    assert told(eppi(WORKS[:5], codes)) == [
        (2001, "exclude", Screen.EXCLUDE, TITLE_ABSTRACT, "population", "children | tags: Housing"),
        (2002, "include", Screen.INCLUDE, TITLE_ABSTRACT, "", ""),
        (2002, "exclude", Screen.EXCLUDE, FULL_TEXT, "Wrong outcome", ""),
        (2003, "include", Screen.INCLUDE, TITLE_ABSTRACT, "", ""),
        (2003, "include", Screen.INCLUDE, FULL_TEXT, "", ""),
        (2004, "second opinion", None, FULL_TEXT, "", ""),
        (2005, "flag I", None, "", "", ""),
    ]


def test_the_flag_of_exclusion_counts_where_no_code_does():
    assert told(eppi(WORKS[:1], {}, status="E")) == [(2001, "flag E", Screen.EXCLUDE, "", "", "")]


def test_a_report_in_a_table():
    text = (
        "ItemID,Title,Year,Screening on title and abstract,Topics\n501,One study,2001,EXCLUDE on population,Housing\n"
        "502,Another,2002,INCLUDE on title & abstract,\n503,A third,2003,,Rent\n"
    )
    assert [found[:4] for found in told(text, "report.csv")] == [
        (2001, "exclude", Screen.EXCLUDE, TITLE_ABSTRACT),
        (2002, "include", Screen.INCLUDE, TITLE_ABSTRACT),
        (2003, "", None, ""),
    ]


def test_a_column_that_is_only_named_like_a_screening_is_no_code_of_it():
    text = "Title,Year,Screen1_Accept\nOne study,2001,Include it\nAnother,2002,Exclude: not on pupils\n"
    assert not TOOL.tell(Opened("own.csv", text.encode(), "2026-01-01"))


LIST = "Included,ID,ShortTitle,Title,Journal,Year,Score\nI,501,Ash (2001),One study,Tea,2001,83\n"


def test_the_flags_of_a_list_say_only_what_was_taken_out():
    assert told(
        LIST + "E,502,Elm (2002),Another,Tea,2002,10\nD,503,Oak (2003),A third,Tea,2003,5\n", "list.csv"
    ) == [
        (2001, "flag I", None, "", "", ""),
        (2002, "flag E", Screen.EXCLUDE, "", "", ""),
        (2003, "flag D", None, "", "", ""),
    ]


def test_what_a_whole_list_was_decided_a_person_may_say():
    file = Opened("list.csv", LIST.encode(), "2026-01-01")
    assert [told.decision for told in TOOL.read(file, Given(decision="include"))] == [Screen.INCLUDE]


def test_a_column_of_another_table_is_no_flag():
    assert not TOOL.tell(Opened("own.csv", LIST.replace("I,501", "yes,501").encode(), "2026-01-01"))
