"""Zotero RDF: nodes by their address, whatever their margin; every field is kept."""

from __future__ import annotations

import json

import pytest

from evidence.ingest.stage import Source, ingest

from .test_formats import RDF

MINIMAL = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:bib="http://purl.org/net/biblio#">\n'
    '<bib:Article rdf:about="#item_0"><z:itemType>journalArticle</z:itemType><dc:title>On homes</dc:title></bib:Article>\n'
)


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


@pytest.mark.parametrize(
    "cut",
    [
        '<bib:Article rdf:about="#item_9"><dc:date>2012</dc:date></bib:Article>\n</rdf:RDF>',
        '<bib:Article rdf:about="#item_9">\n  <z:itemT',
        '<bib:Article rdf:about="#item_9"><dc:date>2012</dc:date><bib:pa',
    ],
)
def test_a_node_that_is_too_little_to_be_a_work_is_spoken_of(cut: str) -> None:
    text = MINIMAL + cut
    read = ingest([Source("a.rdf", text.encode())])
    assert [record.title for record in read.records] == ["On homes"]
    assert [remark.line for remark in read.remarks if "not read" in remark.problem] == [3]


def test_a_table_behind_a_node_that_broke_off_is_read() -> None:
    text = (
        MINIMAL
        + '<bib:Article rdf:about="#item_9">\n  <z:itemT\ntitle,author,year\nOn rent,"Ash, Ann",2001\n'
    )
    read = ingest([Source("a.rdf", text.encode())])
    assert [record.title for record in read.records] == ["On homes", "On rent"]
