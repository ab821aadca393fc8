"""A page for each form and each field: comparisons count, one arm stands apart, and what is missing is named."""

from __future__ import annotations

from evidence.brief.pages import PAGES
from evidence.brief.pages.answer import view

from ..reviews import dozen, review
from ..seen import described, rows, words

FOUND = view(dozen())
CLUB, LOST, BEANS = FOUND["form-club"], FOUND["form-lost"], FOUND["field-beans"]


def test_each_form_and_field_with_included_works_has_a_page_and_no_other() -> None:
    assert list(FOUND) == ["form-club", "form-town", "form-lost", "field-roses", "field-beans", "field-herbs"]
    assert PAGES["answers/answer.md"].view(review()) == {}


def test_the_codebook_says_what_it_is_and_what_not() -> None:
    assert words(CLUB["meant"]) == ("A club holds the ground. Included: clubs with members Left out: schools")
    assert words(BEANS["meant"]) == "Pulses on poles."


def test_what_was_compared_stands_with_the_sign_of_the_arrangement() -> None:
    """Fir compared no garden with a garden and found less peace without: that is for the garden."""
    assert rows(LOST["compared"], "compared") == [
        ["garden vs no garden", "Harvest", "◆ Ivy (2007)"],
        ["no garden vs garden", "Peace among neighbours", "▲ Fir (2004)"],
    ]


def test_comparisons_are_counted_and_one_arm_stands_apart() -> None:
    """Roses: Ash and Oak for a harvest, Rue none, and the north told of one; Bay against peace, though the north is at peace."""
    roses = FOUND["field-roses"]["outcomes"]
    assert rows(roses, "outcomes-table") == [
        ["Harvest", "2", "0", "0", "1", "3", "1"], ["Peace among neighbours", "0", "1", "0", "0", "1", "0"],
    ]  # fmt: skip
    assert "Comparisons stand thickest on “Harvest” (three studies)." in words(roses)
    wide, narrow = described(roses)
    assert (
        wide == narrow
        and "Harvest: 3 studies compare: 2 positive, 0 negative, 0 mixed, 1 no difference; with one arm alone 1"
        in wide
    )


def test_claims_have_the_verdict_of_what_stands_there() -> None:
    found = rows(CLUB["held"], "held")
    assert [[row[0], *row[2:4]] for row in found] == [
        ["G1: Harvest", "2 / 0 / 0", "0"], ["G2: Peace", "1 / 1 / 0", "0"], ["G3: Choice", "1 / 0 / 0", "0"],
    ]  # fmt: skip
    assert found[2][1] == "◕ Leans for: one body of evidence" and found[2][4].startswith("≈ Divided")


def test_cases_and_themes_are_told_from_counted_passages_alone() -> None:
    """The seed shop is not counted, the manifesto is the claim itself; further codes of a passage are themes too."""
    assert rows(CLUB["cases"], "told-in-cases") == [
        ["North plot", "3", "▲ 3 positive", "Harvest; Peace among neighbours; A shared shed"],
        ["West plot", "2", "▼ 1 negative, ◆ 1 mixed", "Peace among neighbours; A shared shed"],
    ]
    assert rows(BEANS["themes"], "hinders") == [
        ["Slugs", "▼ 1 negative", "1", "▼ Slugs came. X06"],
        ["A shared shed", "▼ 1 negative", "1", "▼ A shed was fought over. X11"],
        ["Fences", "▼ 1 negative, ◆ 1 mixed", "2", "▼ Quarrels began in the south. X04 ◆ Some quarrels ended in the west. X10"],
    ]  # fmt: skip


def test_what_is_not_known_is_named() -> None:
    assert (
        words(LOST["gaps"]) == "Nothing was found in: Roses Claims that nothing from here tests: G3 , G4 , G5"
    )
    assert words(BEANS["gaps"]) == "Claims that nothing from here tests: G4 , G5"


def test_the_works_and_the_way_back() -> None:
    assert words(LOST["works"]).startswith(
        "2 included works with this code Fir (2004) Beans on waste ground: a randomised trial Ivy (2007)"
    )
    assert "<x-y>" not in LOST["works"] and 'href="../studies/' in LOST["works"]
    assert 'href="../forms.html#lost"' in LOST["back"] and words(BEANS["back"]) == "All crops"
