"""Zotero RDF: nodes by their address, whatever their margin; every field is kept."""

from __future__ import annotations

import json

import pytest

from evidence.ingest.stage import Source, ingest

from .test_formats import RDF


def test_margins_and_lines_do_not_matter():
    flat = " ".join(RDF.split())
    result = ingest([Source("f", flat.encode())])
    assert [(c.counted, c.read) for c in result.counts] == [(2, 2)]
    assert result.records[0].container == "Journal of Tea"


def test_a_field_without_a_place_is_kept():
    text = RDF.replace("<bib:pages>", "<z:language>sv</z:language><bib:pages>")
    extra = json.loads(ingest([Source("f", text.encode())]).records[0].extra)
    assert extra["language"] == "sv"


def test_a_broken_node_costs_itself():
    result = ingest([Source("f", RDF.replace("</dc:title>", "</dc:titel>", 1).encode())])
    assert [(c.counted, c.read, c.quarantined) for c in result.counts] == [(2, 1, 1)]


@pytest.mark.parametrize("at", ["<z:itemType>", "Journal of", "<dc:title>", "<bib:pages>"])
@pytest.mark.parametrize(
    "other",
    [
        '[{"title": "Homes", "type": "book"}]',
        "TY  - JOUR\nTI  - Homes\nPY  - 2001\nER  - ",
        "PT J\nTI Homes\nPY 2001\nER",
        "@book{a,\n title = {Homes},\n year = 2001}",
        "%0 Book\n%T Homes\n%D 2001",
    ],
)
def test_an_entry_behind_a_node_that_breaks_off_is_none_of_it(other, at):
    result = ingest([Source("f", f"{RDF[: RDF.rindex(at) + 4]}\n{other}\n".encode())])
    assert "Homes" in [record.title for record in result.records]
