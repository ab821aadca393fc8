"""Every coded passage stands under its case, once."""

from __future__ import annotations

from evidence.brief.pages.cases import view

from ..reviews import dozen, review
from ..seen import rows

PAGE = view(dozen())


def test_all_thirteen_passages_stand_in_six_cases() -> None:
    assert PAGE["how_many"] == "13 coded passages from 6 coded cases"
    cases = ("NORTH", "SOUTH", "EAST", "WEST", "MANIFESTO", "SEEDS")
    found = {case: rows(PAGE["cases"], f"case-table-{case}") for case in cases}
    assert sorted(row[0] for own in found.values() for row in own) == [f"X{n:02d}" for n in range(1, 14)]
    assert found["NORTH"][0][1:] == [
        "Peace among neighbours", "▲ positive", "Quarrels ended in the north.", "G2", "counted", "Bay (2006)",
    ]  # fmt: skip
    assert found["SEEDS"][0][5:] == ["written by those who sell seeds", "not an address"]
    assert found["MANIFESTO"][0][5] == "a statement of the briefing under test"


def test_only_an_address_of_the_web_is_linked() -> None:
    html = str(PAGE["cases"])
    assert '<a href="https://example.org/west"' in html and "not an address</a>" not in html


def test_a_review_without_cases_says_so() -> None:
    assert view(review()).why == "No case is coded yet."
