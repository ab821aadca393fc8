"""Lists of names in BibTeX."""

import pytest

from evidence.ingest.bibtex import split_names

from .bibtex_entries import one, repairs


def test_names():
    assert split_names("{Tea Board and Sons} and Elm, {\\'E}va and others") == [
        "{Tea Board and Sons}",
        "Elm, Éva",
    ]


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Pires, Rosa de,  Silva, Ana", ["Pires, Rosa de", "Silva, Ana"]),
        ("Ann Ash, Bo Elm, Cy Fir", ["Ash, Ann", "Elm, Bo", "Fir, Cy"]),
    ],
)
def test_names_parted_by_commas_are_told_apart_with_a_remark(value, names):
    entry = one(f"@misc{{a, title={{A}}, author={{{value}}}}}")
    assert entry.authors == names
    assert "parted by commas" in repairs(entry)


@pytest.mark.parametrize("name", ["King, Jr., Martin Luther", "{Ash, Elm, Fir, and Yew}", "Ash, A."])
def test_one_name_stays_one(name):
    entry = one(f"@misc{{a, title={{A}}, author={{{name}}}}}")
    assert entry.authors == [name]
    assert entry.repairs == []


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("{\\O}yvind Br{\\aa} and {\\'E}mile Lef{\\`e}vr{\\'e}", ["Øyvind Brå", "Émile Lefèvré"]),
        ("A. {Delgado de Molina}", ["Delgado de Molina, A."]),
        ("Jan {van der Elm} and {van der Fir}, Bo", ["van der Elm, Jan", "van der Fir, Bo"]),
        ("{Barnes and Noble} and Ash, A", ["{Barnes and Noble}", "Ash, A"]),
        ("Department for Work and Pensions and Ash, A", ["Department for Work and Pensions", "Ash, A"]),
        ("family=Elm, given=Ann, prefix=von", ["von Elm, Ann"]),
    ],
)
def test_braces_in_names(value, names):
    assert split_names(value) == names


def test_semicolons_between_names_are_read_with_a_remark():
    entry = one("@misc{a, title={A}, author={Volk, R.; Elm, J.; Fir, F.}}")
    assert entry.authors == ["Volk, R.", "Elm, J.", "Fir, F."]
    assert "parted by semicolons" in repairs(entry)
