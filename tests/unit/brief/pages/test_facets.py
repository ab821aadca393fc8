"""The page of fields: the works of each crop, and which way their studies point."""

from __future__ import annotations

from evidence.brief.pages import PAGES

from ..reviews import dozen, review
from ..seen import described, rows, words

PAGE = PAGES["fields.md"].view(dozen())


def test_each_field_lists_its_included_works() -> None:
    said = words(PAGE["sections"])
    assert "Herbs For the kitchen. 2 included works with this code: Ivy (2007) ; Yew (2005)" in said
    assert (
        "Roses Flowers with thorns. 5 included works with this code: Ash (2000) ; Ash (2001) ; Bay (2006) ; Oak (2003)"
        in said
    )
    assert (PAGE["label"], PAGE["by"]) == ("Crop", ["Crop", "Form of lease"])


def test_directions_stand_by_form_and_field() -> None:
    found = {tuple(row[:3]): row[3:] for row in rows(PAGE["directions"], "directions-field-table")}
    assert found["Roses", "Club garden", "Harvest"] == ["3", "0", "0", "0", "3"]  # E01, E03, X02
    assert found["Beans", "Garden on waste ground", "Peace among neighbours"] == ["1", "0", "0", "0", "1"]
    assert len(described(PAGE["chart"])) == 2


def test_the_page_of_forms_is_the_same_from_the_other_side() -> None:
    page = PAGES["forms.md"].view(dozen())
    assert "clubs with members" in words(page["sections"]) and "schools" in words(page["sections"])
    found = {tuple(row[:3]): row[3:] for row in rows(page["directions"], "directions-form-table")}
    assert found["Club garden", "Roses", "Harvest"] == ["3", "0", "0", "0", "3"]


def test_without_a_direction_there_is_no_drawing() -> None:
    assert words(PAGES["fields.md"].view(review())["chart"]) == "No counted study has a direction here."


def test_the_drawing_has_one_sign_a_study_and_not_one_an_outcome() -> None:
    """Four studies tell of beans (Elm and Fir compare, Yew and West plot do not) in seven outcomes; roses in six, herbs in five."""
    (wide, narrow) = described(PAGE["chart"])
    assert wide == narrow
    assert wide == (
        "Roses: 4 studies compare: 2 positive, 1 negative, 0 mixed, 1 no difference. "
        "Beans: 2 studies compare: 2 positive, 0 negative, 0 mixed, 0 no difference; with one arm alone 2. "
        "Herbs: 2 studies compare: 1 positive, 0 negative, 1 mixed, 0 no difference"
    )
