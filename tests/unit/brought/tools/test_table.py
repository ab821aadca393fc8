"""Any table with a column of decisions: who, when and why stand under the names that people give such columns."""

from __future__ import annotations

from evidence.brought.opened import Opened
from evidence.brought.told import FULL_TEXT, Given
from evidence.brought.tools.table import TOOL
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
