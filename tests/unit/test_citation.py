"""How works are named in the book: a body has no initials."""

from __future__ import annotations

from evidence.citation import full_reference, short_cite

from .builders import work

MINISTRY = "Ministry of Housing, Communities and Local Government"


def test_a_body_whose_name_has_a_comma_is_named_whole() -> None:
    given = work("w-1", title="Rough sleeping snapshot", authors=(MINISTRY,), year=2019)
    assert full_reference(given).startswith(f"{MINISTRY} (2019) Rough sleeping snapshot")
    assert short_cite(given) == f"{MINISTRY} (2019)"


def test_people_have_initials_and_their_family_name() -> None:
    given = work("w-1", authors=("King, Martin Luther, Jr.", "National Audit Office"), year=1963)
    assert full_reference(given).startswith("King, M. L. and National Audit Office (1963)")
    assert short_cite(given) == "King and National Audit Office (1963)"
