"""The glossary: words and codes as people defined them, as text."""

from __future__ import annotations

from evidence.brief.pages.glossary import view

from ..reviews import dozen
from ..seen import words

PAGE = view(dozen())


def test_words_and_codes_stand_under_their_groups() -> None:
    assert words(PAGE["words"]).startswith("Gardens trowel A small spade for *planting*. verdict")
    said = words(PAGE["codes"])
    assert "Slugs They eat." in said and "Leaflet By those who sell seeds." in said
    assert "Direct comparison Garden against none." in said and "Where." not in said
    assert 'id="code-reasons-slugs"' in PAGE["codes"]
