"""Context, mechanism, outcome: what counts is drawn, and every row stands in a table."""

from __future__ import annotations

from evidence.brief.pages.mechanisms import view

from ..reviews import dozen, review
from ..seen import described, rows, words

PAGE = view(dozen())


def test_the_drawing_and_its_table_hold_the_rows_that_count() -> None:
    ways = rows(PAGE["links"], "logic-model-table")
    assert ways == [
        ["Club gardens", "Sharing", "Harvest", "▲ positive", "1"],
        ["Duty", "Neglect", "Harvest", "▼ negative", "1"],
    ]
    wide, narrow = described(PAGE["model"])
    assert wide == narrow and "Club gardens, then Sharing, then Harvest (positive): 1 case" in wide
    assert "Peace" not in wide


def test_every_row_stands_with_its_passages_and_its_standing() -> None:
    found = {row[0]: row[1:] for row in rows(PAGE["rows"], "configurations")}
    assert found["K1"][0] == "North plot" and found["K1"][4:] == ["X02 , X03", "counted"]
    assert found["K3"][
        -1
    ] == "shown only" and "2 rows from 2 cases count. 1 further row is shown only." in words(PAGE["said"])


def test_without_rows_there_is_a_reason_instead() -> None:
    assert "Nobody" in view(review()).why
