"""The codebook as SKOS and back, without loss."""

from pathlib import Path

import pytest

from evidence.codebook import parse_codebook
from evidence.codebook_file import load_codebook
from evidence.codebook_skos import from_skos, to_skos
from evidence.errors import UserError

RAW = load_codebook(Path("config/codebook.yaml")).raw


def test_there_and_back_nothing_is_lost():
    again = from_skos(to_skos(RAW))
    assert again == RAW
    assert parse_codebook(again).facets == parse_codebook(RAW).facets


def test_concepts_stand_in_their_schemes_with_their_words():
    graph = {node["@id"]: node for node in to_skos(RAW)["@graph"]}
    housing = graph["evidence:policy_field/housing"]
    assert housing["skos:inScheme"] == {"@id": "evidence:policy_field"}
    assert housing["skos:prefLabel"] == "Housing and homelessness" and housing["skos:exactMatch"] == [
        "cap:14"
    ]


def test_broader_codes_are_links():
    facet = {
        "id": "f",
        "label": "F",
        "codes": [{"id": "a", "label": "A"}, {"id": "b", "label": "B", "broader": "a"}],
    }
    data = to_skos({"version": "1", "facets": [facet]})
    assert data["@graph"][2]["skos:broader"] == {"@id": "evidence:f/a"}
    assert from_skos(data)["facets"] == [facet]


def test_other_json_is_refused_in_words():
    with pytest.raises(UserError, match="not a codebook in SKOS"):
        from_skos({"hello": "world"})
