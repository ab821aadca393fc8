"""The list of references: included works in order, each with the claims that use it; titles are text."""

from __future__ import annotations

from evidence.brief.pages.references import view

from ..reviews import dozen
from ..seen import words

PAGE = view(dozen())


def test_included_works_stand_in_order_with_their_use() -> None:
    said = words(PAGE["references"])
    order = [
        said.index(name)
        for name in ("Ash, A. (2000)", "Ash, A. (2001)", "Bay, F.", "Elm, B.", "Fir, D.", "Yew, E.")
    ]
    assert order == sorted(order) and PAGE["n_works"] == "9 included works"
    assert "pp. 1–9. doi:10.5555/ash card ; G1 for" in said and "source seen card ; G2 for; G3 for" in said
    assert (
        "Fig, H." not in said
        and "Gum, I." not in said
        and "Soil, 4, pp. 30–39. card ; used by no finding" in said
    )


def test_a_title_is_no_markup() -> None:
    assert "<x-y>" not in PAGE["references"] and "https://doi.org/10.5555/elm" in PAGE["references"]
