"""The home page: verdicts, studies and certainty as the dozen has them."""

from __future__ import annotations

from evidence.brief.pages.index import view

from ..reviews import dozen
from ..seen import words

PAGE = view(dozen())


def test_the_tiles_count_claims_and_studies() -> None:
    """Nine works are included; the draft and the article of Ash report one study."""
    said = words(PAGE["tiles"])
    assert "2 of 5 claims that the evidence leans to" in said and "1 of 5 claims not tested" in said
    assert "8 studies included in 9 works of 14" in said
    assert "1 of 5 findings, low for 1" in words(PAGE["trust"])


def test_what_became_of_the_points_stands_under_the_answer() -> None:
    assert "Of the two key findings of Thorn and Rake (1999), one is kept and one is weakened" in words(
        PAGE["retest"]
    )
    assert words(PAGE["mast"]) == "Evidence briefing"


def test_only_key_claims_stand_there() -> None:
    found = words(PAGE["key_findings"])
    assert found.startswith(
        "G1: Harvest ◕ Leans for: few bodies of evidence (four) ⊕⊕○○ low certainty The evidence leans towards the claim"
    )
    assert "G2: Peace" in found and "G3" not in found


def test_the_answer_and_what_is_open() -> None:
    assert "Of five claims, the studies lean towards two, divide over two" in words(PAGE["bottom_line"])
    assert "The evidence begins with 16 entries in two export files" in words(PAGE["evidence"])
    assert words(PAGE["not_known"]).startswith("Whether slugs come with fences")


def test_an_author_is_text() -> None:
    assert PAGE["cite"].startswith("The <test> team (2024) Shared gardens")
    assert PAGE["next_update"] == "in spring"
