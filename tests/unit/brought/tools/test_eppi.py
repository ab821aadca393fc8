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
