"""CITATION.cff: what its format asks for, and the words of the settings."""

from __future__ import annotations

import yaml

from evidence.provenance.citation_file import citation_file

from .made_up import ANA, front


def read(**given):
    return yaml.safe_load(citation_file(front(**given)))


def test_a_review_of_people_and_a_body() -> None:
    made = read(author="Example, Ana; Ministry of Gardens", orcids={"Ana Example": ANA})
    assert made == {
        "cff-version": "1.2.0",
        "message": "Please cite the version that you used; its evidence has a date.",
        "type": "dataset",
        "title": "Allotments: who gains?",
        "abstract": "Who gains from allotments?",
        "authors": [
            {"family-names": "Example", "given-names": "Ana", "orcid": f"https://orcid.org/{ANA}"},
            {"name": "Ministry of Gardens"},
        ],
        "version": "0.3",
        "date-released": "2024-02-29",
        "license": "CC-BY-4.0",
    }


def test_a_licence_that_is_none_by_name_is_left_out_and_a_release_is_the_version() -> None:
    assert "license" not in read(licence="Ask us") and "license" not in read(licence="CC0 or MIT")
    assert yaml.safe_load(citation_file(front(), "spring 2024"))["version"] == "spring 2024"
    assert read(site="https://example.org/")["url"] == "https://example.org/"


def test_words_that_yaml_would_take_for_something_else_stay_words() -> None:
    made = read(title="yes: [1] # no", version="1.0", author="Council & Friends: North")
    assert (made["title"], made["version"]) == ("yes: [1] # no", "1.0")
    assert isinstance(made["date-released"], str) and made["authors"][0]
