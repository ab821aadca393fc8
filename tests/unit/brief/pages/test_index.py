"""The home page: verdicts, studies and certainty as the dozen has them."""

from __future__ import annotations

from evidence.brief.pages.index import view

from ..reviews import dozen
from ..seen import rows, words
from ..test_render import book

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


def test_key_claims_are_told_by_how_they_lean_and_what_follows_comes_first() -> None:
    found = words(PAGE["known"])
    assert found.startswith(
        "What the evidence leans towards You can start from these, with care. Read what limits each of them first. "
        "Where a headline names how few bodies of evidence it rests on, take it as a lead, not as a ground to act on. "
        "It seems that shared gardens give a larger harvest ◕ Leans for: few bodies of evidence (four, three for it) ⊕⊕○○ low certainty "
    )
    assert "Studies disagree" not in found and "[ all studies of G2 ]" in found and "G3" not in found
    assert words(PAGE["further"]).startswith(
        "Tested too: Few bodies of evidence test whether gardens last where they are kept by choice, and they disagree"
    )


def test_the_finding_stands_before_the_sum() -> None:
    line = words(PAGE["bottom_line"])
    assert line.startswith(
        "Bottom line It seems, as far as the studies gathered here can tell, that shared gardens give a larger harvest"
    )
    assert "Of five claims, the studies lean towards two, divide over two" in line.partition("can tell")[2]
    assert "The evidence begins with 16 entries in two export files" in words(PAGE["evidence"])


def test_what_is_not_tested_is_a_table_with_what_is_missing() -> None:
    assert rows(PAGE["not_tested"], "open") == [
        [
            "Slugs come where there are fences.",
            "2 cases with the one code and 0 with the other, where 3 of each are needed.",
        ]
    ]


def test_what_is_found_comes_before_what_was_asked_and_how_far_to_trust_it() -> None:
    page = book().pages["index.md"]
    order = (
        "Bottom line",
        "**The question.**",
        "How far to trust this",
        "## What is known",
        "[Every claim, side by side]",
        "tile-value",
    )
    assert sorted(order, key=page.index) == list(order)


def test_an_author_is_text() -> None:
    assert PAGE["cite"].startswith("The <test> team (2024) Shared gardens")
    assert PAGE["next_update"] == "in spring"
