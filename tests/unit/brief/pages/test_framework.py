"""The framework matrix: one row a case, with the sign of each code and a plus for what was added."""

from __future__ import annotations

from evidence.brief.pages.framework import view

from ..reviews import dozen, review
from ..seen import rows, words

PAGE = view(dozen())


def test_a_cell_has_the_codes_of_a_case_in_a_facet() -> None:
    column = PAGE["header"].index
    found = {row[0]: row for row in rows(PAGE["matrix"], "framework")}
    south = found["South plot"]
    assert south[column("Barriers and enablers")] == "▼ Fences + (negative) ▼ Slugs (negative)"
    assert south[column("Outcome")] == "▼ Harvest (negative) ▼ Peace among neighbours (negative)"
    assert south[column("Upkeep")] == "By duty"
    assert found["North plot"][column("Barriers and enablers")] == "▲ A shared shed (positive)"
    assert "shown, not counted" in next(name for name in found if name.startswith("The manifesto"))


def test_codes_that_were_added_are_counted_and_signed() -> None:
    assert "4 of these codes were added" in words(PAGE["said"]) and PAGE["readers"] == "Read by cy."


def test_without_coded_passages_there_is_a_reason_instead() -> None:
    assert "passage" in view(review()).why
