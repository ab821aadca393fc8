"""What the four-page briefing is given."""

from __future__ import annotations

from dataclasses import replace

from evidence.brief.briefing import briefing, page_of

from .reviews import dozen, review


def test_links_of_the_pdf_are_absolute_where_the_place_of_the_book_is_known() -> None:
    """Where it is not known there are none: a PDF travels alone, and a relative link leads nowhere."""
    assert page_of(review(), "findings/p2.html") == ""
    config = review().config
    config = replace(config, review=replace(config.review, site="https://example.org/brief/"))
    assert page_of(review(config=config), "findings/p2.html") == "https://example.org/brief/findings/p2.html"


def test_it_says_who_answers_for_it_and_where_to_turn() -> None:
    said = briefing(dozen())
    assert said["author"] == "The <test> team" and said["contact"] == "not stated" and said["site"] == ""
    assert said["disclaimer"].startswith("The <test> team answers for this briefing")
    assert "What is known of the studies was read by ann, bob and cy." in said["disclaimer"]


def test_what_people_draw_from_it_has_a_place_and_nothing_is_made_up_for_it() -> None:
    assert briefing(dozen())["implications"] == []


def test_every_claim_stands_once_in_a_paragraph_or_in_the_table() -> None:
    said = briefing(dozen())
    assert [f["id"] for f in said["key_findings"]] == ["G1", "G2"]
    assert [(f["id"], f["text"]) for f in said["other_findings"]] == [
        ("G3", "Divided: few bodies of evidence (two). Certainty: low certainty (incomplete)."),
        ("G4", "2 cases with the one code and 0 with the other, where 3 of each are needed."),
        ("G5", "Divided: several included studies of the right design (eight). Certainty: not yet judged."),
    ]
    assert said["key_findings"][0]["in_brief"] == "For: Ash (2001); In part: Ivy (2007)"
