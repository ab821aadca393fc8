"""Every outcome row with its estimate, direction and standing."""

from __future__ import annotations

from evidence.brief.pages.numbers import view

from ..reviews import dozen
from ..seen import rows


def test_the_nine_rows_that_could_be_used_stand_there() -> None:
    found = {row[0]: row[1:] for row in rows(view(dozen())["effects"], "effects")}
    assert sorted(found) == [f"E{n:02d}" for n in range(1, 10)]  # E10 names a kind that nobody knows
    assert found["E02"] == [
        "Elm (2002)", "garden vs no garden", "pounds picked", "standardised mean difference (Hedges’ g)", "0.4", "",
        "▲ positive", "Direct comparison", "counted", "as given",
    ]  # fmt: skip
    assert found["E08"][8] == "a number about gardens in general" and found["E08"][6] == "· not stated"


def test_what_a_reader_should_know_of_a_row_stands_beneath_what_was_measured() -> None:
    (row,) = [row for row in rows(view(dozen())["effects"], "effects") if row[0] == "E01"]
    assert row[3] == "pounds picked Picked by children."
