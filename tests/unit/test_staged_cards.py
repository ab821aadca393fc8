"""The cards of a staged book come back as they were laid down."""

from __future__ import annotations

from evidence.staged_cards import FILE, cards_of, lay_cards


def test_cards_come_back(tmp_path):
    cards = {"studies/w-1.html": "<p>Ünïcode\n</p>\n", "studies/w-1.bib": "", "studies/a.ris": "TY  - JOUR\n"}
    lay_cards(tmp_path / FILE, cards)
    assert cards_of(tmp_path) == cards
    lay_cards(tmp_path / FILE, {})
    assert cards_of(tmp_path) == {}


def test_a_book_may_have_none(tmp_path):
    assert cards_of(tmp_path) == {}
