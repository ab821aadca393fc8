"""How works are named in the book: a body has no initials."""

from __future__ import annotations

from evidence.citation import full_reference, lettered, short_cite

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


def test_works_of_one_name_and_year_have_letters_in_the_order_of_the_list_of_references() -> None:
    """The letters depend on what is in the list alone: not on the order of works, nor on one that is not cited."""
    later = work("w-1", title="Zoning", authors=("Ash, Bo",), year=2015)
    first = work("w-2", title="Allotments", authors=("Ash, Bo",), year=2015)
    other = work("w-3", title="Bees", authors=("Ash, Bo",), year=2015)
    year = work("w-4", title="Allotments", authors=("Ash, Bo",), year=2016)
    undated = [work(name, title="Moss", authors=("Ash, Bo",), year=None) for name in ("w-5", "w-6")]
    cited = {"w-1", "w-2", "w-4", "w-5", "w-6"}
    for order in ([later, first, other, year, *undated], [*undated, year, other, first, later]):
        named = {w.work_id: short_cite(w) for w in lettered(order, cited)}
        assert named["w-2"] == "Ash (2015a)" and named["w-1"] == "Ash (2015b)"
        assert named["w-3"] == "Ash (2015)" and named["w-4"] == "Ash (2016)" and named["w-5"] == "Ash"
    listed = sorted(full_reference(w) for w in lettered([later, first], cited))
    assert listed[0].startswith("Ash, B. (2015a) Allotments") and listed[1].startswith(
        "Ash, B. (2015b) Zoning"
    )
