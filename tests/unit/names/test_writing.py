"""Names written into other formats come back as they were, by our reader and by others'."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database.input.bibtex import Parser

from evidence import names
from evidence.ingest.bibtex import read as read_bibtex
from evidence.ingest.json_values import person as csl_name

STORED = [
    "Krug, Gerhard",
    "van der Elm, J. P.",
    "King, Martin Luther, Jr.",
    "Elm, Kristin G, PhD, MSN, CNM",
    "National Audit Office",
    "Ministry of Housing, Communities and Local Government",
    "Shelter,\u00a0Scotland",
    "Ash, Elm, Fir, and Yew",
    "Department for Work and Pensions",
    "Marks and Spencer",
    "Madonna",
    "王小明",
    "王, 小明",
    "AT&T Labs",
]


@pytest.mark.parametrize("name", STORED)
def test_ris_comes_back(name):
    assert names.read(names.to_ris(name)) == [name]


@pytest.mark.parametrize("name", STORED)
def test_csl_comes_back(name):
    assert names.read(csl_name(names.to_csl(name))) == [name]


@given(st.lists(st.sampled_from(STORED), min_size=1, max_size=6))
def test_bibtex_comes_back(stored):
    field = " and ".join(names.to_bibtex(name) for name in stored)
    (entry,) = read_bibtex(f"@misc{{a, title={{A}}, author={{{field}}}}}")
    assert [name for text in entry.authors for name in names.read(text)] == stored
    persons = Parser().parse_string(f"@misc{{a, author={{{field}}}}}").entries["a"].persons["author"]
    assert len(persons) == len(stored)


def test_a_body_is_one_family_name_for_pybtex():
    field = names.to_bibtex("Ministry of Housing, Communities and Local Government")
    (person,) = Parser().parse_string(f"@misc{{a, author={{{field}}}}}").entries["a"].persons["author"]
    assert person.last_names == [field]
    assert person.first_names == []


def test_a_body_is_a_literal_and_its_mark_is_not_seen():
    assert names.to_csl("Ministry of Housing, Communities and Local Government") == {
        "literal": "Ministry of Housing, Communities and Local Government"
    }
    assert names.to_csl("Shelter,\u00a0Scotland") == {"literal": "Shelter, Scotland"}
    assert names.to_ris("National Audit Office") == "National Audit Office,"


def test_surnames():
    assert names.surname("Crépon, Bruno") == "crepon"
    assert names.surname("Shelter,\u00a0Scotland") == "shelterscotland"
    assert names.surname("Ministry of Housing, Communities and Local Government").startswith(
        "ministryofhousingcommunities"
    )
