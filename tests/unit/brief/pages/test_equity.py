"""Who is studied: what titles and summaries name, and what none of them names."""

from __future__ import annotations

from dataclasses import replace

from evidence.brief.pages.equity import view

from ..reviews import dozen, review
from ..seen import rows, words

PAGE = view(dozen())


def test_works_that_name_a_thing_are_counted_and_what_none_names_is_listed() -> None:
    """Of the included works oak2003 alone speaks of three towns in its title, and none of a hill."""
    found = {row[0]: row[2:] for row in rows(PAGE["sections"], "named-dwelling")}
    assert found["In town"][:2] == ["1", "1"] and "Oak" in found["In town"][2]
    assert found["On a hill"] == ["0", "0", "none"]
    said = words(PAGE["sections"])
    assert (
        f"At least one of these is named by 1 of {len(dozen().included)} included works. No person has checked"
        in said
    )
    assert said.endswith("No title or summary of an included work names: On a hill.")


def test_a_codebook_that_does_not_ask_has_no_page() -> None:
    book = review().codebook
    asked = tuple(facet for facet in book.facets if facet.role not in ("equity", "cost"))
    assert view(review(codebook=replace(book, facets=asked))) is None
