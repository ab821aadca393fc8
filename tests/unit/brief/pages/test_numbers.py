"""Every outcome row with its estimate, direction and standing."""

from __future__ import annotations

from evidence.brief.pages.numbers import view

from ..reviews import dozen
from ..seen import rows


def test_the_nine_rows_that_could_be_used_stand_there() -> None:
    found = {row[0]: row[1:] for row in rows(view(dozen())["effects"], "effects")}
    assert sorted(found) == [f"E{n:02d}" for n in range(1, 10)]  # E10 names a kind that nobody knows
    assert found["E02"] == [
        "Elm (2002)", "garden vs no garden", "pounds picked", "smd", "0.4", "", "▲ positive", "direct", "counted",
        "as given",
    ]  # fmt: skip
    assert found["E08"][8] == "a number about gardens in general" and found["E08"][6] == "· not stated"
