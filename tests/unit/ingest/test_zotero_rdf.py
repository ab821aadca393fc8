"""Zotero RDF: nodes by their address, whatever their margin; every field is kept."""

from __future__ import annotations

import json

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
