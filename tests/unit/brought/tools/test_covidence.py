"""Covidence: which list a file is says what was decided, and at which stage."""

from __future__ import annotations

import pytest

from evidence.brought.opened import Opened
from evidence.brought.told import FULL_TEXT, TITLE_ABSTRACT, Given
from evidence.brought.tools.covidence import TOOL
from evidence.errors import UserError
from evidence.screen.rows import Screen

from ..layouts import WORKS, covidence


def told(name, text, given=None):
    file = Opened(name, text.encode(), "2026-01-01")
    assert TOOL.tell(file)
    return list(TOOL.read(file, given or Given()))


@pytest.mark.parametrize(
    ("name", "decision", "stage"),
    [
        ("irrelevant", Screen.EXCLUDE, TITLE_ABSTRACT),
        ("excluded", Screen.EXCLUDE, FULL_TEXT),
        ("included", Screen.INCLUDE, FULL_TEXT),
        ("select", Screen.INCLUDE, TITLE_ABSTRACT),
        ("screen", None, TITLE_ABSTRACT),
    ],
)
def test_the_name_of_the_list_says_it(name, decision, stage):
    found = told(f"review_77_{name}_csv_20261120101010.csv", covidence(WORKS))
    assert len(found) == len(WORKS)
    assert {(t.decision, t.stage, t.time) for t in found} == {(decision, stage, "2026-11-20")}


def test_reasons_and_notes_are_told_apart():
    notes = {
        "abel2001": "Exclusion reason: Wrong outcomes; ",
        "baker2002": "Exclusion reason: No data; seen twice",
    }
    found = told("renamed.csv", covidence(WORKS[:2], notes))
    assert [(t.decision, t.stage, t.reasons, t.notes) for t in found] == [
        (Screen.EXCLUDE, FULL_TEXT, ("Wrong outcomes",), ()),
        (Screen.EXCLUDE, FULL_TEXT, ("No data",), ("seen twice",)),
    ]


def test_a_file_whose_name_says_no_list_is_asked_about():
    with pytest.raises(UserError, match="which list"):
        told("export.csv", covidence(WORKS))
    found = told("export.csv", covidence(WORKS), Given(decision="exclude", stage=TITLE_ABSTRACT))
    assert {(t.decision, t.stage) for t in found} == {(Screen.EXCLUDE, TITLE_ABSTRACT)}


def test_its_ris_is_known_by_its_notes():
    text = "TY  - JOUR\nTI  - One study\nN1  - Exclusion reason: Wrong design;\nER  - \n"
    (one,) = told("export.ris", text)
    assert (one.decision, one.stage, one.reasons) == (Screen.EXCLUDE, FULL_TEXT, ("Wrong design",))
