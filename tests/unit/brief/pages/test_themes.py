"""Themes: passages by theme and field, what meets, what is saturated, and who differs."""

from __future__ import annotations

from dataclasses import replace

from evidence.brief.pages.themes import view
from evidence.extract.rows import EvidenceItem, Standing

from ..reviews import dozen, review
from ..seen import described, rows, words

PAGE = view(dozen())


def test_passages_stand_by_theme_form_and_field() -> None:
    found = {tuple(row[:3]): row[3:] for row in rows(PAGE["chart"], "themes")}
    assert found["A shared shed", "Club garden", "Beans"] == ["0", "1", "0", "0", "1", "▼ X11"]
    assert (
        sum(int(row[4]) for row in found.values()) == 14
    )  # thirteen and three further, but for the manifesto and the leaflet
    assert PAGE["silent"] == "Gates" and PAGE["how_many"] == "Five coded themes appear in four counted cases."


def test_the_west_points_the_other_way() -> None:
    assert (
        words(PAGE["deviant"])
        == "A shared shed: 2 of 3 cases are positive, and one points the other way: West plot ."
    )


def test_themes_of_the_first_cases_over_all_orders() -> None:
    """North, south, east and west show three, four, four and three themes: 3.5 on average, and all show five."""
    found = rows(PAGE["saturation"], "saturation-table")
    assert found[0][0] == "1" and abs(float(found[0][1]) - 14 / 4) <= 0.05
    assert found[-1] == ["4", "5.0"] and len(described(PAGE["saturation"])) == 2


def test_themes_that_meet() -> None:
    found = {tuple(row[:2]): row[2:] for row in rows(PAGE["cooccurrence"], "cooccurrence")}
    assert found["Peace among neighbours", "A shared shed"][:4] == ["4", "3", "3", "3.0"]
    assert "too few for a test" in found["Harvest", "Slugs"][5]


def test_a_review_without_passages_says_so() -> None:
    assert view(review()).why == "No case is coded yet."
    shown = [replace(item, standing=Standing.SHOWN_ONLY) for item in dozen()[EvidenceItem]]
    page = view(review(items=shown, codebook=dozen().codebook))
    assert page["how_many"] == "No theme has been coded yet." and "too few cases" in words(page["saturation"])
    assert "No case points the other way" in words(page["deviant"])
