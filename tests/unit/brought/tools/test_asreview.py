"""ASReview: labels in what it exports; what is unlabelled is no decision, whatever the data set says."""

from __future__ import annotations

from evidence.brought.opened import Opened
from evidence.brought.told import Given
from evidence.brought.tools.asreview import TOOL
from evidence.screen.rows import Screen


def told(text, name="a.csv"):
    file = Opened(name, text.encode(), "2026-01-01")
    assert TOOL.tell(file)
    return [(t.decision, t.reviewer, t.time, t.note) for t in TOOL.read(file, Given())]


def test_labels_times_notes_tags_and_people_of_a_table():
    found = told(
        "title,year,included,asreview_label,asreview_time,asreview_note,asreview_tag_design_rct,asreview_tag_design_case,asreview_user_name\n"
        "One study,2001,1,1,2026-11-20 10:11:12,why,1,0,Ella\n"
        "Another,2002,1,0,2026-11-20 10:11:13,,,,Ella\n"
        "A third,2003,1,,,,,,\n"
    )
    assert found == [
        (Screen.INCLUDE, "Ella", "2026-11-20T10:11:12", "why | tags: design: rct"),
        (Screen.EXCLUDE, "Ella", "2026-11-20T10:11:13", ""),
        (None, "", "", ""),
    ]


def test_version_1_says_it_under_included_and_exported_notes():
    found = told("title,year,included,asreview_prior,exported_notes_1\nOne,2001,1,0,why\nTwo,2002,,0,\n")
    assert [(decision, note) for decision, _, _, note in found] == [(Screen.INCLUDE, "why"), (None, "")]


def test_the_notes_of_a_ris_export():
    entry = "TY  - JOUR\nTI  - Study {}\nN1  - ASReview_{}\n{}ER  - \n\n"
    more = 'N1  - asreview_time: "2026-11-20 10:11:12"\nN1  - asreview_note: "so; and so"\nN1  - asreview_tag_x_y: 1\n'
    found = told(
        entry.format(1, "relevant", more)
        + entry.format(2, "irrelevant", "")
        + entry.format(3, "not_seen", ""),
        "a.ris",
    )
    assert found[0] == (Screen.INCLUDE, "", "2026-11-20T10:11:12", "so; and so | tags: x: y")
    assert [decision for decision, *_ in found] == [Screen.INCLUDE, Screen.EXCLUDE, None]
