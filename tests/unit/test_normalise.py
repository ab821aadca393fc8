"""Values that can be compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence import identifiers, normalise


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1000/ABC.1", "10.1000/abc.1"),
        ("doi:10.1000/abc).", "10.1000/abc"),
        ("https://dx.doi.org/10.1000/a%20b", "10.1000/a%20b"),
        ("10.1000/(SICI)1&lt;2::AID-X&gt;3.0", "10.1000/(sici)1<2::aid-x>3.0"),
        ("see 10.1000/a and 10.1000/b", "10.1000/a"),
        ("10.1/x", ""),
        ("none", ""),
    ],
)
def test_doi(text, doi):
    assert identifiers.doi(text) == doi


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2001/05//", 2001),
        ("May 1999", 1999),
        ("c2012", 2012),
        ("20123", None),
        ("1066", None),
        ("2101", None),
        ("", None),
    ],
)
def test_year(text, year):
    assert normalise.year(text) == year


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("Ash, Ann", "Ash, Ann"),
        ("Ash AB", "Ash, AB"),
        ("Ash A.-B.", "Ash, A.-B."),
        ("Ann B. Ash", "Ash, Ann B."),
        ("Ludwig van Elm", "van Elm, Ludwig"),
        ("{Tea, Board and Co}", "Tea, Board and Co"),
        ("Madonna", "Madonna"),
        ("The Long Name Of Some Committee", "The Long Name Of Some Committee"),
        (" , ", ""),
        ("", ""),
    ],
)
def test_author(name, author):
    assert normalise.author(name) == author


def test_clean_keeps_what_is_not_typesetting():
    assert normalise.clean("a < b and c > d") == "a < b and c > d"
    assert normalise.clean("<jats:p>One</jats:p> <sup>2</sup>") == "One 2"
    assert normalise.clean("&lt;i&gt;x&lt;/i&gt;") == "x"
    assert normalise.clean("a\x00b\x1bc\x7f") == "a b c"


def test_kind():
    assert normalise.kind("Journal  Article") == "article"
    assert normalise.kind("") == "other"
    assert normalise.kind("Clinical Trial-II") == "clinical_trial_ii"


def test_pages():
    assert normalise.pages("5 – 9") == "5-9"
    assert normalise.pages("e12") == "e12"


@given(st.text())
def test_folding_is_stable(text):
    folded = normalise.fold(text)
    assert normalise.fold(folded) == folded
    assert folded == " ".join(folded.split())


@given(st.text())
def test_cleaning_leaves_one_printable_line(text):
    cleaned = normalise.clean(text)
    assert "\n" not in cleaned
    assert "\x00" not in cleaned
    assert cleaned == cleaned.strip()


@given(st.text())
def test_nothing_raises(text):
    identifiers.doi(text)
    normalise.year(text)
    normalise.pages(text)
    normalise.kind(text)
    normalise.surname(normalise.author(text))
