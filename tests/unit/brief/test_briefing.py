"""What the four-page briefing is given."""

from __future__ import annotations

from dataclasses import replace

from evidence.brief.briefing import page_of

from .reviews import review


def test_links_of_the_pdf_are_absolute_where_the_place_of_the_book_is_known() -> None:
    assert page_of(review(), "findings/p2.html") == "../findings/p2.html"
    config = review().config
    config = replace(config, review=replace(config.review, site="https://example.org/brief/"))
    assert page_of(review(config=config), "findings/p2.html") == "https://example.org/brief/findings/p2.html"
